import { FileButton } from '../../ui/FileButton';

export function OpenButton({ onFile }: { readonly onFile: (file: File) => void }) {
  return <FileButton text="Open recipe…" label="Recipe or face file" accept="image/png,application/json,.json" onFile={onFile} />;
}
