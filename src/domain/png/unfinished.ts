import { z } from 'zod';
import { DomainError } from '../errors';
import { canonicalJson } from '../recipe/canonical';
import { parseRecipe } from '../recipe/parse';
import type { Recipe } from '../recipe/recipe';
import { PARAMETERS_KEYWORD, SYNTHETIC_KEYWORD, SYNTHETIC_TEXT, parametersText, readOwnText } from './recipeChunk';
import type { PngChunk } from './chunks';
import { internationalTextChunk, textChunk } from './text';

/** Not the keyword of a finished face's recipe: whoever looks for that finds none in this picture. */
export const UNFINISHED_KEYWORD = 'synfer-studio/unfinished';
const COMMENT_KEYWORD = 'Comment';

/** What a run that was stopped had drawn: step `step` of `steps`, from 1, on the way to the recipe's face. */
export interface Unfinished {
  readonly recipe: Recipe;
  readonly step: number;
  readonly steps: number;
}

const unfinishedSchema = z.strictObject({ step: z.int().min(1), steps: z.int().min(1), recipe: z.unknown() });

export function describeUnfinished({ step, steps }: Omit<Unfinished, 'recipe'>): string {
  return `step ${String(step)} of ${String(steps)}, not a finished face`;
}

/** The text chunks of an unfinished picture: what it is, for this studio, for other tools and for people, and the synthetic marker. */
export function unfinishedChunks(unfinished: Unfinished): PngChunk[] {
  const { recipe, step, steps } = unfinished;
  const what = describeUnfinished(unfinished);
  return [
    internationalTextChunk(UNFINISHED_KEYWORD, `{"recipe":${canonicalJson(recipe)},"step":${String(step)},"steps":${String(steps)}}`),
    textChunk(PARAMETERS_KEYWORD, `${parametersText(recipe)}, Unfinished: step ${String(step)} of ${String(steps)}`),
    textChunk(COMMENT_KEYWORD, `Picture of a stopped run: ${what}`),
    textChunk(SYNTHETIC_KEYWORD, SYNTHETIC_TEXT),
  ];
}

/**
 * What a PNG file says of the stopped run that drew it; null where it is no such picture.
 * @throws DomainError `picture-invalid`, `picture-too-large`, and those of parseRecipe.
 */
export async function readUnfinished(png: Uint8Array<ArrayBuffer>): Promise<Unfinished | null> {
  const text = await readOwnText(png, UNFINISHED_KEYWORD);
  if (text === null) return null;
  const { data } = unfinishedSchema.safeParse(parsedJson(text));
  if (!data) throw new DomainError('recipe-invalid', 'What this picture says of its run cannot be read.');
  return { ...data, recipe: parseRecipe(data.recipe) };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
