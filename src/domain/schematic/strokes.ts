/** A line of the face. `contour` is the head, `feature` what one looks at, `fold` what skin does when it is pushed. */
export interface Stroke {
  readonly id: string;
  readonly d: string;
  readonly kind: 'contour' | 'feature' | 'fold';
  readonly opacity: number;
}

/** A fold as deep as its cause is strong; none where nothing causes it. */
export function fold(id: string, d: string, strength: number): Stroke[] {
  return strength < 0.04 ? [] : [{ id, d, kind: 'fold', opacity: Math.min(1, strength) }];
}
