import { readZip } from '../../domain/bytes/unzip';
import { readExport } from '../../domain/dataset/readExport';
import { saveCurations } from '../../storage/curation';
import { putFace } from '../../storage/faces';

export interface ImportSummary {
  readonly restored: number;
  /** Faces of the set that could not be brought back. */
  readonly lost: number;
}

/**
 * Brings the faces of an exported zip back into this browser, with recipes, labels and curation. A face that is kept
 * already is replaced by the export's.
 * @throws ZipError, NotAnExportError; DOMException `QuotaExceededError` where the storage is full
 */
export async function importZip(zip: Blob, onProgress: (done: number) => void): Promise<ImportSummary> {
  let [restored, lost] = [0, 0];
  for await (const one of readExport(await readZip(zip))) {
    if (one === null) lost += 1;
    else {
      await putFace({ face: { ...one.face, savedAt: Date.now() }, trajectory: undefined });
      await saveCurations(new Map([[one.face.id, one.curation]]));
      restored += 1;
    }
    onProgress(restored + lost);
  }
  return { restored, lost };
}
