import { facsUnit, type FacsUnit } from '../facs/actionUnits';
import { INTENSITY_NAMES, letterOf, type IntensityLetter } from '../facs/letters';
import type { AuIntensities } from '../recipe/recipe';

/** A unit that is to be seen, with its letters on the person's sides. */
export interface ActiveUnit {
  readonly unit: FacsUnit;
  readonly left: IntensityLetter | null;
  readonly right: IntensityLetter | null;
}

/** The units above 0 that the project knows, the strongest first. */
export function activeUnits(au: AuIntensities): ActiveUnit[] {
  return Object.entries(au)
    .flatMap(([id, value]) => {
      const unit = facsUnit(id);
      const { left, right } = typeof value === 'number' ? { left: value, right: value } : value;
      return unit && Math.max(left, right) > 0 ? [{ unit, left, right }] : [];
    })
    .sort((a, b) => Math.max(b.left, b.right) - Math.max(a.left, a.right) || a.unit.number - b.unit.number)
    .map(({ unit, left, right }) => ({ unit, left: letterOf(left), right: letterOf(right) }));
}

/** "D", or "L D", or "L D, R A". */
export function letters({ left, right }: ActiveUnit): string {
  if (left === right) return left ?? '';
  return [left && `L ${left}`, right && `R ${right}`].filter(Boolean).join(', ');
}

/** What a drawn face shows, in words: for whoever does not see it. */
export function describeActivity(au: AuIntensities): string {
  const active = activeUnits(au);
  if (active.length === 0) return 'Schematic face at rest';
  return `Schematic face: ${active.map(inWords).join('; ')}`;
}

function inWords({ unit, left, right }: ActiveUnit): string {
  const degree =
    left === right
      ? named(left)
      : right === null
        ? `${named(left)} on the left`
        : left === null
          ? `${named(right)} on the right`
          : `${named(left)} on the left, ${named(right)} on the right`;
  return `${unit.name} ${degree}`;
}

function named(letter: IntensityLetter | null): string {
  return letter === null ? '' : INTENSITY_NAMES[letter];
}
