import { useRef } from 'react';

interface FilesButtonProps {
  /** Of the file input. */
  readonly id?: string;
  /** What the button says. */
  readonly text: string;
  /** Accessible name of the file input behind it. */
  readonly label: string;
  readonly accept?: string;
  /** Takes more than one file. */
  readonly multiple?: boolean;
  /** Takes a folder with all that is in it, in place of files. */
  readonly folder?: boolean;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the file picker. The same files may be chosen twice in a row. */
export function FilesButton({ id, text, label, accept, multiple = false, folder = false, disabled = false, onFiles }: FilesButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" disabled={disabled} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        id={id}
        type="file"
        {...(folder ? { webkitdirectory: '' } : { accept, multiple })}
        aria-label={label}
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
