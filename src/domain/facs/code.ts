import type { AuIntensities, AuValue } from '../recipe/recipe';
import { facsUnit } from './actionUnits';
import { INTENSITY_LETTERS, intensityOf, letterOf } from './letters';
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

/**
 * FACS code → AU intensities. Accepts spaces, lower case, "AU" before the number and a missing letter (then E).
 * @throws FacsCodeError for an unreadable part, an unknown unit, a side where the unit has none, or a unit named twice.
 */
export function parseFacsCode(code: string): AuIntensities {
  const found = new Map<string, { left?: number; right?: number; both?: number }>();
  for (const raw of code.split('+')) {
    const part = raw.trim();
    if (part === '') {
      if (code.trim() === '') continue;
      throw new FacsCodeError('There is a "+" with nothing beside it.', raw);
    }
    const match = /^([LR])?\s*(?:AU)?\s*([0-9]{1,2})\s*([A-E])?$/i.exec(part);
    if (match === null) throw new FacsCodeError(`"${part}" is not a FACS unit such as 12C or L14B.`, part);
    const unit = facsUnit(`AU${String(Number(match[2]))}`);
    if (unit === undefined) throw new FacsCodeError(`There is no action unit ${match[2] ?? ''} here.`, part);
    const letter = match[3]?.toUpperCase() as IntensityLetter | undefined;
    const intensity = letter !== undefined && INTENSITY_LETTERS.includes(letter) ? intensityOf(letter) : 1;
    const side = match[1]?.toUpperCase() === 'L' ? 'left' : match[1]?.toUpperCase() === 'R' ? 'right' : 'both';
    if (side !== 'both' && !unit.lateral) throw new FacsCodeError(`${unit.id} (${unit.name}) has no left and right.`, part);
    const entry = found.get(unit.id) ?? {};
    if (entry[side] !== undefined || entry.both !== undefined || (side === 'both' && found.has(unit.id))) {
      throw new FacsCodeError(`${unit.id} is named twice.`, part);
    }
    found.set(unit.id, { ...entry, [side]: intensity });
  }
  const au: AuIntensities = {};
  for (const [id, { left, right, both }] of found) au[id] = both ?? { left: left ?? 0, right: right ?? 0 };
  return au;
}
