import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../bytes/base64url';
import { deflate } from '../bytes/deflate';
import type { PackManifest } from '../packs/manifest';
import { canonicalJson, recipeId } from './canonical';
import { applyOverrides } from './overrides';
import { parseRecipe, parseRecipeJson } from './parse';
import { promptWithExpression, textLeads, unknownWords } from './prompt';
import { decodeShareFragment, encodeShareFragment, isShareFragment } from './shareLink';
import { testRecipe } from './testRecipe';

const words = { a: 'filler', happy: 'expression', winking: 'action', brown: 'colour', hair: 'hair' };

function codeOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return null;
}

describe('reading a recipe', () => {
  it('returns a valid recipe unchanged', () => {
    expect(parseRecipeJson(JSON.stringify(testRecipe()))).toEqual(testRecipe());
  });

  it('says when it is from a newer version', () => {
    expect(codeOf(() => parseRecipe({ ...testRecipe(), version: 2, colour: 'blue' }))).toBe('recipe-version');
  });

  it('names the path of an unknown field', () => {
    expect(() => parseRecipe({ ...testRecipe(), colour: 1 })).toThrow(/"colour"/);
    expect(() => parseRecipe(testRecipe({ semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1, mood: 2 } as never }))).toThrow(/"semanticGuidance.mood"/);
  });

  it('names the path of a number that is not one', () => {
    expect(() => parseRecipe(testRecipe({ textGuidance: NaN }))).toThrow(/"textGuidance"/);
    expect(() => parseRecipe(testRecipe({ au: { AU12: Infinity } }))).toThrow(/"au.AU12"/);
  });

  it('has its own code for a prompt that is too long', () => {
    expect(codeOf(() => parseRecipe(testRecipe({ prompt: 'a'.repeat(2001) })))).toBe('prompt-too-long');
  });

  it.each([['[]'], ['null'], ['{'], ['{"format":"other"}'], [JSON.stringify(testRecipe({ au: { smile: 1 } }))], ['x'.repeat(70_000)]])('refuses %.40s', (text) => {
    expect(codeOf(() => parseRecipeJson(text))).toBe('recipe-invalid');
  });

  it.each([
    ['"au":{"__proto__":{"AU12":1}}', 'au.__proto__'],
    ['"au":{"AU12":{"left":1,"right":1,"__proto__":{}}}', 'au.AU12.__proto__'],
    ['"__proto__":{"seed":1},"au":{}', '__proto__'],
  ])('refuses %s, naming the path', (au, path) => {
    const text = JSON.stringify(testRecipe()).replace('"au":{}', au);
    expect(codeOf(() => parseRecipeJson(text))).toBe('recipe-invalid');
    expect(() => parseRecipeJson(text)).toThrow(`"${path}"`);
    expect(({} as Record<string, unknown>)['AU12']).toBeUndefined();
  });

  it('refuses a recipe nested too deep to walk', () => {
    const text = JSON.stringify(testRecipe()).replace('"au":{}', `"au":${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(codeOf(() => parseRecipeJson(text))).toBe('recipe-invalid');
  });
});

describe('the recipe id', () => {
  it('does not depend on the order of keys', async () => {
    const recipe = testRecipe({ au: { AU12: 1, AU6: 0.5 } });
    const turned = Object.fromEntries(Object.entries({ ...recipe, au: { AU6: 0.5, AU12: 1 } }).reverse());
    expect(await recipeId(turned as never)).toBe(await recipeId(recipe));
    expect(canonicalJson(recipe)).toMatch(/^\{"au":\{"AU12":1,"AU6":0.5\},"auStrength":1,/);
  });

  it('is 16 hex characters and changes with the seed', async () => {
    expect(await recipeId(testRecipe())).toMatch(/^[0-9a-f]{16}$/);
    expect(await recipeId(testRecipe({ seed: 8 }))).not.toBe(await recipeId(testRecipe()));
  });
});

describe('overrides', () => {
  it('set fields, units and sides in order', () => {
    const made = applyOverrides(testRecipe(), ['seed=9', 'au.AU12=1', 'au.AU12.left=0.5', 'au.AU14.right=0.3', 'prompt=7', 'semanticGuidance.strength=2', 'expression=anger']);
    expect(made).toEqual(
      testRecipe({
        seed: 9,
        au: { AU12: { left: 0.5, right: 1 }, AU14: { left: 0, right: 0.3 } },
        prompt: '7',
        semanticGuidance: { strength: 2, start: 0.3, end: 1, iterations: 1 },
        expression: 'anger',
      }),
    );
  });

  it('can take things away', () => {
    expect(applyOverrides(testRecipe({ expression: 'fear', au: { AU4: 1 } }), ['expression=none', 'au={}'])).toEqual(testRecipe());
  });

  it('leaves the given recipe as it was', () => {
    const recipe = testRecipe({ au: { AU12: 1 } });
    applyOverrides(recipe, ['au.AU12.left=0', 'au.AU6=1']);
    expect(recipe).toEqual(testRecipe({ au: { AU12: 1 } }));
  });

  it.each(['seed', '=3', 'colour=1', 'seed=-1', 'au.AU12=2', 'au.AU12.middle=1', 'seed.x=1', '__proto__.x=1'])('refuse %s', (setting) => {
    expect(codeOf(() => applyOverrides(testRecipe(), [setting]))).toBe('recipe-invalid');
  });
});

describe('the prompt', () => {
  it('leads where no unit is named and an expression is requested', () => {
    expect(textLeads(testRecipe({ expression: 'fear' }), words)).toBe(true);
  });

  it('leads where no unit is named and the prompt names an expression or an action', () => {
    expect(textLeads(testRecipe({ prompt: 'Happy, brown hair' }), words)).toBe(true);
    expect(textLeads(testRecipe({ prompt: 'winking' }), words)).toBe(true);
  });

  it('does not lead where a unit is named, even at 0', () => {
    expect(textLeads(testRecipe({ expression: 'fear', au: { AU4: 0 } }), words)).toBe(false);
  });

  it('leaves the face at rest where nothing speaks of it', () => {
    expect(textLeads(testRecipe({ prompt: 'brown hair' }), words)).toBe(false);
  });

  it('puts the words of the class in front', () => {
    const manifest = { classPrompts: { happiness: 'a happy expression' } as PackManifest['classPrompts'] };
    expect(promptWithExpression({ expression: 'happiness', prompt: 'brown hair' }, manifest)).toBe('a happy expression, brown hair');
    expect(promptWithExpression({ expression: 'happiness', prompt: '' }, manifest)).toBe('a happy expression');
    expect(promptWithExpression({ expression: null, prompt: 'brown hair' }, manifest)).toBe('brown hair');
  });

  it('reports words the text encoder never saw, once each', () => {
    expect(unknownWords('A dragon, BROWN-haired with hair; dragon 42', words)).toEqual(['dragon', 'haired', 'with']);
    expect(unknownWords('constructor', words)).toEqual(['constructor']);
  });
});

describe('share links', () => {
  it('bring the recipe back', async () => {
    const recipe = testRecipe({ prompt: 'ein Gesicht — naïve 😀', au: { AU12: { left: 0.1, right: 1 } } });
    const fragment = await encodeShareFragment(recipe);
    expect(fragment).toMatch(/^#r=1\.[A-Za-z0-9_-]+$/);
    expect(await decodeShareFragment(fragment)).toEqual(recipe);
  });

  it('are none where the fragment is something else', async () => {
    expect(await decodeShareFragment('#gallery')).toBeNull();
    expect(await decodeShareFragment('')).toBeNull();
    expect(['#/gallery', '#/review?r=1.x', ''].filter(isShareFragment)).toEqual([]);
    expect(['#r=1.abc', '#r=2.'].filter(isShareFragment)).toHaveLength(2);
  });

  it('say when they are newer or damaged', async () => {
    await expect(decodeShareFragment('#r=2.abc')).rejects.toHaveProperty('code', 'recipe-version');
    await expect(decodeShareFragment('#r=1.abc')).rejects.toHaveProperty('code', 'recipe-invalid');
    await expect(decodeShareFragment('#r=1.<script>')).rejects.toHaveProperty('code', 'recipe-invalid');
  });

  it('do not unfold bombs', async () => {
    const bomb = await deflate(new Uint8Array(20_000_000).fill(32));
    await expect(decodeShareFragment(`#r=1.${toBase64Url(bomb)}`)).rejects.toHaveProperty('code', 'recipe-invalid');
  });
});
