import { z } from 'zod';
import { withPhrase } from '../recipe/attributes';
import { resolveWildcards } from '../recipe/wildcards';

/** A group of looks of which each seed of a plan draws one. The plan says all of it, so that a later studio draws the same. */
export const sampledLookSchema = z.strictObject({
  name: z.string(),
  exclusive: z.boolean(),
  /** All of the group, which give way to the drawn one where a face has one of them at a time. */
  phrases: z.array(z.string()),
  /** Those that are drawn from. */
  drawn: z.array(z.string()).min(1),
});

export type SampledLook = z.infer<typeof sampledLookSchema>;

export interface DrawnLook {
  readonly group: SampledLook;
  readonly phrase: string;
}

/** One phrase of each group, the same ones for the same seed whatever else the plan varies. */
export function drawLooks(looks: readonly SampledLook[], seed: number): DrawnLook[] {
  // Of another seed than the prompt's own choices: else the first of both would always go together.
  const apart = (seed ^ LOOKS_APART) >>> 0;
  const drawn = resolveWildcards(looks.map((look) => `{${look.drawn.join('|')}}`).join(','), apart).split(',');
  return looks.map((group, index) => ({ group, phrase: drawn[index] ?? '' }));
}

/** The prompt with the drawn looks as parts of their own, in place of what they rule out. */
export function withLooks(prompt: string, looks: readonly DrawnLook[]): string {
  return looks.reduce((text, { group, phrase }) => withPhrase(text, phrase, group), prompt);
}

/** Characters that looks add to a prompt at most. */
export function longestLooks(looks: readonly SampledLook[]): number {
  return looks.reduce((sum, { drawn }) => sum + Math.max(...drawn.map((phrase) => phrase.length)) + ', '.length, 0);
}

/** How many different people and pictures the looks make. */
export function countLooks(looks: readonly SampledLook[]): number {
  return looks.reduce((product, { drawn }) => product * drawn.length, 1);
}

const LOOKS_APART = 0x5bd1e995;
