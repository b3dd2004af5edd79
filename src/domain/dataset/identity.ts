import { sha256Hex } from '../bytes/sha256';
import { promptWords } from '../recipe/prompt';
import type { PackWords } from '../recipe/prompt';
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
 * The identity group of a recipe's face, 16 hex characters: faces of one group may show one person and belong in one
 * split. The person comes from the layout picture where there is one, otherwise from the seed and the prompt's words
 * about the person. Where the pack's vocabulary is not at hand, faces of one seed stay
 * together: too large a group leaks nothing.
 */
export async function identityGroup(recipe: Recipe, context: IdentityContext): Promise<string> {
  const key = await identityKey(recipe, context, 0);
  return (await sha256Hex(new TextEncoder().encode(key))).slice(0, 16);
}

async function identityKey(recipe: Recipe, context: IdentityContext, depth: number): Promise<string> {
  const source = recipe.layout?.source;
  switch (source?.kind) {
    case 'shipped':
      return `shipped:${source.name}`;
    case 'picture':
      return `picture:${source.sha256}`;
    case 'gallery': {
      const parent = depth < LONGEST_CHAIN ? await context.recipeOf(source.id) : null;
      return parent === null ? `gallery:${source.id}` : identityKey(parent, context, depth + 1);
    }
    case undefined:
      return `pack:${recipe.pack} seed:${String(recipe.seed)} ${identityWords(recipe, context.words(recipe.pack))}`;
  }
}

/** The prompt's words about the person, sorted, so that their order does not make another person. */
function identityWords({ prompt }: Recipe, words: PackWords | undefined): string {
  if (words === undefined) return '';
  const telling = promptWords(prompt).filter((word) => Object.hasOwn(words, word) && PERSON_KINDS.has(words[word] ?? ''));
  return [...new Set(telling)].sort().join(' ');
}
