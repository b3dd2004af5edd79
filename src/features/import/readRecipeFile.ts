import { DomainError } from '../../domain/errors';
import { isPng } from '../../domain/png/chunks';
import { MAX_FILE_BYTES } from '../../domain/png/image';
import { readRecipe } from '../../domain/png/recipeChunk';
import { parseRecipeJson } from '../../domain/recipe/parse';
import type { Recipe } from '../../domain/recipe/recipe';

/**
 * The recipe in a file: a PNG made by the studio, or a recipe as JSON. What the file is, its bytes say, not its name.
 * @throws DomainError saying what is wrong with the file.
 */
export async function readRecipeFile(file: File): Promise<Recipe> {
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB, too large for a recipe or a face.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) {
    const recipe = await readRecipe(bytes);
    if (recipe) return recipe;
    throw new DomainError('recipe-invalid', `${file.name} carries no recipe. To keep its layout, drop it on Layout instead.`);
  }
  if (looksLikeJson(bytes)) return parseRecipeJson(new TextDecoder().decode(bytes));
  throw new DomainError('picture-invalid', `${file.name} is neither a PNG picture nor a recipe. Open a PNG made here, or a recipe as JSON.`);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
