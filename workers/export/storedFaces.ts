import type { PackWords } from '../../src/domain/recipe/prompt';
import type { ExampleContext } from '../../src/domain/dataset/example';
import { recipeSchema } from '../../src/domain/recipe/recipe';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { loadCurations } from '../../src/storage/curation';
import { loadFaceRecord } from '../../src/storage/faces';
import { throwIfCancelled } from './errors';
import type { Candidate } from './examples';
import type { ExportPack, ExportProgress, ExportRequest } from './protocol';

/** The faces kept in this browser, one at a time, with what people said about them. @throws ExportError `cancelled` */
export async function* storedFaces(ids: readonly string[], onProgress: (progress: ExportProgress) => void, signal: AbortSignal): AsyncGenerator<Candidate> {
  for (const [done, id] of ids.entries()) {
    throwIfCancelled(signal);
    onProgress({ done, total: ids.length });
    const face = await loadFaceRecord(id);
    const [curation] = await loadCurations([id]);
    const readable = face !== null && recipeSchema.safeParse(face.recipe).success;
    yield { face: readable ? face : null, curation };
  }
  onProgress({ done: ids.length, total: ids.length });
}

/** What names and groups the faces: the packs that are at hand, and the recipes of faces kept in this browser. */
export function storedContext({ packs, settings }: Pick<ExportRequest, 'packs' | 'settings'>): ExampleContext {
  const byId = new Map<string, ExportPack>(packs.map((pack) => [pack.id, pack]));
  return {
    ratios: settings.ratios,
    auLayout: (pack) => byId.get(pack),
    words: (pack): PackWords | undefined => byId.get(pack)?.words,
    recipeOf: async (id): Promise<Recipe | null> => (await loadFaceRecord(id))?.recipe ?? null,
  };
}
