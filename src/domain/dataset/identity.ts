import { peopleOf, personKey } from '../recipe/people';
import type { Recipe } from '../recipe/recipe';

/** Layouts made from layouts are followed this far. */
const LONGEST_CHAIN = 32;

/** Looks up what a recipe names without saying who is in it, as recipes did before they carried `layout.people`. */
export interface IdentityContext {
  /** The recipe of a kept face; null where it is gone. */
  readonly recipeOf: (faceId: string) => Promise<Recipe | null>;
  /** The recipe of a face that comes with a pack, by the name that layouts give it; null where it is not at hand. */
  readonly shippedRecipe: (pack: string, name: string) => Promise<Recipe | null>;
}

/**
 * The people whose looks a recipe's face may have, one text each: faces that share one belong in one split. Told by how the
 * face is made and never by its words, which say nothing for certain: a person is a seed of a pack, in a variation both seeds,
 * in a fork that of its first steps, which it keeps; with a layout also everybody in the layout's picture. A group that is too
 * large leaks nothing.
 * @returns one at least
 */
export async function peopleIn(recipe: Recipe, context: IdentityContext, depth = 0): Promise<readonly string[]> {
  const own = peopleOf(recipe).map(personKey);
  return [...new Set([...own, ...(await inLayout(recipe, context, depth))])];
}

async function inLayout({ pack, layout }: Recipe, context: IdentityContext, depth: number): Promise<readonly string[]> {
  // A layout of strength 1 keeps nothing of its picture.
  if (layout === null || layout.strength === 1) return [];
  const { source, people } = layout;
  const parent = people === undefined && depth < LONGEST_CHAIN ? await parentOf(pack, source, context) : null;
  return [sourceKey(pack, source), ...(parent === null ? [] : await peopleIn(parent, context, depth + 1))];
}

type LayoutSource = NonNullable<Recipe['layout']>['source'];

async function parentOf(pack: string, source: LayoutSource, context: IdentityContext): Promise<Recipe | null> {
  switch (source.kind) {
    case 'gallery':
      return context.recipeOf(source.id);
    case 'shipped':
      return context.shippedRecipe(pack, source.name);
    case 'picture':
      return null;
  }
}

/** Names the picture itself, so that faces made from one picture stay together whoever is in it. */
function sourceKey(pack: string, source: LayoutSource): string {
  switch (source.kind) {
    case 'gallery':
      return `gallery:${source.id}`;
    case 'shipped':
      return `shipped:${pack}/${source.name}`;
    case 'picture':
      return `picture:${source.sha256}`;
  }
}
