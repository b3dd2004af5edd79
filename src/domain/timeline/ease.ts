/** How a face goes from one key to the next. */
export const EASES = ['linear', 'ease-in', 'ease-out', 'ease-in-out', 'hold'] as const;
export type Ease = (typeof EASES)[number];

/** Share 0–1 of the way's time → share 0–1 of the change: straight, by parabolas, by the cubic with rest at both ends; "hold" leaps at its end. */
export function eased(ease: Ease, share: number): number {
  const t = Math.min(1, Math.max(0, share));
  switch (ease) {
    case 'linear':
      return t;
    case 'ease-in':
      return t * t;
    case 'ease-out':
      return t * (2 - t);
    case 'ease-in-out':
      return t * t * (3 - 2 * t);
    case 'hold':
      return t < 1 ? 0 : 1;
  }
}
