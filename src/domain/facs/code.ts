import type { AuIntensities, AuValue } from '../recipe/recipe';
import { facsUnit, type FacsUnit } from './actionUnits';
import { INTENSITY_NAMES, intensityOf, letterOf } from './letters';
import type { IntensityLetter } from './letters';

/** A FACS code that cannot be read; `part` is the piece at fault. */
export class FacsCodeError extends Error {
  constructor(
    message: string,
    readonly part: string,
  ) {
    super(message);
    this.name = 'FacsCodeError';
  }
}

function numberOf(id: string): number {
  return Number(id.slice(2));
}

function sides(value: AuValue): { left: number; right: number } {
  return typeof value === 'number' ? { left: value, right: value } : value;
}

/**
 * AU intensities → FACS code, units in numeric order: `1C+2B+L12D`. L and R mark the person's sides; sides with
 * different letters are written one after the other (`L12D+R12A`). Units at 0 are left out; nothing gives "".
 */
export function formatFacsCode(au: AuIntensities): string {
  return Object.entries(au)
    .sort(([a], [b]) => numberOf(a) - numberOf(b))
    .flatMap(([id, value]) => {
      const number = String(numberOf(id));
      const { left, right } = sides(value);
      const [leftLetter, rightLetter] = [letterOf(left), letterOf(right)];
      if (leftLetter === rightLetter) return leftLetter === null ? [] : [`${number}${leftLetter}`];
      return [leftLetter === null ? '' : `L${number}${leftLetter}`, rightLetter === null ? '' : `R${number}${rightLetter}`];
    })
    .filter((part) => part !== '')
    .join('+');
}

/** A FACS code as it was understood. */
export interface FacsReading {
  readonly au: AuIntensities;
  /** What had to be assumed, a sentence each. */
  readonly notes: readonly string[];
}

/** What a unit without a letter is taken for: marked, the middle of the scale. */
const UNSAID: IntensityLetter = 'C';

/** Units of the FACS that are others' doing over time, and what to write in their place. */
const ELSEWHERE: Readonly<Record<number, string>> = {
  45: 'A blink is eyes closed for a moment: write 43.',
  46: 'A wink is one eye closed for a moment: write L43 or R43.',
  44: 'A squint is written as 7 and 43 here.',
  41: 'Drooping lids are written as a low 43 here.',
  42: 'Slit eyes are written as a high 43 here.',
};

/** One unit: `12`, `12C`, `AU06_r`, `L12`, `12L`, `R14D`, `14DR`. */
const UNIT = /^([LR])?(?:AU)?([0-9]{1,2})(?:_[RC])?(?:([A-E])([LR])?|([LR])([A-E])?)?$/;

/**
 * FACS code → AU intensities, in the notations that people write: joined by +, comma, semicolon or space; with or without AU, a
 * leading zero, the `_r` and `_c` of OpenFace; sides before or after the number; a unit without a letter is marked (C), which is said.
 * @throws FacsCodeError for an unreadable part, an unknown unit, a side where the unit has none, or a unit named twice.
 */
export function readFacsCode(code: string): FacsReading {
  if (code.trim() === '') return { au: {}, notes: [] };
  if (/\+\s*\+|^\s*\+|\+\s*$/.test(code)) throw new FacsCodeError('There is a "+" with nothing beside it.', '+');
  const found = new Map<string, { left?: number; right?: number; both?: number }>();
  const unsaid: string[] = [];
  for (const part of partsOf(code)) {
    const match = UNIT.exec(part.toUpperCase());
    if (match === null) throw new FacsCodeError(`"${part}" is not a FACS unit such as 12C or L14B.`, part);
    const [, before, digits = '', letterFirst, after, sideFirst, letterLast] = match;
    const unit = knownUnit(Number(digits), part);
    const letter = (letterFirst ?? letterLast) as IntensityLetter | undefined;
    const side = { L: 'left', R: 'right', '': 'both' }[before ?? after ?? sideFirst ?? ''] as 'left' | 'right' | 'both';
    if (before !== undefined && (after ?? sideFirst) !== undefined) throw new FacsCodeError(`"${part}" names two sides.`, part);
    if (side !== 'both' && !unit.lateral) throw new FacsCodeError(`${unit.id} (${unit.name}) has no left and right.`, part);
    const entry = found.get(unit.id) ?? {};
    if (entry[side] !== undefined || entry.both !== undefined || (side === 'both' && found.has(unit.id))) {
      throw new FacsCodeError(`${unit.id} is named twice.`, part);
    }
    if (letter === undefined) unsaid.push(String(unit.number));
    found.set(unit.id, { ...entry, [side]: intensityOf(letter ?? UNSAID) });
  }
  const au: AuIntensities = {};
  for (const [id, { left, right, both }] of found) au[id] = both ?? { left: left ?? 0, right: right ?? 0 };
  return { au, notes: unsaid.length === 0 ? [] : [`${listed(unsaid)} without a letter: read as ${UNSAID}, ${INTENSITY_NAMES[UNSAID]}.`] };
}

/** @throws FacsCodeError as `readFacsCode` does */
export function parseFacsCode(code: string): AuIntensities {
  return readFacsCode(code).au;
}

/** The code's units, with the spaces inside them closed: "AU 12", "L 12", "12 C". */
function partsOf(code: string): string[] {
  return code
    .replace(/\bAU\s+(?=\d)/gi, 'AU')
    .replace(/(^|[\s+,;])([LR])\s+(?=(?:AU)?\d)/gi, '$1$2')
    .replace(/(\d)\s+([A-E])(?=$|[\s+,;])/gi, '$1$2')
    .split(/[\s+,;]+/)
    .filter((part) => part !== '');
}

function knownUnit(number: number, part: string): FacsUnit {
  const unit = facsUnit(`AU${String(number)}`);
  if (unit) return unit;
  throw new FacsCodeError([`There is no action unit ${String(number)} here.`, ELSEWHERE[number]].filter(Boolean).join(' '), part);
}

function listed(numbers: readonly string[]): string {
  return numbers.length === 1 ? `${numbers[0] ?? ''} is` : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? ''} are`;
}
