import { FilesButton } from './FilesButton';

interface FileButtonProps {
  readonly text: string;
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** A button that opens the file picker for one file. */
export function FileButton({ onFile, ...button }: FileButtonProps) {
  return (
    <FilesButton
      {...button}
      onFiles={([file]) => {
        if (file) onFile(file);
      }}
    />
  );
}
