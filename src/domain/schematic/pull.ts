import type { AuIntensities, AuValue } from '../recipe/recipe';
import type { Side } from './activity';
import type { Point } from './curves';
import { isLateral, type Handle, type Place } from './places';

/** Cosine between a drag and a unit's way from which the unit follows, and from which it follows wholly. */
const FOLLOWS = 0.65;
const WHOLLY = 0.85;
/** Cosine below which a drag goes against a unit's way and takes it back. */
const AGAINST = -0.3;
/** The drag for a full intensity, in units of the drawing, is no shorter than this: lids move too little to be aimed at. */
const REACH = 13;

/**
 * What a drag of a place asks of its units: those that take the place that way follow, and what pulled it the other way is taken
 * back first.
 * @param start the units' intensities 0–1 when the drag began
 * @param drag from where it began, on the person's left: x outward, y down
 * @returns intensities 0–1 by unit id
 */
export function pullPlace(place: Place, start: (unit: string) => number, drag: Point): ReadonlyMap<string, number> {
  const length = Math.hypot(...drag);
  const ways = place.pulls.map(({ unit, goes }) => {
    const span = Math.hypot(...goes);
    const cosine = length === 0 ? 0 : (drag[0] * goes[0] + drag[1] * goes[1]) / (length * span);
    return { unit, before: start(unit), cosine, change: (length * cosine) / Math.max(REACH, span) };
  });
  // As long as there is something to take back, nothing new is raised.
  const spent = Math.max(0, ...ways.map(({ before, cosine, change }) => (cosine < AGAINST && before > 0 ? Math.min(1, before / -change) : 0)));
  return new Map(
    ways.map(({ unit, before, cosine, change }) => {
      if (cosine < AGAINST) return [unit, Math.max(0, before + change)];
      const share = Math.min(1, Math.max(0, (cosine - FOLLOWS) / (WHOLLY - FOLLOWS)));
      return [unit, Math.min(1, before + change * share * (1 - spent))];
    }),
  );
}

/**
 * The units after a drag of a handle.
 * @param from the units when it began
 * @param drag in the drawing: x to the viewer's right, y down
 * @param mirrored moves the other side's place likewise
 */
export function pullHandle(from: AuIntensities, { place, side }: Handle, drag: Point, mirrored: boolean): AuIntensities {
  const sides: readonly Side[] = side === 'middle' || mirrored ? ['left', 'right'] : [side];
  // Outward is the viewer's right on the person's left, and the other way round on the right.
  const outward: Point = [side === 'right' ? -drag[0] : drag[0], drag[1]];
  const pulled = sides.map((one) => [one, pullPlace(place, (unit) => sideOf(from[unit], one), outward)] as const);
  let au = from;
  for (const { unit } of place.pulls) {
    const after = { left: sideOf(from[unit], 'left'), right: sideOf(from[unit], 'right') };
    for (const [one, intensities] of pulled) {
      const intensity = tidy(intensities.get(unit) ?? 0);
      if (isLateral(unit)) after[one] = intensity;
      else Object.assign(after, { left: intensity, right: intensity });
    }
    const { [unit]: _before, ...rest } = au;
    au = Math.max(after.left, after.right) === 0 ? rest : { ...rest, [unit]: after.left === after.right ? after.left : after };
  }
  return au;
}

function sideOf(value: AuValue | undefined, side: Side): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[side];
}

/** To the tenth of the 0–5 scale that the sliders have. */
function tidy(intensity: number): number {
  return Math.round(intensity * 50) / 50;
}
