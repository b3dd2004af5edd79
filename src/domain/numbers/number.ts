/** Minus signs and dashes that stand for one: hyphen-minus, non-breaking hyphen, figure dash, en dash, minus. */
export const DASHES = '-\u2010\u2011\u2012\u2013\u2212';

const NUMBER = new RegExp(`^([${DASHES}+])?(\\d+(?:[.,]\\d*)?|[.,]\\d+)$`);

/** What is asked of a number that somebody types. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Where it is a whole number, so is the typed one. */
  readonly step: number;
}

/** A number as people write it: `2.5`, `2,5`, `.5`, `−1`; null for what is none. */
export function readNumber(text: string): number | null {
  const match = NUMBER.exec(text.trim());
  if (!match) return null;
  const [, sign, digits = ''] = match;
  const size = Number(digits.replace(',', '.'));
  return sign !== undefined && sign !== '+' ? -size : size;
}

export type TypedNumber = { readonly value: number } | { readonly refusal: string };

/** The number, or why it cannot be taken, in words that name what can. */
export function readInRange(text: string, { min, max, step }: NumberRange): TypedNumber {
  const value = readNumber(text);
  const range = `${String(min)} to ${String(max)}`;
  if (text.trim() === '') return { refusal: `Empty: a number from ${range} goes here.` };
  if (value === null) return { refusal: `“${text.trim()}” is no number; ${range} is what goes here.` };
  if (value < min || value > max) return { refusal: `${text.trim()} is ${value < min ? 'below' : 'above'} the range: ${range}.` };
  if (Number.isInteger(step) && !Number.isInteger(value)) return { refusal: `${text.trim()} is no whole number: ${range}.` };
  return { value };
}

/** The nearest value that the range has at a grain of `step`, free of binary dust. */
export function settle(value: number, { min, max }: NumberRange, step: number): number {
  const stepped = min + Math.round((value - min) / step) * step;
  return Math.min(max, Math.max(min, Math.round(stepped * 1e6) / 1e6));
}
