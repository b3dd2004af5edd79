import { announceChange } from './changes';
import { writeStudioDb } from './db';
import { readFaceRecord, readable } from './reading';
import { isStorageFull } from './room';
import { summarise } from './summary';

const LISTS = ['summaries', 'curations'] as const;
const EVERYTHING = ['faces', 'trajectories', ...LISTS, 'trash'] as const;
/** Another tab may still offer to undo; after this long none does. */
const KEPT_MS = 60 * 60 * 1000;

/** Whether a deletion can be undone: not where the storage was too full to remember it. */
export type Deletion = 'undoable' | 'for good';

/**
 * Takes faces out of every list. What weighs stays where it is until the trash is emptied, so that deleting needs next to no
 * room; where there is not even that, they are deleted for good. `restoreFaces` brings them back as they were.
 */
export async function trashFaces(ids: readonly string[], now = Date.now()): Promise<Deletion> {
  const deletion = await moveToTrash(ids, now).then(
    () => 'undoable' as const,
    async (error: unknown) => {
      if (!isStorageFull(error)) throw error;
      await deleteForGood(ids);
      return 'for good' as const;
    },
  );
  announceChange({ what: 'faces', ids });
  return deletion;
}

async function moveToTrash(ids: readonly string[], now: number): Promise<void> {
  await writeStudioDb(EVERYTHING, async (tx) => {
    for (const id of ids) {
      if ((await tx.objectStore('faces').getKey(id)) === undefined) continue;
      const curation = await tx.objectStore('curations').get(id);
      await tx.objectStore('trash').put({ id, deletedAt: now, curation });
      for (const store of LISTS) await tx.objectStore(store).delete(id);
    }
  });
}

async function deleteForGood(ids: readonly string[]): Promise<void> {
  await writeStudioDb(EVERYTHING, async (tx) => {
    for (const store of EVERYTHING) for (const id of ids) await tx.objectStore(store).delete(id);
  });
}

/** @returns how many could be brought back: none after an hour, or once their room was needed */
export async function restoreFaces(ids: readonly string[]): Promise<number> {
  const restored = await writeStudioDb(EVERYTHING, async (tx) => {
    let count = 0;
    for (const id of ids) {
      const deleted = await tx.objectStore('trash').get(id);
      if (!deleted) continue;
      // Anew: it may have been deleted when summaries said less.
      for (const face of readable([readFaceRecord(await tx.objectStore('faces').get(id))])) await tx.objectStore('summaries').put(summarise(face));
      if (deleted.curation) await tx.objectStore('curations').put(deleted.curation);
      await tx.objectStore('trash').delete(id);
      count += 1;
    }
    return count;
  });
  announceChange({ what: 'faces', ids });
  return restored;
}

/** Lets go for good of what was deleted so long ago; unless said otherwise, longer than anybody can undo it. @returns of how many faces */
export async function emptyTrash(olderThanMs = KEPT_MS, now = Date.now()): Promise<number> {
  return writeStudioDb(EVERYTHING, async (tx) => {
    let emptied = 0;
    for await (const cursor of tx.objectStore('trash')) {
      if (now - cursor.value.deletedAt < olderThanMs) continue;
      const { id } = cursor.value;
      await tx.objectStore('faces').delete(id);
      await tx.objectStore('trajectories').delete(id);
      await cursor.delete();
      emptied += 1;
    }
    return emptied;
  });
}
