import type { ExpressionClass } from '../packs/manifest';

/** What data sets and models call the eight classes, in lower case. */
const WORDS: Readonly<Record<ExpressionClass, readonly string[]>> = {
  neutral: ['neutral', 'neutrality', 'calm'],
  happiness: ['happiness', 'happy', 'happily', 'joy'],
  sadness: ['sadness', 'sad', 'sadly'],
  surprise: ['surprise', 'surprised'],
  fear: ['fear', 'fearful', 'afraid', 'scared'],
  disgust: ['disgust', 'disgusted'],
  anger: ['anger', 'angry'],
  contempt: ['contempt', 'contemptuous'],
};

const CLASSES = new Map(Object.entries(WORDS).flatMap(([name, words]) => words.map((word) => [word, name as ExpressionClass])));

/** The class that a model's word for one means; undefined where it means none of the eight. */
export function classOfWord(word: string): ExpressionClass | undefined {
  return CLASSES.get(word.trim().toLowerCase());
}
