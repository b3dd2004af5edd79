import { z } from 'zod';
import { RECIPE_VERSION, recipeSchema } from './recipe';

/** A recipe of some version, as it was read. */
type Written = Readonly<Record<string, unknown>>;

/** Between a version and the next; the version itself is counted on. */
export interface Migration {
  /** A recipe of the version → one of the next that makes the same face. */
  readonly up: (recipe: Written) => Written;
  /** The other way round; null for a recipe that the version could not say. `down(up(recipe))` is the recipe again. */
  readonly down: (recipe: Written) => Written | null;
}

/**
 * `MIGRATIONS[v]` is between version v and v + 1. Raising `RECIPE_VERSION` takes an entry here and, in fixtures/, recipes that the
 * version before wrote, with the ids of their faces.
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
    recipe = { ...migrate.up(recipe), version: version + 1 };
  }
  return recipe;
}

/**
 * The recipe in the words of the first version that could say it: by these it is known, so that a face keeps its id whatever version
 * the recipe is migrated to.
 */
export function firstWording(recipe: Written, migrations = MIGRATIONS): Written {
  const { version } = recipe;
  const before = typeof version === 'number' ? migrations[version - 1]?.down(recipe) : undefined;
  return before == null ? recipe : firstWording({ ...before, version: Number(version) - 1 }, migrations);
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
