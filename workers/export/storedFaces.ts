import type { ExampleContext } from '../../src/domain/dataset/example';
import type { Place } from '../../src/domain/dataset/splits';
import { loadCurations } from '../../src/storage/curation';
import { loadFaceRecord } from '../../src/storage/faces';
import { throwIfCancelled } from './errors';
import type { Candidate } from './examples';
import type { ExportPack, ExportProgress } from '../../src/domain/dataset/exportRun';

/**
 * The faces kept in this browser, one at a time, with what people said about them.
 * @param places where the readable ones of them belong
 * @throws ExportError `cancelled`
 */
export async function* storedFaces(ids: readonly string[], places: ReadonlyMap<string, Place>, onProgress: (progress: ExportProgress) => void, signal: AbortSignal): AsyncGenerator<Candidate | null> {
  for (const [done, id] of ids.entries()) {
    throwIfCancelled(signal);
    onProgress({ done, total: ids.length });
    const place = places.get(id);
    const face = place && (await loadFaceRecord(id));
    yield face ? { face, curation: (await loadCurations([id]))[0], place } : null;
  }
  onProgress({ done: ids.length, total: ids.length });
}

/** What names the faces' units: the packs that are at hand. */
export function storedContext(packs: readonly ExportPack[]): ExampleContext {
  const byId = new Map<string, ExportPack>(packs.map((pack) => [pack.id, pack]));
  return { auLayout: (pack) => byId.get(pack) };
}
