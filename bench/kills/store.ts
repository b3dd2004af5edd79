import type { Page } from '@playwright/test';
import { recipeId } from '../../src/domain/recipe/canonical';
import { parseRecipeJson } from '../../src/domain/recipe/parse';

/** What the browser's storage holds, without pixels. */
export interface Snapshot {
  readonly faces: readonly { readonly id: string; readonly recipe: unknown; readonly sound: boolean }[];
  readonly summaries: readonly string[];
  readonly trajectories: readonly string[];
  readonly curations: readonly { readonly faceId: string; readonly star: boolean }[];
  readonly batches: readonly { readonly id: string; readonly faces: number; readonly state: string }[];
  readonly items: readonly { readonly batchId: string; readonly index: number; readonly faceId: string; readonly kind: string }[];
}

/** Reads the storage from a page of the origin that is no studio. */
export function readStore(observer: Page): Promise<Snapshot> {
  return observer.evaluate(async () => {
    const opening = indexedDB.open('synfer-studio');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    const tx = db.transaction(['faces', 'summaries', 'trajectories', 'curations', 'batches', 'batchItems']);
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const faces: { id: string; recipe: unknown; sound: boolean }[] = [];
    const scan = tx.objectStore('faces').openCursor();
    await new Promise<void>((resolve) => {
      scan.onsuccess = () => {
        const cursor = scan.result;
        if (!cursor) return resolve();
        const { id, recipe, pixels } = cursor.value as { id: string; recipe: unknown; pixels: { width: number; height: number; data: Uint8ClampedArray } };
        faces.push({ id, recipe, sound: pixels.data.length === 4 * pixels.width * pixels.height });
        cursor.continue();
      };
    });
    const keys = async (name: string) => (await answer(tx.objectStore(name).getAllKeys())) as string[];
    const curations = await answer(tx.objectStore('curations').getAll() as IDBRequest<{ faceId: string; star: boolean }[]>);
    const batches = await answer(tx.objectStore('batches').getAll() as IDBRequest<{ id: string; faces: number; state: string }[]>);
    const items = await answer(tx.objectStore('batchItems').getAll() as IDBRequest<{ batchId: string; index: number; faceId: string; outcome: { kind: string } }[]>);
    const found = {
      faces,
      summaries: await keys('summaries'),
      trajectories: await keys('trajectories'),
      curations: curations.map(({ faceId, star }) => ({ faceId, star })),
      batches: batches.map(({ id, faces: count, state }) => ({ id, faces: count, state })),
      items: items.map(({ batchId, index, faceId, outcome }) => ({ batchId, index, faceId, kind: outcome.kind })),
    };
    db.close();
    return found;
  });
}

const checked = new Set<string>();

/** Everything in the storage that does not fit together, in words. Nothing was deleted. */
export async function faultsOf({ faces, summaries, trajectories, curations, items }: Snapshot): Promise<string[]> {
  const faults: string[] = [];
  const ids = new Set(faces.map(({ id }) => id));
  const listed = new Set(summaries);
  for (const { id, recipe, sound } of faces) {
    if (!sound) faults.push(`face ${id} has not all of its pixels`);
    if (!listed.has(id)) faults.push(`face ${id} is in no list`);
    if (!checked.has(id) && (await recipeId(parseRecipeJson(JSON.stringify(recipe)))) !== id) faults.push(`face ${id} is another recipe's`);
    checked.add(id);
  }
  for (const id of summaries) if (!ids.has(id)) faults.push(`face ${id} is listed and not there`);
  for (const id of trajectories) if (!ids.has(id)) faults.push(`steps of ${id} without their face`);
  for (const { faceId } of curations) if (!ids.has(faceId)) faults.push(`something is said of ${faceId}, which is not there`);
  for (const { faceId, kind, batchId, index } of items) if (kind !== 'failed' && !ids.has(faceId)) faults.push(`item ${index} of batch ${batchId} counts ${faceId}, which is not there`);
  return faults;
}

/** What was there before a kill and is not there after it. */
export function lost(before: Snapshot, after: Snapshot): string[] {
  const faces = new Set(after.faces.map(({ id }) => id));
  const stars = new Set(after.curations.filter(({ star }) => star).map(({ faceId }) => faceId));
  const items = new Set(after.items.map(({ batchId, index }) => `${batchId} ${index}`));
  return [
    ...before.faces.filter(({ id }) => !faces.has(id)).map(({ id }) => `face ${id} is gone`),
    ...before.curations.filter(({ faceId, star }) => star && !stars.has(faceId)).map(({ faceId }) => `the star of ${faceId} is gone`),
    ...before.items.filter(({ batchId, index }) => !items.has(`${batchId} ${index}`)).map(({ batchId, index }) => `item ${index} of batch ${batchId} is gone`),
  ];
}

/** Faces made or taken twice by a batch, and batches that ended without all of theirs. */
export function doubledOrMissing({ batches, items }: Snapshot): { readonly doubled: number; readonly missing: number } {
  let [doubled, missing] = [0, 0];
  for (const { id, faces } of batches) {
    const own = items.filter(({ batchId, kind }) => batchId === id && kind !== 'failed').map(({ faceId }) => faceId);
    doubled += own.length - new Set(own).size;
    missing += Math.max(0, faces - new Set(own).size);
  }
  return { doubled, missing };
}
