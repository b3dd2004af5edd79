import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { writtenFaceSchema, type Face } from '../../domain/face/face';
import type { Pixels } from '../../domain/face/pixels';
import { stepFiguresSchema, type PastStep } from '../../domain/face/step';

/** The name by which a recipe's layout asks for the example's face. */
export const EXAMPLE_LAYOUT = 'example';

const picture = z.string().startsWith('data:image/png;base64,');

/** `example.json` in a pack: a face of its own with the steps that led to it. */
const exampleSchema = z.object({
  face: writtenFaceSchema.extend({ picture }),
  steps: z.array(stepFiguresSchema.extend({ picture })).max(200),
});

/** A face that came with the pack, shown before the first run. */
export interface Example {
  readonly face: Face;
  readonly steps: readonly PastStep[];
}

/** The pack's example, or null where it ships none that can be read: the stage then teaches in words. */
export function exampleQuery(packUrl: string) {
  return queryOptions({
    queryKey: ['example', packUrl],
    queryFn: async ({ signal }): Promise<Example | null> => {
      try {
        const response = await fetch(new URL('example.json', packUrl), { signal });
        return response.ok ? await readExample(await response.json()) : null;
      } catch {
        return null;
      }
    },
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
}

async function readExample(value: unknown): Promise<Example | null> {
  const { data } = exampleSchema.safeParse(value);
  if (!data) return null;
  const { picture: facePicture, ...face } = data.face;
  const steps = data.steps.map(async ({ picture: stepPicture, ...step }) => ({ ...step, preview: await pixelsOf(stepPicture) }));
  return { face: { ...face, pixels: await pixelsOf(facePicture) }, steps: await Promise.all(steps) };
}

/** Not fetched: the page's policy lets it connect to its own host alone. */
async function pixelsOf(dataUrl: string): Promise<Pixels> {
  const { decodePng } = await import('../../domain/png/decode');
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1);
  return decodePng(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
}
