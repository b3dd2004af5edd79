import type { z } from 'zod';
import { DomainError } from '../errors';
import { PROMPT_MAX_CHARACTERS, RECIPE_MAX_BYTES } from './limits';
import { migrateRecipe, newerVersionSentence } from './migrations';
import { recipeSchema } from './recipe';
import type { Recipe } from './recipe';

/**
 * Any value → a recipe of this version, where it is one of this version or of an earlier one.
 * @throws DomainError `recipe-version` (from a newer version), `prompt-too-long`, or `recipe-invalid` naming the path.
 */
export function parseRecipe(value: unknown): Recipe {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DomainError('recipe-invalid', 'A recipe is a JSON object; this is something else.');
  }
  const { format } = value as { format?: unknown };
  if (format !== 'synfer-recipe') {
    throw new DomainError('recipe-invalid', 'This is not a SynFER recipe: "format" is not "synfer-recipe".');
  }
  const newer = newerVersionSentence(value);
  if (newer !== null) {
    throw new DomainError('recipe-version', `This recipe cannot be opened. ${newer}`);
  }
  refuseProto(value);
  const parsed = recipeSchema.safeParse(migrateRecipe(value));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'too_big' && (issue.path[0] === 'prompt' || issue.path[0] === 'negativePrompt')) {
    throw new DomainError('prompt-too-long', `The prompt is longer than ${String(PROMPT_MAX_CHARACTERS)} characters. Shorten it.`);
  }
  throw new DomainError('recipe-invalid', `The recipe cannot be used: ${describeIssue(issue)}.`);
}

/**
 * Recipe text (JSON) → a recipe.
 * @throws DomainError as parseRecipe, and `recipe-invalid` where the text is not JSON or too long.
 */
export function parseRecipeJson(text: string): Recipe {
  if (text.length > RECIPE_MAX_BYTES) {
    throw new DomainError('recipe-invalid', `The recipe is longer than ${String(RECIPE_MAX_BYTES)} characters, which no recipe is.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DomainError('recipe-invalid', `The recipe is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}.`, { cause });
  }
  return parseRecipe(value);
}

/** JSON can hold "__proto__" as a key of its own. The schema's record would drop it without a word, and a recipe means what it says. */
function refuseProto(value: { au?: unknown; forks?: unknown }): void {
  const forks: readonly unknown[] = Array.isArray(value.forks) ? value.forks : [];
  const settings = [value, ...forks.map((fork) => (fork as { before?: unknown } | null)?.before)];
  for (const each of settings) {
    const au = (each as { au?: unknown } | null | undefined)?.au;
    if (typeof au !== 'object' || au === null || !Object.hasOwn(au, '__proto__')) continue;
    throw new DomainError('recipe-invalid', 'The recipe cannot be used: "au.__proto__" is not the name of an action unit such as "AU12".');
  }
}

/** What a schema did not like, in words that go after "cannot be used:". */
export function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it is not valid';
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return `there is no field ${issue.keys.map((key) => `"${path === '' ? key : `${path}.${key}`}"`).join(', ')}`;
  }
  if (issue.code === 'invalid_key') return `"${path}" is not the name of an action unit such as "AU12"`;
  return `${path === '' ? 'it' : `"${path}"`}: ${issue.message}`;
}
