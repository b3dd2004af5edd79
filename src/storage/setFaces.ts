import { identityGroups } from '../domain/dataset/groups';
import { peopleIn } from '../domain/dataset/identity';
import type { SetFace } from '../domain/dataset/setFaces';
import type { Recipe } from '../domain/recipe/recipe';
import { loadCurations } from './curation';
import { loadFaceRecord } from './faces';

export type ShippedRecipe = (pack: string, name: string) => Promise<Recipe | null>;

/**
 * Some kept faces as far as a set that holds them has to know them; those that are gone or unreadable are left out. Pictures
 * are read and let go one at a time.
 * @param shippedRecipe the recipe of a face that comes with a pack, by the name that layouts give it
 * @throws the signal's reason once it is aborted
 */
export async function loadSetFaces(ids: readonly string[], shippedRecipe: ShippedRecipe, signal: AbortSignal): Promise<SetFace[]> {
  const context = { shippedRecipe, recipeOf: async (id: string) => (await loadFaceRecord(id))?.recipe ?? null };
  const curations = new Map((await loadCurations(ids)).map((curation) => [curation.faceId, curation]));
  const people = new Map<string, readonly string[]>();
  const faces: Omit<SetFace, 'group'>[] = [];
  for (const id of ids) {
    signal.throwIfAborted();
    const face = await loadFaceRecord(id);
    if (face === null) continue;
    people.set(id, await peopleIn(face.recipe, context));
    faces.push({ id, recognised: face.label.recognised, pack: face.recipe.pack, curation: curations.get(id) });
  }
  const groups = await identityGroups(people);
  return faces.map((face) => ({ ...face, group: groups.get(face.id) ?? '' }));
}
