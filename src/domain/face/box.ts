import { z } from 'zod';

const length = z.number().min(-100).max(100);

/** Where a face was found in a picture. Lengths are shares of the picture's sides; a box may reach past its edges. */
export const faceBoxSchema = z
  .object({
    left: length,
    top: length,
    width: length,
    height: length,
    /** The detector's belief in it, 0–1. */
    score: z.number().min(0).max(1),
  })
  .readonly();

export type FaceBox = z.infer<typeof faceBoxSchema>;
