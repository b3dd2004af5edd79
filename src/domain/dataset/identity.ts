import { promptWords } from '../recipe/prompt';
import type { PackWords } from '../recipe/prompt';
import { beginningOf } from '../recipe/forks';
import type { Recipe } from '../recipe/recipe';

/** Kinds of word that make another person. Expression, pose, light, glasses and the like leave the person as they are. */
const PERSON_KINDS = new Set(['person', 'hair', 'facial hair', 'skin', 'eyes', 'freckles']);

/** Layouts made from layouts are followed this far. */
const LONGEST_CHAIN = 32;

/** What has to be known to tell who is in a picture. */
export interface IdentityContext {
  /** A pack's vocabulary by pack id; undefined where the pack is not at hand. */
  readonly words: (pack: string) => PackWords | undefined;
  /** The recipe of a kept face; null where it is gone. */
  readonly recipeOf: (faceId: string) => Promise<Recipe | null>;
}

/**
 * The people whose looks a recipe's face may have, one text each: faces that share one belong in one split. The person comes
 * from the layout picture where there is one, otherwise from the seed and the prompt's words about the person, in a fork those
 * of its first steps; a variation lies between two people. Where the pack's vocabulary is not at hand, the seed alone is the
 * person: too large a group leaks nothing.
 * @returns one at least
 */
export async function peopleIn(recipe: Recipe, context: IdentityContext, depth = 0): Promise<readonly string[]> {
  const source = recipe.layout?.source;
  switch (source?.kind) {
    case 'shipped':
      return [`shipped:${source.name}`];
    case 'picture':
      return [`picture:${source.sha256}`];
    case 'gallery': {
      const parent = depth < LONGEST_CHAIN ? await context.recipeOf(source.id) : null;
      return parent === null ? [`gallery:${source.id}`] : peopleIn(parent, context, depth + 1);
    }
    case undefined: {
      const words = identityWords(beginningOf(recipe, 1), context.words(recipe.pack));
      return seedsOf(recipe).map((seed) => `pack:${recipe.pack} seed:${String(seed)} ${words}`);
    }
  }
}

function seedsOf({ seed, variation }: Recipe): readonly number[] {
  return variation === undefined ? [seed] : [seed, variation.seed];
}

/** The prompt's words about the person, sorted, so that their order does not make another person. */
function identityWords({ prompt }: Recipe, words: PackWords | undefined): string {
  if (words === undefined) return '';
  const telling = promptWords(prompt).filter((word) => Object.hasOwn(words, word) && PERSON_KINDS.has(words[word] ?? ''));
  return [...new Set(telling)].sort().join(' ');
}
