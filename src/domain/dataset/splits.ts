import { sha256Hex } from '../bytes/sha256';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Share of the identity groups that each split gets; each ≥ 0, not all 0. They need not sum to 1. */
export type SplitRatios = Readonly<Record<Split, number>>;

export const DEFAULT_RATIOS: SplitRatios = { train: 80, validation: 10, test: 10 };

/** Hex digits of the hash that are read: 52 bits, all that a double holds exactly. */
const DIGITS = 13;

/**
 * The split of an identity group, a function of the group's name and the ratios alone: all faces of a group go
 * together, whatever else is exported, and a later export puts a group where the first one did.
 */
export async function splitOf(group: string, ratios: SplitRatios): Promise<Split> {
  const hash = await sha256Hex(new TextEncoder().encode(`split:${group}`));
  const total = SPLITS.reduce((sum, split) => sum + ratios[split], 0);
  let rest = (Number.parseInt(hash.slice(0, DIGITS), 16) / 16 ** DIGITS) * total;
  for (const split of SPLITS) {
    rest -= ratios[split];
    if (rest < 0) return split;
  }
  return 'train';
}
