import { z } from 'zod';

/** Largest side of a picture that is read, in pixels. */
export const MAX_SIDE = 8192;

const side = z.int().min(1).max(MAX_SIDE);

/** Straight-alpha RGBA, row by row, 4 · width · height bytes. */
export const pixelsSchema = z
  .object({ width: side, height: side, data: z.instanceof(Uint8ClampedArray) })
  .refine(({ width, height, data }) => data.length === 4 * width * height, { path: ['data'], message: 'has to have 4 · width · height bytes' });

export type Pixels = Readonly<z.infer<typeof pixelsSchema>>;
