import type { ExpressionClass } from '../packs/manifest';
import type { VoterFile } from './voterFile';

/**
 * Pictures that come with the studio (public/voters/known/): faces of its pack that show their classes as clearly as can be, and the unit
 * that marks each among the three. Made by `npx tsx scripts/known-faces.ts`.
 */
export const KNOWN_PICTURES = [
  { file: 'happiness.png', shows: 'happiness', unit: 'AU12' },
  { file: 'surprise.png', shows: 'surprise', unit: 'AU2' },
  { file: 'anger.png', shows: 'anger', unit: 'AU4' },
] as const satisfies readonly { file: string; shows: ExpressionClass; unit: string }[];

/** What a recogniser says of a known picture; null what it does not read, or could not, as where it found no face. */
export interface KnownAnswer {
  readonly shows: ExpressionClass;
  readonly unit: string;
  /** Class order. */
  readonly probabilities: readonly number[] | null;
  /** 0–1. */
  readonly units: Readonly<Record<string, number>> | null;
}

/** A recogniser that was loaded and shown the known pictures. */
export interface RecogniserTrial {
  readonly file: VoterFile;
  readonly answers: readonly KnownAnswer[];
}
