import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes/deflate';
import { testRecipe } from '../recipe/testRecipe';
import { readChunks, readHeader, writeChunks } from './chunks';
import { decodePng } from './decode';
import { encodePng } from './encode';
import { filterRows, unfilterRows } from './filters';
import { RECIPE_KEYWORD, SYNTHETIC_TEXT, embedRecipe, parametersText, readRecipe, recipeChunks } from './recipeChunk';
import { internationalTextChunk, textKeyword } from './text';
import { UNFINISHED_KEYWORD, readUnfinished, unfinishedChunks } from './unfinished';

function picture(width: number, height: number, alpha = 255) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([(i * 7) % 256, (i * i) % 256, 255 - (i % 256), alpha], i * 4);
  return { width, height, data };
}

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes);

describe('PNG pixels', () => {
  it.each([255, 120])('come back as they went in (alpha %i)', async (alpha) => {
    const image = picture(13, 9, alpha);
    const decoded = await decodePng(await encodePng(image));
    expect(decoded).toEqual(image);
  });

  it('give the same bytes each time', async () => {
    expect(await encodePng(picture(16, 16))).toEqual(await encodePng(picture(16, 16)));
  });

  it('survive every filter', () => {
    const raw = Uint8Array.from({ length: 60 }, (_, i) => (i * 37) % 256);
    expect(unfilterRows(filterRows(raw, 12, 3), 5, 12, 3)).toEqual(raw);
  });

  it('are refused where the data unfolds to more than the header says', async () => {
    const chunks = readChunks(await encodePng(picture(4, 4)));
    const bomb = chunks.map((chunk) => (chunk.type === 'IDAT' ? { ...chunk, data: new Uint8Array(deflateSync(new Uint8Array(1_000_000))) } : chunk));
    await expect(decodePng(writeChunks(bomb))).rejects.toHaveProperty('code', 'picture-invalid');
  });
});

describe('PNG guards', () => {
  it('refuse what is not a PNG', () => {
    expect(() => readHeader(new TextEncoder().encode('<!doctype html>'.repeat(5)))).toThrow(/not a PNG/);
  });

  it('refuse pictures past 8192 a side before decoding', async () => {
    const [header, ...rest] = readChunks(await encodePng(picture(4, 4)));
    const data = new Uint8Array(header?.data ?? []);
    new DataView(data.buffer).setUint32(0, 9000);
    expect(() => readHeader(writeChunks([{ type: 'IHDR', data }, ...rest]))).toThrow(/8192/);
  });

  it('notice a flipped bit and a cut file', async () => {
    const png = await encodePng(picture(8, 8));
    const flipped = png.slice();
    flipped[45] = (flipped[45] ?? 0) ^ 1;
    expect(() => readChunks(flipped)).toThrow(/checksum/);
    expect(() => readChunks(png.slice(0, -6))).toThrow(/cut short/);
  });
});

describe('a recipe in a PNG', () => {
  const recipe = testRecipe({ prompt: 'ein Gesicht — 😀', negativePrompt: 'beard', expression: 'fear', au: { AU12: { left: 0.5, right: 1 } } });

  it('comes back', async () => {
    expect(await readRecipe(embedRecipe(await encodePng(picture(8, 8)), recipe))).toEqual(recipe);
    expect(await readRecipe(await encodePng(picture(8, 8), recipeChunks(recipe)))).toEqual(recipe);
  });

  it('replaces the one that was there, and leaves the pixels', async () => {
    const once = embedRecipe(await encodePng(picture(8, 8)), testRecipe());
    const twice = embedRecipe(once, recipe);
    expect(await readRecipe(twice)).toEqual(recipe);
    expect(readChunks(twice).filter((chunk) => textKeyword(chunk) === RECIPE_KEYWORD)).toHaveLength(1);
    expect(await decodePng(twice)).toEqual(picture(8, 8));
  });

  it('is none in another PNG', async () => {
    expect(await readRecipe(await encodePng(picture(8, 8)))).toBeNull();
  });

  it('goes with a marker that the face is synthetic, and with parameters, in Unicode where Latin-1 does not have them', async () => {
    const chunks = readChunks(embedRecipe(await encodePng(picture(8, 8)), recipe));
    expect(chunks.map((chunk) => latin(chunk.data))).toContain(`synthetic\0${SYNTHETIC_TEXT}`);
    const parameters = new TextDecoder().decode(chunks.find((chunk) => textKeyword(chunk) === 'parameters')?.data);
    expect(parameters).toContain('ein Gesicht — 😀\nNegative prompt: beard\nSteps: 6, Sampler: DDIM, CFG scale: 2, Seed: 7');
    expect(parametersText(recipe)).toContain('Expression: fear');
  });

  it('of a stopped run is told as such, and never as that of a finished face', async () => {
    const png = await encodePng(picture(8, 8), unfinishedChunks({ recipe, step: 3, steps: 6 }));
    expect(await readRecipe(png)).toBeNull();
    expect(await readUnfinished(png)).toEqual({ recipe, step: 3, steps: 6 });
    const texts = readChunks(png).map((chunk) => latin(chunk.data));
    expect(texts).toContain(`synthetic\0${SYNTHETIC_TEXT}`);
    expect(texts).toContain('Comment\0Picture of a stopped run: step 3 of 6, not a finished face');
    expect(texts.find((text) => text.startsWith('parameters\0'))).toMatch(/, Unfinished: step 3 of 6$/);
    expect(await readUnfinished(await encodePng(picture(8, 8), recipeChunks(recipe)))).toBeNull();
  });

  it('of a stopped run is refused where it is not what it should be', async () => {
    for (const text of ['', 'null', '{"step":0,"steps":6,"recipe":{}}', '{"step":1,"steps":6,"recipe":{}}']) {
      const png = await encodePng(picture(4, 4), [internationalTextChunk(UNFINISHED_KEYWORD, text)]);
      await expect(readUnfinished(png)).rejects.toHaveProperty('code', 'recipe-invalid');
    }
  });

  it('may be compressed, but is not unfolded past 64 kB', async () => {
    const packed = (text: Uint8Array) => {
      const head = new TextEncoder().encode(`${RECIPE_KEYWORD}\0\x01\0\0\0`);
      return { type: 'iTXt', data: concatBytes([head, new Uint8Array(deflateSync(text))]) };
    };
    const sound = await encodePng(picture(4, 4), [packed(new TextEncoder().encode(JSON.stringify(recipe)))]);
    expect(await readRecipe(sound)).toEqual(recipe);
    const bomb = await encodePng(picture(4, 4), [packed(new Uint8Array(5_000_000))]);
    await expect(readRecipe(bomb)).rejects.toHaveProperty('code', 'recipe-invalid');
  });
});
