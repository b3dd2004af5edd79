/** What TypeScript's library does not have yet. */
interface FilePicker {
  showSaveFilePicker(options: { suggestedName: string; types: readonly { description: string; accept: Readonly<Record<string, readonly string[]>> }[] }): Promise<FileSystemFileHandle>;
}

/** Where the set goes: a file that was chosen, the browser's downloads (null), or nowhere, since the choice was called off. */
export type Chosen = { readonly target: FileSystemFileHandle | null } | 'called-off';

/** Ask where the zip goes, where the browser can ask. To be called from a click. */
export async function chooseFile(name: string): Promise<Chosen> {
  if (!('showSaveFilePicker' in window)) return { target: null };
  const picker = window as unknown as FilePicker;
  try {
    return { target: await picker.showSaveFilePicker({ suggestedName: `${name}.zip`, types: [{ description: 'Zip archive', accept: { 'application/zip': ['.zip'] } }] }) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'called-off';
    // Frames of another origin and some settings forbid the picker: the downloads are left.
    return { target: null };
  }
}
