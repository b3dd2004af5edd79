/** The faces' store, as far as this asks of it. */
interface ByTime {
  index(name: 'savedAt'): { openKeyCursor(query: null, direction: 'prev'): Promise<{ readonly key: number } | null> };
}

/**
 * When a face is kept, in ms: now, or where the clock was put back since, with the newest. Lists begin with the newest face, and it is
 * the oldest whose steps are let go of: neither may be the one that was just made.
 */
export async function momentOf(faces: ByTime, now: number): Promise<number> {
  const newest = await faces.index('savedAt').openKeyCursor(null, 'prev');
  return Math.max(now, newest?.key ?? 0);
}
