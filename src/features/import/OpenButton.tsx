import { FilesButton } from '../../ui/FilesButton';

/** Id of the file input, for whoever else opens the picker. */
export const OPEN_FILE_ID = 'open-file';

/** Opens faces, recipes, zips that were exported here, and expressions of other tools: what each is, its bytes say. */
export function OpenButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  return (
    <FilesButton
      id={OPEN_FILE_ID}
      text="Open…"
      label="Recipe or face file"
      accept="image/png,application/json,.json,application/zip,.zip,text/csv,.csv,.tsv,text/plain,.txt"
      multiple
      onFiles={onFiles}
    />
  );
}
