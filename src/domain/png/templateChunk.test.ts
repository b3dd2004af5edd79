import { describe, expect, it } from 'vitest';
import { testRecipe } from '../recipe/testRecipe';
import { encodePng } from './encode';
import { readRecipe, recipeChunks } from './recipeChunk';
import { readTemplate, templateChunks } from './templateChunk';

describe("a prompt's template in a PNG", () => {
  const pixels = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
  const template = { prompt: 'a {jeune|âgé} man', negativePrompt: '' };

  it('comes back beside the recipe, which has what was chosen', async () => {
    const png = await encodePng(pixels, [...recipeChunks(testRecipe({ prompt: 'a jeune man' })), ...templateChunks(template)]);
    expect(await readTemplate(png)).toEqual(template);
    expect(await readRecipe(png)).toMatchObject({ prompt: 'a jeune man' });
  });

  it('is absent where nothing was left to choose', async () => {
    expect(await readTemplate(await encodePng(pixels, [...recipeChunks(testRecipe()), ...templateChunks(undefined)]))).toBeUndefined();
  });
});
