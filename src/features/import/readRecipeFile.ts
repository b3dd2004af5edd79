import { DomainError } from '../../domain/errors';
import { isPng } from '../../domain/png/chunks';
import { MAX_FILE_BYTES } from '../../domain/png/fileLimit';
import { readRecipe } from '../../domain/png/recipeChunk';
import { readUnfinished, type Unfinished } from '../../domain/png/unfinished';
import { parseRecipeJson } from '../../domain/recipe/parse';
import type { Recipe } from '../../domain/recipe/recipe';

/** A recipe, and where it came in a picture, that. */
export interface OpenedRecipe {
  readonly recipe: Recipe;
  /** The PNG file of its face; null where it came as JSON, or in a picture that is no finished face. */
  readonly face: Uint8Array<ArrayBuffer> | null;
  /** What the picture of a stopped run says of itself; null where it is none. */
  readonly unfinished: Unfinished | null;
}

/**
 * The recipe in a file: a PNG made by the studio, or a recipe as JSON. What the file is, its bytes say, not its name.
 * @throws DomainError saying what is wrong with the file.
 */
export async function readRecipeFile(file: File): Promise<OpenedRecipe> {
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB, too large for a recipe or a face.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) {
    const recipe = await readRecipe(bytes);
    if (recipe) return { recipe, face: bytes, unfinished: null };
    const unfinished = await readUnfinished(bytes);
    if (unfinished) return { recipe: unfinished.recipe, face: null, unfinished };
    throw new DomainError('recipe-invalid', `${file.name} carries no recipe. To keep its layout, drop it on Layout instead.`);
  }
  if (looksLikeJson(bytes)) return { recipe: parseRecipeJson(new TextDecoder().decode(bytes)), face: null, unfinished: null };
  throw new DomainError('picture-invalid', `${file.name} is neither a PNG picture nor a recipe. Open a PNG made here, or a recipe as JSON.`);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
