import { FileButton } from '../../ui/FileButton';

/** Id of the file input, for whoever else opens the picker. */
export const OPEN_FILE_ID = 'open-file';

/** Opens a face, a recipe or a zip that was exported here: what it is, its bytes say. */
export function OpenButton({ onFile }: { readonly onFile: (file: File) => void }) {
  return <FileButton id={OPEN_FILE_ID} text="Open recipe…" label="Recipe or face file" accept="image/png,application/json,.json,application/zip,.zip" onFile={onFile} />;
}
