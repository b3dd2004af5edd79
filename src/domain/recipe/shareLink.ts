import { fromBase64Url, toBase64Url } from '../bytes/base64url';
import { deflate, inflate } from '../bytes/deflate';
import { DomainError } from '../errors';
import { canonicalJson } from './canonical';
import { RECIPE_MAX_BYTES } from './limits';
import { parseRecipeJson } from './parse';
import type { Recipe } from './recipe';

const PREFIX = '#r=1.';
const FRAGMENT = /^#?r=(\d{1,4})\.(.*)$/s;
/** Longest fragment that is read: a recipe that does not get shorter by being compressed, in base64. */
const FRAGMENT_MAX_CHARACTERS = 2 * RECIPE_MAX_BYTES;

/** Recipe → URL fragment `#r=1.<base64url of the zlib-compressed canonical JSON>`. */
export async function encodeShareFragment(recipe: Recipe): Promise<string> {
  return PREFIX + toBase64Url(await deflate(new TextEncoder().encode(canonicalJson(recipe))));
}

/** True where the fragment claims to be a recipe, whole or damaged, and not a place in the studio such as "#/gallery". */
export function isShareFragment(fragment: string): boolean {
  return FRAGMENT.test(fragment);
}

/**
 * URL fragment → recipe; null where the fragment holds none.
 * @throws DomainError `recipe-version` for a link of a newer kind, `recipe-invalid` for a damaged or oversized one.
 */
export async function decodeShareFragment(fragment: string): Promise<Recipe | null> {
  const match = FRAGMENT.exec(fragment);
  if (match === null) return null;
  const [, version, payload = ''] = match;
  if (version !== '1') {
    throw new DomainError('recipe-version', 'This link is from a newer version of the studio. Update the studio to open it.');
  }
  const compressed = fragment.length > FRAGMENT_MAX_CHARACTERS ? null : fromBase64Url(payload);
  if (compressed === null) throw damaged();
  const text = await inflate(compressed, RECIPE_MAX_BYTES).then(
    (bytes) => new TextDecoder().decode(bytes),
    (cause: unknown) => {
      throw damaged(cause);
    },
  );
  return parseRecipeJson(text);
}

function damaged(cause?: unknown): DomainError {
  return new DomainError('recipe-invalid', 'The link is damaged: copy it again, whole.', { cause });
}
