import type { PackManifest } from '../packs/manifest';
import type { Recipe } from './recipe';

/** A pack's vocabulary: word → kind. */
export type PackWords = PackManifest['words'];

/** Kinds of word that say what the face does. */
const FACE_KINDS = new Set(['expression', 'action']);

/** Words of a prompt in lower case, in order: runs of letters, hyphens kept inside them. */
export function promptWords(prompt: string): string[] {
  return prompt.normalize('NFKC').toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*/gu) ?? [];
}

function known(word: string, words: PackWords): boolean {
  return Object.hasOwn(words, word);
}

/** A vocabulary without entries is that of a text encoder that reads any word. */
export function knowsAnyWord(words: PackWords): boolean {
  return Object.keys(words).length === 0;
}

/**
 * Prompt words that the pack's text encoder never saw, in order, each once. A hyphened word is known if it
 * or all its parts are; only the parts that are not known are returned.
 */
export function unknownWords(prompt: string, words: PackWords): string[] {
  if (knowsAnyWord(words)) return [];
  const unknown = promptWords(prompt).flatMap((word) => {
    if (known(word, words)) return [];
    const parts = word.split('-');
    return parts.some((part) => known(part, words)) ? parts.filter((part) => !known(part, words)) : [word];
  });
  return [...new Set(unknown)];
}

/**
 * True where the text alone leads the face, so that the AU branch is off (au_scale 0): no unit is named, and
 * an expression is requested or the prompt holds a word about expression or action. False with no units and no
 * such word means: a face at rest (AU vector of zeros).
 */
export function textLeads(recipe: Pick<Recipe, 'au' | 'expression' | 'prompt'>, words: PackWords): boolean {
  if (Object.keys(recipe.au).length > 0) return false;
  // Which of any words speak of the face nobody can list: with all of them known, the text leads.
  if (recipe.expression !== null || knowsAnyWord(words)) return true;
  return promptWords(recipe.prompt)
    .flatMap((word) => [word, ...word.split('-')])
    .some((word) => known(word, words) && FACE_KINDS.has(words[word] ?? ''));
}

/** The text that is encoded: the requested class's words in front of the prompt, "a happy expression, a young woman". */
export function promptWithExpression(
  recipe: Pick<Recipe, 'expression' | 'prompt'>,
  manifest: Pick<PackManifest, 'classPrompts'>,
): string {
  const words = recipe.expression === null ? '' : manifest.classPrompts[recipe.expression];
  return [words, recipe.prompt].filter((part) => part !== '').join(', ');
}
