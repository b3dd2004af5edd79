export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;
type Point = Pick<Box, 'left' | 'top'>;

/** Between card and anchor, and to the edge of the window, in CSS pixels. */
const GAP = 12;
const EDGE = 8;

/** Where a card stands beside its anchor, whole in the window: right, left, below or above; in a corner where there is room on no side. */
export function placeCard(anchor: Box, card: Size, window: Size): Point {
  const inside = (value: number, size: number, limit: number) => Math.max(EDGE, Math.min(value, limit - EDGE - size));
  const top = inside(anchor.top + anchor.height / 2 - card.height / 2, card.height, window.height);
  const left = inside(anchor.left + anchor.width / 2 - card.width / 2, card.width, window.width);
  const right = anchor.left + anchor.width + GAP;
  const below = anchor.top + anchor.height + GAP;
  if (right + card.width <= window.width - EDGE) return { left: right, top };
  if (anchor.left - GAP - card.width >= EDGE) return { left: anchor.left - GAP - card.width, top };
  if (below + card.height <= window.height - EDGE) return { left, top: below };
  if (anchor.top - GAP - card.height >= EDGE) return { left, top: anchor.top - GAP - card.height };
  return { left: inside(Infinity, card.width, window.width), top: inside(Infinity, card.height, window.height) };
}
