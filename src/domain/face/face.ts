import { z } from 'zod';
import { PACK_ID_MAX_CHARACTERS, PROMPT_MAX_CHARACTERS, WORDS_MAX, WORD_MAX_CHARACTERS } from '../recipe/limits';
import { keptRecipeSchema } from '../recipe/migrations';
import { backendSchema } from './backend';
import { faceBoxSchema } from './box';
import { auColumnsSchema, pseudoLabelSchema } from './label';
import { pixelsSchema } from './pixels';

/** The prompts with their choices, "a {young|old} man", from which a face's seed chose those of its recipe. */
export const templateSchema = z.strictObject({ prompt: z.string().max(PROMPT_MAX_CHARACTERS), negativePrompt: z.string().max(PROMPT_MAX_CHARACTERS) }).readonly();
export type Template = z.infer<typeof templateSchema>;

/** A face: the recipe that asked for it, the picture that came of it, and what the picture shows. */
export const faceSchema = z.object({
  /** 16 hex characters of the SHA-256 of the canonical recipe. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  recipe: keptRecipeSchema,
  /** Absent where nothing was left to choose, and where it is not known. It is no part of the recipe: it changes no pixel. */
  template: templateSchema.optional(),
  pixels: pixelsSchema,
  label: pseudoLabelSchema,
  /** Where a detector found faces in the picture, the surest first; absent where there was none to look. */
  faceBoxes: z.array(faceBoxSchema).max(100).readonly().optional(),
  /** AU vector that was asked for; null where text alone led. */
  requestedAu: auColumnsSchema,
  /** Prompt words that the text encoder never saw. */
  unknownWords: z.array(z.string().max(WORD_MAX_CHARACTERS)).max(WORDS_MAX).readonly(),
  provenance: z
    .object({
      app: z.string().max(100),
      pack: z.string().max(PACK_ID_MAX_CHARACTERS),
      packSha256: z.string().max(64),
      backend: backendSchema,
      milliseconds: z.number().min(0),
      /** The face was restored from its picture: all of this is of the labelling, since the picture does not say how it was made. */
      restored: z.literal(true).optional(),
    })
    .readonly(),
});

/** A face as it is written into text: its picture lies in a file beside it. */
export const writtenFaceSchema = faceSchema.omit({ pixels: true });

export type Face = Readonly<z.infer<typeof faceSchema>>;
export type WrittenFace = Readonly<z.infer<typeof writtenFaceSchema>>;
