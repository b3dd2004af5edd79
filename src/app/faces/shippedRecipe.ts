import type { Recipe } from '../../domain/recipe/recipe';
import { packUrl } from '../../engine/packSource';
import { EXAMPLE_LAYOUT, exampleQuery } from '../../features/stage/example';
import { queryClient } from '../shell/queryClient';

/** The recipe of the face that comes with the pack that is loaded; null for any other. */
export async function shippedRecipe(pack: string, name: string): Promise<Recipe | null> {
  const example = name === EXAMPLE_LAYOUT ? await queryClient.fetchQuery(exampleQuery(packUrl)) : null;
  return example?.face.recipe.pack === pack ? example.face.recipe : null;
}
