import { templateSchema, type Template } from '../face/face';
import type { PngChunk } from './chunks';
import { readOwnText } from './recipeChunk';
import { internationalTextChunk } from './text';

const TEMPLATE_KEYWORD = 'synfer-studio/template';

/** What the face's prompts were chosen from, beside the recipe, which has what was chosen. */
export function templateChunks(template: Template | undefined): PngChunk[] {
  return template ? [internationalTextChunk(TEMPLATE_KEYWORD, JSON.stringify(template))] : [];
}

/** The template in a PNG file; undefined where there is none that can be read: the face is whole without it. */
export async function readTemplate(png: Uint8Array<ArrayBuffer>): Promise<Template | undefined> {
  try {
    const text = await readOwnText(png, TEMPLATE_KEYWORD);
    return text === null ? undefined : templateSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
