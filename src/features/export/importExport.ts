import { readZip } from '../../files/readZip';
import { readExport, type DecodeFace } from '../../domain/dataset/readExport';
import { importFace, type Imported } from '../../storage/importing';

/** How many faces of a set ended how; `lost` could not be brought back, `archived` are new here and archived in the set. */
export type ImportSummary = Readonly<Record<Imported | 'lost' | 'archived', number>>;

/**
 * Brings the faces of an exported zip back into this browser, with recipes, labels and curation. Faces that are kept already
 * stay as they are, and nothing that was said about them here is lost.
 * @throws ZipError, NotAnExportError; DOMException `QuotaExceededError` where the storage is full
 */
export async function importZip(zip: Blob, decode: DecodeFace, onProgress: (done: number) => void): Promise<ImportSummary> {
  const counts = { added: 0, merged: 0, known: 0, lost: 0, archived: 0 };
  let done = 0;
  for await (const one of readExport(await readZip(zip), decode)) {
    const outcome = one === null ? 'lost' : await importFace(one.face, one.curation);
    counts[outcome] += 1;
    if (outcome === 'added' && one?.curation.archived) counts.archived += 1;
    onProgress((done += 1));
  }
  return counts;
}
