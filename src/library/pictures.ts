import { loadPictures } from '../storage/faces';
import { setHolding } from './openSet';
import type { Pixels } from '../domain/face/pixels';

/** Pictures in memory at most: a few screens of a gallery, 256 KB each where the pack draws 256 px. */
const KEPT = 240;

const kept = new Map<string, Promise<Pixels | null>>();
let wanted: { id: string; resolve: (pixels: Pixels | null) => void; reject: (error: unknown) => void }[] = [];

/** The picture of a face. What is asked for at the same moment is read in one go. */
export function facePicture(id: string): Promise<Pixels | null> {
  const known = kept.get(id);
  if (known) {
    kept.delete(id);
    kept.set(id, known);
    return known;
  }
  const picture = new Promise<Pixels | null>((resolve, reject) => {
    if (wanted.length === 0) queueMicrotask(() => void readWanted());
    wanted.push({ id, resolve, reject });
  });
  // A face deleted or storage closed now may be there later.
  picture.then((pixels) => pixels ?? kept.delete(id), () => kept.delete(id));
  kept.set(id, picture);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return picture;
}

async function readWanted(): Promise<void> {
  const now = wanted;
  wanted = [];
  try {
    const ids = now.map(({ id }) => id);
    const set = setHolding(ids[0] ?? '');
    const pictures = await (set === null ? loadPictures(ids) : set.thumbnails(ids));
    now.forEach(({ resolve }, index) => resolve(pictures[index] ?? null));
  } catch (error) {
    now.forEach(({ reject }) => reject(error));
  }
}
