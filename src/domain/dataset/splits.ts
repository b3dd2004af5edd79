export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Share of the faces that each split is to get; each ≥ 0, not all 0. They need not sum to 1. */
export type SplitRatios = Readonly<Record<Split, number>>;

export const DEFAULT_RATIOS: SplitRatios = { train: 80, validation: 10, test: 10 };

/** Where a face belongs. */
export interface Place {
  readonly group: string;
  readonly split: Split;
}

/**
 * Places every face, a group's faces all in one split: the largest group first, each where most faces are still lacking. No
 * split with a share stays empty while there is a group for each. The order of the faces does not matter; of groups of one
 * size that with the smaller name goes first.
 * @param groups identity group by face id
 * @param counts whether the face is written; one that is left out goes where its group does, and weighs nothing
 */
export function placeFaces(groups: ReadonlyMap<string, string>, counts: (faceId: string) => boolean, ratios: SplitRatios): ReadonlyMap<string, Place> {
  const sizes = new Map<string, number>();
  for (const [id, group] of groups) sizes.set(group, (sizes.get(group) ?? 0) + (counts(id) ? 1 : 0));
  const splits = splitGroups(sizes, ratios);
  return new Map(Array.from(groups, ([id, group]) => [id, { group, split: splits.get(group) ?? 'train' }]));
}

function splitGroups(sizes: ReadonlyMap<string, number>, ratios: SplitRatios): ReadonlyMap<string, Split> {
  const total = [...sizes.values()].reduce((a, b) => a + b, 0);
  const shares = SPLITS.reduce((sum, split) => sum + ratios[split], 0);
  const lacking = Object.fromEntries(SPLITS.map((split) => [split, (ratios[split] / shares) * total])) as Record<Split, number>;
  const wanted = SPLITS.filter((split) => ratios[split] > 0);
  const mostLacking = (among: readonly Split[]) => among.reduce((most, split) => (lacking[split] > lacking[most] ? split : most));

  const splits = new Map<string, Split>();
  const filled = new Set<Split>();
  const order = [...sizes].sort(([name, size], [other, otherSize]) => otherSize - size || (name < other ? -1 : 1));
  let groupsLeft = order.filter(([, size]) => size > 0).length;
  for (const [group, size] of order) {
    const empty = wanted.filter((split) => !filled.has(split));
    const split = mostLacking(empty.length > 0 && empty.length >= groupsLeft ? empty : wanted);
    splits.set(group, split);
    lacking[split] -= size;
    if (size === 0) continue;
    filled.add(split);
    groupsLeft -= 1;
  }
  return splits;
}
