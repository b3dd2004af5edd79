/** From where to where a number goes, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * What a recipe may say, stated once: the schema, the fields, the plans of batches and strips and the command line take it from here,
 * and what is longer than the longest recipe is not read.
 */
export const RECIPE_RANGES = {
  /** Seeds of PyTorch's CPU generator that the studio uses. */
  seed: { min: 0, max: 0xffffffff },
  steps: { min: 1, max: 200 },
  /** Classifier-free guidance scale; 1 switches it off. */
  textGuidance: { min: 1, max: 20 },
  /** λ_AU */
  auStrength: { min: 0, max: 3 },
  /** λ_g; 0 switches it off. */
  semanticGuidance: { min: 0, max: 10 },
  guideIterations: { min: 1, max: 10 },
  /** Intensities, and fractions of the steps or of the change that a layout or a variation makes. */
  share: { min: 0, max: 1 },
} as const satisfies Readonly<Record<string, Range>>;

/** Intensities as people set them: the 0–5 scale of DISFA and OpenFace, which ends at the letter E. */
export const FIVE_POINT: Range = { min: 0, max: 5 };

/** Factor by which a batch scales a face's units; none of them goes above 1. */
export const INTENSITY_FACTOR: Range = { min: 0, max: 5 };

export const PROMPT_MAX_CHARACTERS = 2000;
export const FORKS_MAX = 16;
/** People that a layout's picture can be said to show. */
export const PEOPLE_MAX = 256;
/** Pack ids, in recipes and in packs. */
export const PACK_ID_MAX_CHARACTERS = 100;

/** Of a prompt's words, none is longer than the prompt. NFKC unfolds one character into 18 at most (U+FDFA), lower case one into three. */
export const WORD_MAX_CHARACTERS = 54 * PROMPT_MAX_CHARACTERS;
/** Between two words there is something that is none. */
export const WORDS_MAX = WORD_MAX_CHARACTERS;

/**
 * Longest text or chunk in which a recipe is looked for, in bytes of UTF-8 or characters. The longest recipe is a sixth of it: two prompts
 * for each of 17 stretches between forks, whose characters take six bytes each where JSON escapes them, and every unit there can be.
 */
export const RECIPE_MAX_BYTES = 4 * 1024 * 1024;

export function within(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}
