import { useRef } from 'react';

interface FileButtonProps {
  /** Of the file input. */
  readonly id?: string;
  /** What the button says. */
  readonly text: string;
  /** Accessible name of the file input behind it. */
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** A button that opens the file picker. The same file may be chosen twice in a row. */
export function FileButton({ id, text, label, accept, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
