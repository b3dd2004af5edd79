import type { ExportFormatId } from './formats';
import type { LicenceId } from './licences';
import { SPLITS } from './splits';
import type { SplitRatios } from './splits';

/** What the person who exports decides. */
export interface ExportSettings {
  readonly format: ExportFormatId;
  /** Name of the set: letters, digits, hyphens and underscores, as a folder can be called everywhere. */
  readonly name: string;
  readonly licence: LicenceId;
  readonly ratios: SplitRatios;
  /** ISO date, "2026-11-24". */
  readonly date: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Names that Windows keeps for devices, in any case. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** What is wrong with the name, in words for the person who typed it; null where it can be used. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'The set needs a name.';
  if (RESERVED.test(name)) return `Windows keeps the name ${name} for a device. Choose another.`;
  return NAME.test(name) ? null : 'Use letters, digits, hyphens and underscores, at most 64, beginning with a letter or digit.';
}

/** What is wrong with the ratios; null where they can be used. */
export function ratiosProblem(ratios: SplitRatios): string | null {
  const shares = SPLITS.map((split) => ratios[split]);
  if (!shares.every((share) => Number.isFinite(share) && share >= 0)) return 'Shares are numbers from 0.';
  return shares.some((share) => share > 0) ? null : 'At least one split needs a share above 0.';
}
