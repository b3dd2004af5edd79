import { DomainError } from '../../domain/errors';
import { isPng } from '../../domain/png/chunks';
import { MAX_FILE_BYTES } from '../../domain/png/fileLimit';
import { readForeign, type ForeignPicture } from '../../domain/png/foreign';
import { readRecipe } from '../../domain/png/recipeChunk';
import { readUnfinished, type Unfinished } from '../../domain/png/unfinished';
import { parseRecipeJson } from '../../domain/recipe/parse';
import type { Recipe } from '../../domain/recipe/recipe';
import { refusalOf, unreadable } from './whatItIs';

/** A recipe, and where it came in a picture, that. */
export interface OpenedRecipe {
  readonly kind: 'recipe';
  readonly recipe: Recipe;
  /** The PNG file of its face; null where it came as JSON, or in a picture that is no finished face. */
  readonly face: Uint8Array<ArrayBuffer> | null;
  /** What the picture of a stopped run says of itself; null where it is none. */
  readonly unfinished: Unfinished | null;
}

/** A picture that another tool made, and what it says of how. */
export interface OpenedForeign {
  readonly kind: 'foreign';
  readonly picture: ForeignPicture;
}

/**
 * The recipe in a file: a PNG made by the studio, a recipe as JSON, or what a PNG of another tool has in its place. What the file is,
 * its bytes say, not its name.
 * @throws DomainError naming the file and saying what is wrong with it.
 */
export async function readRecipeFile(file: File): Promise<OpenedRecipe | OpenedForeign> {
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB, too large for a recipe or a face.`);
  }
  const content = await file.arrayBuffer().catch((cause: unknown) => {
    throw new DomainError('picture-invalid', unreadable(file.name), { cause });
  });
  const bytes = new Uint8Array(content);
  if (isPng(bytes)) return named(file.name, () => readPng(bytes));
  if (looksLikeJson(bytes)) {
    return named(file.name, () => Promise.resolve({ kind: 'recipe', recipe: parseRecipeJson(new TextDecoder().decode(bytes)), face: null, unfinished: null }));
  }
  throw new DomainError('picture-invalid', refusalOf(file.name, bytes));
}

async function readPng(bytes: Uint8Array<ArrayBuffer>): Promise<OpenedRecipe | OpenedForeign> {
  const recipe = await readRecipe(bytes);
  if (recipe) return { kind: 'recipe', recipe, face: bytes, unfinished: null };
  const unfinished = await readUnfinished(bytes);
  if (unfinished) return { kind: 'recipe', recipe: unfinished.recipe, face: null, unfinished };
  const picture = await readForeign(bytes);
  if (picture) return { kind: 'foreign', picture };
  throw new DomainError('recipe-invalid', 'It carries no recipe. To keep its layout, drop it on Layout instead.');
}

/** What is wrong with a file, with the file's name. */
async function named<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, `${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
