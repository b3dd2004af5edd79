import { useShallow } from 'zustand/react/shallow';
import type { Recipe } from '../../domain/recipe/recipe';
import { useCompose } from './store';

/**
 * The named settings of the draft; null while there is none. Whoever uses them is drawn anew when one of them changes: a slider under
 * the hand draws itself and what shows the units, and nothing else.
 */
export function useSettings<Name extends keyof Recipe>(...names: readonly Name[]): Pick<Recipe, Name> | null {
  return useCompose(useShallow(({ draft }) => draft && pick(draft, names)));
}

function pick<Name extends keyof Recipe>(recipe: Recipe, names: readonly Name[]): Pick<Recipe, Name> {
  return Object.fromEntries(names.filter((name) => name in recipe).map((name) => [name, recipe[name]])) as Pick<Recipe, Name>;
}
