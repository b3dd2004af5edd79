import { z } from 'zod';
import { RECIPE_VERSION, recipeSchema } from './recipe';

/** A recipe of some version, as it was read. */
type Written = Readonly<Record<string, unknown>>;

/** What makes a recipe of a version into one of the next; the version itself is counted on. */
export type Migration = (recipe: Written) => Written;

/**
 * `MIGRATIONS[v]` makes a recipe of version v into one of version v + 1 that makes the same face. Raising `RECIPE_VERSION` takes an
 * entry here and, in fixtures/, recipes that the version before wrote.
 */
const MIGRATIONS: readonly (Migration | undefined)[] = [];

/**
 * A recipe of any earlier version → what the current one says instead. Anything else, one from a newer version included, is handed
 * back as it is, for the schema to refuse.
 */
export function migrateRecipe(value: unknown, migrations = MIGRATIONS, current = RECIPE_VERSION): unknown {
  if (!isWritten(value)) return value;
  let recipe = value;
  for (let version = recipe['version']; typeof version === 'number' && version < current; version++) {
    const migrate = migrations[version];
    if (migrate === undefined) return value;
    recipe = { ...migrate(recipe), version: version + 1 };
  }
  return recipe;
}

/** Says so of a recipe that a newer studio wrote, and what to do; null for all that this one should know. */
export function newerVersionSentence(value: unknown): string | null {
  const version = isWritten(value) ? value['version'] : null;
  if (typeof version !== 'number' || version <= RECIPE_VERSION) return null;
  return `It is from a newer version of the studio (recipe version ${String(version)}; this studio reads ${String(RECIPE_VERSION)}). Update the studio to open it.`;
}

/** A recipe as it is kept, alone or within a face or a batch: of this version or of an earlier one. */
export const keptRecipeSchema = z.preprocess((value) => migrateRecipe(value), recipeSchema);

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
