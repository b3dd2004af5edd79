/** How far two raters agree on the same things. */
export interface Agreement {
  /** Things that both have rated. */
  readonly count: number;
  /** Share of them on which the two say the same. */
  readonly observed: number;
  /** Share on which they would say the same if each drew at random from the categories as often as it used them. */
  readonly expected: number;
  /** (observed − expected) / (1 − expected); null where both used one and the same category throughout. */
  readonly kappa: number | null;
}

/** Cohen's kappa (1960), unweighted, from one pair of categories per thing; null where there are no pairs. */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): Agreement | null {
  const count = pairs.length;
  if (count === 0) return null;
  const used = [new Map<string, number>(), new Map<string, number>()] as const;
  let same = 0;
  for (const [first, second] of pairs) {
    if (first === second) same++;
    used[0].set(first, (used[0].get(first) ?? 0) + 1);
    used[1].set(second, (used[1].get(second) ?? 0) + 1);
  }
  // In whole numbers up to here, so that full chance agreement is told from nearly full exactly.
  let chance = 0;
  for (const [category, times] of used[0]) chance += times * (used[1].get(category) ?? 0);
  const observed = same / count;
  const expected = chance / count ** 2;
  return { count, observed, expected, kappa: chance === count ** 2 ? null : (observed - expected) / (1 - expected) };
}
