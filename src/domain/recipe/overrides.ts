import { DomainError } from '../errors';
import { parseRecipe } from './parse';
import { recipeSchema } from './recipe';
import type { Recipe } from './recipe';

/** Fields whose value is the text as it stands. */
const TEXT_FIELDS = new Set(['pack', 'prompt', 'negativePrompt', 'sampler', 'expression']);

/**
 * A recipe with `key=value` settings applied in order: `seed=7`, `au.AU12=1`, `au.AU12.left=0.5`,
 * `semanticGuidance.strength=2`, `expression=none`, `au={}`, `layout=null`.
 * @throws DomainError `recipe-invalid` where a setting or the resulting recipe is not valid.
 */
export function applyOverrides(recipe: Recipe, settings: readonly string[]): Recipe {
  const draft = structuredClone(recipe) as Record<string, unknown>;
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    if (equals < 1) throw new DomainError('recipe-invalid', `"${setting}" is not a setting such as seed=7 or au.AU12=1.`);
    const path = setting.slice(0, equals).trim().split('.');
    set(draft, path, read(path, setting.slice(equals + 1)), setting);
  }
  return parseRecipe(draft);
}

function read(path: readonly string[], text: string): unknown {
  const [field = ''] = path;
  if (path.length === 1 && TEXT_FIELDS.has(field)) {
    return field === 'expression' && ['', 'none', 'null'].includes(text) ? null : text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function set(draft: Record<string, unknown>, path: readonly string[], value: unknown, setting: string): void {
  const [field = '', ...inner] = path;
  if (!Object.hasOwn(recipeSchema.shape, field)) {
    throw new DomainError('recipe-invalid', `"${setting}": a recipe has no field "${field}".`);
  }
  if (field === 'au' && inner.length === 2) {
    const au = { ...(draft['au'] as Recipe['au']) };
    const [unit = '', side = ''] = inner;
    const before = Object.hasOwn(au, unit) ? au[unit] : undefined;
    const sides = typeof before === 'number' ? { left: before, right: before } : (before ?? { left: 0, right: 0 });
    draft['au'] = { ...au, [unit]: { ...sides, [side]: value } };
    return;
  }
  draft[field] = inner.length === 0 ? value : assigned(draft[field], inner, value, setting);
}

function assigned(target: unknown, path: readonly string[], value: unknown, setting: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof target !== 'object' || target === null) {
    throw new DomainError('recipe-invalid', `"${setting}": there is nothing named "${key}" to set.`);
  }
  const inside = Object.hasOwn(target, key) ? (target as Record<string, unknown>)[key] : undefined;
  return { ...target, [key]: assigned(inside, rest, value, setting) };
}
