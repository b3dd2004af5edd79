import { create } from 'zustand';
import type { Pixels } from '../../domain/face/pixels';
import type { Recipe } from '../../domain/recipe/recipe';

/** The share of the steps that a newly chosen layout leaves to be made anew. */
export const DEFAULT_LAYOUT_STRENGTH = 0.6;

export interface LayoutPicture {
  readonly name: string;
  readonly pixels: Pixels;
}

/** The user's own pictures by SHA-256. They stay in memory, but for one that a batch needs after a reload; nothing of them is sent. */
export const useLayoutPictures = create<{ readonly pictures: ReadonlyMap<string, LayoutPicture> }>(() => ({
  pictures: new Map(),
}));

export function addLayoutPicture(sha256: string, picture: LayoutPicture): void {
  useLayoutPictures.setState(({ pictures }) => ({ pictures: new Map(pictures).set(sha256, picture) }));
}

/** The user's own picture that gives a recipe's layout; null where none does, or it is not in memory. */
export function ownLayoutPicture({ layout }: Recipe): { readonly sha256: string; readonly pixels: Pixels } | null {
  const sha256 = layout?.source.kind === 'picture' ? layout.source.sha256 : null;
  const picture = sha256 === null ? undefined : useLayoutPictures.getState().pictures.get(sha256);
  return sha256 !== null && picture ? { sha256, pixels: picture.pixels } : null;
}
