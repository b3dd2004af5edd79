import { recipeChunks } from '../../domain/png/recipeChunk';
import { templateChunks } from '../../domain/png/templateChunk';
import { unfinishedChunks, type Unfinished } from '../../domain/png/unfinished';
import type { Face } from '../../domain/face/face';
import type { Pixels } from '../../domain/face/pixels';
import { encodePngAside } from '../../engine/pngEncoder';

/** Pictures as PNG files that say inside what they are. Fetched with the first download. */

export function facePng({ pixels, recipe, template }: Face): Promise<Uint8Array<ArrayBuffer>> {
  return encodePngAside(pixels, [...recipeChunks(recipe), ...templateChunks(template)]);
}

export function unfinishedPng(pixels: Pixels, unfinished: Unfinished): Promise<Uint8Array<ArrayBuffer>> {
  return encodePngAside(pixels, unfinishedChunks(unfinished));
}
