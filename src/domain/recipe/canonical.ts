import { sha256Hex } from '../bytes/sha256';
import { firstWording } from './migrations';
import type { Recipe } from './recipe';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The recipe as JSON with sorted keys and no spaces: equal recipes give equal text. */
export function canonicalJson(recipe: Recipe): string {
  return JSON.stringify(sorted(recipe));
}

/**
 * The id of the recipe's face: the first 16 hex characters of the SHA-256 of its canonical JSON (UTF-8), in the words of the first
 * recipe version that could say it.
 */
export async function recipeId(recipe: Recipe): Promise<string> {
  const text = JSON.stringify(sorted(firstWording({ ...recipe })));
  return (await sha256Hex(new TextEncoder().encode(text))).slice(0, 16);
}
