export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Share of the faces that each split is to get; each ≥ 0, not all 0. They need not sum to 1. */
export type SplitRatios = Readonly<Record<Split, number>>;

export const DEFAULT_RATIOS: SplitRatios = { train: 80, validation: 10, test: 10 };

/** Faces in each split. */
export type SplitSizes = Readonly<Record<Split, number>>;

/** How many faces belong in each split. */
export function splitSizes(places: Iterable<Place>): SplitSizes {
  const sizes = { train: 0, validation: 0, test: 0 };
  for (const { split } of places) sizes[split] += 1;
  return sizes;
}

/** Where a face belongs. */
export interface Place {
  readonly group: string;
  readonly split: Split;
}

/** A face as far as its place depends on it. */
export interface PlacedFace {
  readonly id: string;
  readonly group: string;
  /** The class it is written as; null where it is left out: it goes where its group does, and weighs nothing. */
  readonly label: string | null;
}

/**
 * Places every face, a group's faces all in one split: the largest group first, each where most faces of its classes are still
 * lacking. No split with a share stays empty while there is a group for each, and none lacks a class that there are groups
 * enough for. The order of the faces does not matter; of groups of one size that with the smaller name goes first.
 */
export function placeFaces(faces: readonly PlacedFace[], ratios: SplitRatios): ReadonlyMap<string, Place> {
  const splits = splitGroups(groupsOf(faces), ratios);
  return new Map(faces.map(({ id, group }) => [id, { group, split: splits.get(group) ?? 'train' }]));
}

/** How many faces are written of a group, and of each class among them. */
export interface Group {
  readonly name: string;
  size: number;
  readonly classes: Map<string, number>;
}

function groupsOf(faces: readonly PlacedFace[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { group: name, label } of faces) {
    const group: Group = groups.get(name) ?? { name, size: 0, classes: new Map() };
    groups.set(name, group);
    if (label === null) continue;
    group.size += 1;
    group.classes.set(label, (group.classes.get(label) ?? 0) + 1);
  }
  return [...groups.values()];
}

/** The split of every group by its name, as `placeFaces` finds it. */
export function splitGroups(all: readonly Group[], ratios: SplitRatios): ReadonlyMap<string, Split> {
  const groups = [...all].sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const wanted = SPLITS.filter((split) => ratios[split] > 0);
  const shares = wanted.reduce((sum, split) => sum + ratios[split], 0);
  const totals = new Map<string, number>();
  for (const { classes } of groups) for (const [label, count] of classes) totals.set(label, (totals.get(label) ?? 0) + count);
  const lacking = new Map(wanted.map((split) => [split, new Map(Array.from(totals, ([label, count]) => [label, (count * ratios[split]) / shares]))]));
  const total = (split: Split) => [...(lacking.get(split)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  /** How much a split lacks of what the group has, on average over its faces. */
  const need = ({ classes, size }: Group, split: Split) =>
    size === 0 ? total(split) : [...classes].reduce((sum, [label, count]) => sum + count * (lacking.get(split)?.get(label) ?? 0), 0) / size;
  const neediest = (group: Group, among: readonly Split[]) => among.reduce((most, split) => (need(group, split) > need(group, most) ? split : most));

  const splits = new Map<string, Split>();
  const filled = new Set<Split>();
  let groupsLeft = groups.filter(({ size }) => size > 0).length;
  for (const group of groups) {
    const empty = wanted.filter((split) => !filled.has(split));
    const split = neediest(group, empty.length > 0 && empty.length >= groupsLeft ? empty : wanted);
    splits.set(group.name, split);
    const left = lacking.get(split);
    for (const [label, count] of group.classes) left?.set(label, (left.get(label) ?? 0) - count);
    if (group.size === 0) continue;
    filled.add(split);
    groupsLeft -= 1;
  }
  completeClasses(groups, splits, wanted);
  return splits;
}

/** Moves groups, the smallest first, to splits that lack a class, from splits that can spare all that the group brings. */
function completeClasses(groups: readonly Group[], splits: Map<string, Split>, wanted: readonly Split[]): void {
  /** Groups of a split that show a class. */
  const holders = new Map(wanted.map((split) => [split, new Map<string, number>()]));
  const count = (split: Split, label: string) => holders.get(split)?.get(label) ?? 0;
  const note = (split: Split, { classes }: Group, change: 1 | -1) => {
    for (const label of classes.keys()) holders.get(split)?.set(label, count(split, label) + change);
  };
  for (const group of groups) note(splits.get(group.name) ?? 'train', group, 1);
  const labels = [...new Set(groups.flatMap(({ classes }) => [...classes.keys()]))].sort();
  const smallestFirst = groups.toReversed();
  const canSpare = (from: Split, { classes }: Group) => [...classes.keys()].every((label) => count(from, label) > 1);
  for (const split of wanted) {
    for (const label of labels.filter((each) => count(split, each) === 0)) {
      // One that an earlier move brought is no longer lacking.
      if (count(split, label) > 0) continue;
      const spare = smallestFirst.find((group) => group.classes.has(label) && canSpare(splits.get(group.name) ?? split, group));
      if (spare === undefined) continue;
      note(splits.get(spare.name) ?? split, spare, -1);
      splits.set(spare.name, split);
      note(split, spare, 1);
    }
  }
}
