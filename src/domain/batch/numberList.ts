import { DomainError } from '../errors';
import { DASHES } from '../numbers/number';

/** More values than this on one axis is a slip of the pen. */
const MOST_VALUES = 10_000;

const NUMBER = String.raw`\d+(?:\.\d*)?|\.\d+`;
const RANGE = new RegExp(String.raw`^(${NUMBER})(?:\s*[${DASHES}]\s*(${NUMBER})\s*(?:\((${NUMBER})\)|\[(\d+)\])?)?$`);

/** A decimal comma, by all appearance: after a nought, in a text where no other comma joins two figures so. */
const DECIMAL_COMMA = /(?<=^\s*|,\s+|;\s*)0,\d+(?=\s*(?:[^\s\d,]|,\s|$))(?!.*\d,\d+,\d)/;

/**
 * Numbers as people write them, each once: `0.4, 0.7, 1`; `0.2-1(0.2)` in steps of 0.2; `1-5[3]` as three values
 * evenly apart; `1-5` in steps of 1. None for an empty text.
 * @throws DomainError `recipe-invalid` naming the part that cannot be read
 */
export function readNumbers(text: string): number[] {
  const decimal = DECIMAL_COMMA.exec(text)?.[0];
  if (decimal !== undefined) {
    throw new DomainError('recipe-invalid', `“${decimal}” would be two values, ${decimal.replace(',', ' and ')}. Write ${decimal.replace(',', '.')} for a decimal, or a space after the comma for two values.`);
  }
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const values = parts.flatMap(readPart);
  if (values.length > MOST_VALUES) throw tooMany();
  return [...new Set(values)];
}

function readPart(part: string): number[] {
  const match = RANGE.exec(part);
  if (!match) throw new DomainError('recipe-invalid', `“${part}” is neither a number nor a range such as 0.2-1(0.2) or 1-5[3].`);
  const [, first = '', last, step, count] = match;
  const from = Number(first);
  if (last === undefined) return [from];
  const to = Number(last);
  if (to < from) throw new DomainError('recipe-invalid', `“${part}” goes down; write the smaller number first.`);
  return count === undefined ? stepped(from, to, step === undefined ? 1 : Number(step), part) : spread(from, to, Number(count), part);
}

function stepped(from: number, to: number, step: number, part: string): number[] {
  if (step === 0) throw new DomainError('recipe-invalid', `“${part}” has steps of 0 and would never end.`);
  // Decimal steps add up to a hair less than the end: 0.2, 0.4 … 1.
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MOST_VALUES) throw tooMany();
  return Array.from({ length: count }, (_, index) => tidy(from + index * step));
}

function spread(from: number, to: number, count: number, part: string): number[] {
  if (count < 2) throw new DomainError('recipe-invalid', `“${part}” needs two values at least, its ends.`);
  if (count > MOST_VALUES) throw tooMany();
  return Array.from({ length: count }, (_, index) => tidy(from + ((to - from) * index) / (count - 1)));
}

function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function tooMany(): DomainError {
  return new DomainError('recipe-invalid', `More than ${MOST_VALUES.toLocaleString('en')} values in one list.`);
}
