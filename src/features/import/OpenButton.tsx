import { FileButton } from '../../ui/FileButton';

/** Opens a face, a recipe or a zip that was exported here: what it is, its bytes say. */
export function OpenButton({ onFile }: { readonly onFile: (file: File) => void }) {
  return <FileButton text="Open recipe…" label="Recipe or face file" accept="image/png,application/json,.json,application/zip,.zip" onFile={onFile} />;
}
