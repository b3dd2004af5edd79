import { skipToken, useQuery } from '@tanstack/react-query';
import { canonicalJson, recipeId } from '../domain/recipe/canonical';
import { parentOf } from '../domain/recipe/forks';
import type { Recipe } from '../domain/recipe/recipe';
import { loadFaceRecord } from '../storage/faces';

export interface ForkParent {
  /** Id of the face that the fork took its first steps from. */
  readonly id: string;
  /** Whether that face is kept in this browser. */
  readonly kept: boolean;
}

/** What a recipe forked off; null where it is no fork, and while its id is worked out. */
export function useForkParent(recipe: Recipe | null): ForkParent | null {
  const parent = recipe && parentOf(recipe);
  const query = useQuery({
    queryKey: ['fork parent', parent && canonicalJson(parent)],
    queryFn: parent
      ? async (): Promise<ForkParent> => {
          const id = await recipeId(parent);
          // Without storage no face is kept.
          return { id, kept: (await loadFaceRecord(id).catch(() => null)) !== null };
        }
      : skipToken,
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  });
  return query.data ?? null;
}
