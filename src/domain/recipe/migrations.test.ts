import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recipeId } from './canonical';
import { firstWording, keptRecipeSchema, migrateRecipe, type Migration } from './migrations';
import { parseRecipe } from './parse';
import { RECIPE_VERSION } from './recipe';
import { testRecipe } from './testRecipe';

const versions = Array.from({ length: RECIPE_VERSION }, (_, index) => index + 1);
const fixture = (version: number) => new URL(`fixtures/version-${String(version)}.json`, import.meta.url);
/** By version, the ids that the faces of its fixtures had when that version was the current one. */
const ids = JSON.parse(readFileSync(new URL('fixtures/ids.json', import.meta.url), 'utf8')) as Record<string, readonly string[]>;

describe.each(versions)('a recipe that version %i wrote', (version) => {
  const recipes = existsSync(fixture(version)) ? (JSON.parse(readFileSync(fixture(version), 'utf8')) as Record<string, unknown>[]) : [];

  it('is among the fixtures', () => {
    expect(recipes.length).toBeGreaterThan(0);
    expect(new Set(recipes.map((recipe) => recipe['version']))).toEqual(new Set([version]));
  });

  it('is read as one of this version', () => {
    for (const recipe of recipes) {
      expect(parseRecipe(recipe).version).toBe(RECIPE_VERSION);
      expect(keptRecipeSchema.parse(recipe)).toEqual(parseRecipe(recipe));
      if (version === RECIPE_VERSION) expect(parseRecipe(recipe)).toEqual(recipe);
    }
  });

  it('has a face of the same id as then', async () => {
    expect(await Promise.all(recipes.map((recipe) => recipeId(parseRecipe(recipe))))).toEqual(ids[version]);
  });
});

describe('migrations', () => {
  // As if version 2 had renamed a field and version 3 added one.
  const migrations: (Migration | undefined)[] = [];
  migrations[1] = { up: ({ seed, ...rest }) => ({ ...rest, noise: seed }), down: ({ noise, ...rest }) => ({ ...rest, seed: noise }) };
  migrations[2] = { up: (recipe) => ({ ...recipe, eta: 0 }), down: ({ eta, ...rest }) => (eta === 0 ? rest : null) };

  it('follow one another up to the current version', () => {
    expect(migrateRecipe({ version: 1, seed: 7 }, migrations, 3)).toEqual({ version: 3, noise: 7, eta: 0 });
    expect(migrateRecipe({ version: 2, noise: 7 }, migrations, 3)).toEqual({ version: 3, noise: 7, eta: 0 });
  });

  it('leave alone what is current, newer, of no version that ever was, or no recipe', () => {
    for (const value of [{ version: 3 }, { version: 4 }, { version: 0 }, { version: -1 }, { version: 1.5 }, { version: '1' }, {}, null, 'a recipe', [1]]) {
      expect(migrateRecipe(value, migrations, 3)).toBe(value);
    }
  });

  it('leave a recipe known by what its first version said', () => {
    for (const written of [{ version: 1, seed: 7 }, { version: 2, noise: 7 }]) {
      expect(firstWording(migrateRecipe(written, migrations, 3) as Record<string, unknown>, migrations)).toEqual({ version: 1, seed: 7 });
    }
  });

  it('know by its own words what no version before could say', () => {
    const ancestral = { version: 3, noise: 7, eta: 0.5 };
    expect(firstWording(ancestral, migrations)).toEqual(ancestral);
  });

  it('change nothing of what they were given', () => {
    const written = { version: 1, seed: 7 };
    migrateRecipe(written, migrations, 3);
    expect(written).toEqual({ version: 1, seed: 7 });
  });

  it('say of a recipe from the future that it is one', () => {
    expect(() => parseRecipe({ ...testRecipe(), version: RECIPE_VERSION + 1 })).toThrow(`recipe version ${String(RECIPE_VERSION + 1)}; this studio reads ${String(RECIPE_VERSION)}`);
  });
});
