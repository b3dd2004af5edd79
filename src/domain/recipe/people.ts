import type { Recipe } from './recipe';

/** Who a face shows, as far as its making says: the noise of one seed, shaped by one pack. */
export type Person = NonNullable<NonNullable<Recipe['layout']>['people']>[number];

/** A text that is the same for the same person. */
export function personKey({ pack, seed }: Person): string {
  return `pack:${pack} seed:${String(seed)}`;
}

/**
 * Everybody whose looks a recipe's face may have: its seed, the seed that a variation turns to, and whoever its layout's
 * picture shows. A layout chosen from this face carries them on, so that they are known when the face is gone.
 * @returns one at least, nobody twice
 */
export function peopleOf({ pack, seed, variation, layout }: Recipe): readonly Person[] {
  const seeds = variation === undefined ? [seed] : [seed, variation.seed];
  const shown = layout === null || layout.strength === 1 ? [] : (layout.people ?? []);
  const all = [...seeds.map((each) => ({ pack, seed: each })), ...shown];
  return [...new Map(all.map((person) => [personKey(person), person])).values()];
}
