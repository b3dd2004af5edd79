import { announceChange } from './changes';
import { openStudioDb } from './db';
import { readFaceRecord, readable } from './reading';
import { summarise } from './summary';

const LIVE = ['faces', 'summaries', 'trajectories', 'curations'] as const;
/** Another tab may still offer to undo; after this long none does. */
const KEPT_MS = 60 * 60 * 1000;

/** Takes faces out of every list, with all that belongs to them. `restoreFaces` brings them back as they were. */
export async function trashFaces(ids: readonly string[], now = Date.now()): Promise<void> {
  const tx = (await openStudioDb()).transaction([...LIVE, 'trash'], 'readwrite');
  // One after the other: a thousand faces are never in memory together.
  for (const id of ids) {
    const face = await tx.objectStore('faces').get(id);
    if (!face) continue;
    const [trajectory, curation] = await Promise.all([
      tx.objectStore('trajectories').get(id),
      tx.objectStore('curations').get(id),
    ]);
    await tx.objectStore('trash').put({ id, deletedAt: now, face, trajectory, curation });
    for (const store of LIVE) await tx.objectStore(store).delete(id);
  }
  await tx.done;
  announceChange({ what: 'faces', ids });
}

/** @returns how many could be brought back: after an hour none can */
export async function restoreFaces(ids: readonly string[]): Promise<number> {
  const tx = (await openStudioDb()).transaction([...LIVE, 'trash'], 'readwrite');
  let restored = 0;
  for (const id of ids) {
    const kept = await tx.objectStore('trash').get(id);
    if (!kept) continue;
    await tx.objectStore('faces').put(kept.face);
    // Anew: it may have been deleted when summaries said less.
    for (const face of readable([readFaceRecord(kept.face)])) await tx.objectStore('summaries').put(summarise(face));
    if (kept.trajectory) await tx.objectStore('trajectories').put(kept.trajectory);
    if (kept.curation) await tx.objectStore('curations').put(kept.curation);
    await tx.objectStore('trash').delete(id);
    restored += 1;
  }
  await tx.done;
  announceChange({ what: 'faces', ids });
  return restored;
}

/** Lets go for good of what was deleted so long ago; unless said otherwise, longer than anybody can undo it. */
export async function emptyTrash(olderThanMs = KEPT_MS, now = Date.now()): Promise<void> {
  const tx = (await openStudioDb()).transaction('trash', 'readwrite');
  for await (const cursor of tx.store) {
    if (now - cursor.value.deletedAt >= olderThanMs) await cursor.delete();
  }
  await tx.done;
}
