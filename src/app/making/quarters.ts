/** The quarter (25, 50, 75) that was passed on the way from `before` to `now` steps; null where none was. */
export function quarterReached(before: number, now: number, steps: number): 25 | 50 | 75 | null {
  for (const quarter of [75, 50, 25] as const) {
    const mark = (steps * quarter) / 100;
    if (before < mark && now >= mark && now < steps) return quarter;
  }
  return null;
}
