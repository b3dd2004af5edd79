import { DomainError } from '../errors';
import { canonicalJson } from '../recipe/canonical';
import { RECIPE_MAX_BYTES } from '../recipe/limits';
import { parseRecipeJson } from '../recipe/parse';
import { peopleOf } from '../recipe/people';
import type { Person } from '../recipe/people';
import type { Recipe } from '../recipe/recipe';
import { isPng, readChunks, readHeader, writeChunks } from './chunks';
import type { PngChunk } from './chunks';
import { internationalText, internationalTextChunk, textChunk, textKeyword } from './text';

export const RECIPE_KEYWORD = 'synfer-studio/recipe';
export const SYNTHETIC_KEYWORD = 'synthetic';
export const SYNTHETIC_TEXT = 'Synthetic face; not a real person';
export const PARAMETERS_KEYWORD = 'parameters';
const SAMPLER_NAMES: Readonly<Record<Recipe['sampler'], string>> = { ddim: 'DDIM', 'dpmsolver++': 'DPM++ 2M', euler: 'Euler', student: 'DDIM (student)' };

/** The recipe as AUTOMATIC1111's `parameters` text, which other tools show. */
export function parametersText(recipe: Recipe): string {
  const lines = [recipe.prompt];
  if (recipe.negativePrompt !== '') lines.push(`Negative prompt: ${recipe.negativePrompt}`);
  const facts = [
    `Steps: ${String(recipe.steps)}`,
    `Sampler: ${SAMPLER_NAMES[recipe.sampler]}`,
    `CFG scale: ${String(recipe.textGuidance)}`,
    `Seed: ${String(recipe.seed)}`,
    ...(recipe.variation ? [`Variation seed: ${String(recipe.variation.seed)}`, `Variation seed strength: ${String(recipe.variation.strength)}`] : []),
    `Model: ${recipe.pack}`,
    `Expression: ${recipe.expression ?? 'none'}`,
    ...(recipe.forks ?? []).map(({ step }) => `Fork after step: ${String(step)}`),
    'Version: SynFER Studio',
  ];
  return [...lines, facts.join(', ')].join('\n');
}

/** The text chunks every face carries: the recipe, the parameters for other tools, and the synthetic marker. */
export function recipeChunks(recipe: Recipe): PngChunk[] {
  return [
    internationalTextChunk(RECIPE_KEYWORD, canonicalJson(recipe)),
    textChunk(PARAMETERS_KEYWORD, parametersText(recipe)),
    textChunk(SYNTHETIC_KEYWORD, SYNTHETIC_TEXT),
  ];
}

/**
 * A PNG file with the recipe's chunks put in, in place of any it had.
 * @throws DomainError `picture-invalid` or `picture-too-large` where the file is not a sound PNG.
 */
export function embedRecipe(png: Uint8Array<ArrayBuffer>, recipe: Recipe): Uint8Array<ArrayBuffer> {
  readHeader(png);
  const own = new Set([RECIPE_KEYWORD, PARAMETERS_KEYWORD, SYNTHETIC_KEYWORD]);
  const [header, ...rest] = readChunks(png).filter((chunk) => !own.has(textKeyword(chunk) ?? ''));
  if (header === undefined) throw new DomainError('picture-invalid', 'The PNG file has no header.');
  return writeChunks([header, ...recipeChunks(recipe), ...rest]);
}

/**
 * The recipe inside a PNG file; null where there is none. Only the studio's own chunk is read.
 * @throws DomainError `picture-invalid`, `picture-too-large`, and those of parseRecipe for what the chunk says.
 */
export async function readRecipe(png: Uint8Array<ArrayBuffer>): Promise<Recipe | null> {
  const text = await readOwnText(png, RECIPE_KEYWORD);
  return text === null ? null : parseRecipeJson(text);
}

/** Who is in a picture, where it is a PNG of the studio's whose recipe can be read. */
export async function peopleInPng(bytes: Uint8Array<ArrayBuffer>): Promise<readonly Person[] | undefined> {
  const recipe = isPng(bytes) ? await readRecipe(bytes).catch(() => null) : null;
  return recipe === null ? undefined : peopleOf(recipe);
}

/**
 * Text of a chunk of the studio's own in a PNG file; null where there is none.
 * @throws DomainError `picture-invalid`, `picture-too-large`; `recipe-invalid` where the chunk is damaged or too large.
 */
export async function readOwnText(png: Uint8Array<ArrayBuffer>, keyword: string): Promise<string | null> {
  readHeader(png);
  const chunk = readChunks(png).find((candidate) => candidate.type === 'iTXt' && textKeyword(candidate) === keyword);
  if (chunk === undefined) return null;
  if (chunk.data.length > RECIPE_MAX_BYTES) throw unreadable();
  const text = await internationalText(chunk, RECIPE_MAX_BYTES).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (text === null) throw unreadable();
  return text;
}

function unreadable(cause?: unknown): DomainError {
  return new DomainError('recipe-invalid', 'The recipe inside this picture cannot be read: it is damaged or too large.', { cause });
}
