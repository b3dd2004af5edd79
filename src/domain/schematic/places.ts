import { facsUnit } from '../facs/actionUnits';
import type { AuIntensities } from '../recipe/recipe';
import { activityOf, meanActivity, type Side, type SideActivity } from './activity';
import type { Point } from './curves';
import { poseOf } from './pose';

/** What one unit does to a place of the face. */
export interface Pull {
  /** Id of the unit. */
  readonly unit: string;
  /** Where the place goes at full intensity, from rest; on the person's left, in units of the drawing. */
  readonly goes: Point;
}

/** A place of the face that can be taken hold of, as it lies on the person's left; mirrored for the right. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** At rest, in the drawing's coordinates. */
  readonly at: Point;
  /** Lies in the middle: there is one of it. */
  readonly middle?: true;
  readonly pulls: readonly Pull[];
}

/**
 * The places that show the units, with the way each unit takes them: appearance changes after Ekman, Friesen & Hager, FACS manual
 * (2002), in the drawing's own geometry (eyes.ts, mouth.ts).
 */
export const PLACES: readonly Place[] = [
  { id: 'inner-brow', name: 'Inner brow', at: [17, -29], pulls: [{ unit: 'AU1', goes: [-0.8, -11] }, { unit: 'AU4', goes: [-5, 8.5] }] },
  { id: 'outer-brow', name: 'Outer brow', at: [50, -33], pulls: [{ unit: 'AU2', goes: [0.5, -11] }, { unit: 'AU4', goes: [-2.5, 5.5] }] },
  { id: 'upper-lid', name: 'Upper lid', at: [35, -9.5], pulls: [{ unit: 'AU5', goes: [0, -6.6] }, { unit: 'AU43', goes: [0, 14] }] },
  { id: 'lower-lid', name: 'Lower lid', at: [35, 8], pulls: [{ unit: 'AU7', goes: [0, -4.4] }] },
  { id: 'cheek', name: 'Cheek', at: [46, 26], pulls: [{ unit: 'AU6', goes: [0, -6] }] },
  { id: 'nose-wing', name: 'Nose wing', at: [14, 42], pulls: [{ unit: 'AU9', goes: [1.8, -5] }] },
  { id: 'upper-lip', name: 'Upper lip', at: [12, 64], pulls: [{ unit: 'AU10', goes: [0, -8] }] },
  { id: 'lip-corner', name: 'Lip corner', at: [26.5, 72], pulls: [{ unit: 'AU12', goes: [9.5, -12] }, { unit: 'AU15', goes: [1.5, 9.5] }, { unit: 'AU20', goes: [10, 2.5] }] },
  { id: 'lower-lip', name: 'Lower lip', at: [13, 82], pulls: [{ unit: 'AU16', goes: [0, 5] }] },
  { id: 'lips', name: 'Lips', at: [0, 76], middle: true, pulls: [{ unit: 'AU25', goes: [0, 6] }, { unit: 'AU24', goes: [0, -2] }] },
  { id: 'chin', name: 'Chin', at: [0, 107], middle: true, pulls: [{ unit: 'AU17', goes: [0, -5] }, { unit: 'AU26', goes: [0, 14] }] },
];

/** A picture's pixel of 256, in units of the drawing, and the row of the eyes: `EYE_ROW` and `EYE_TO_CHIN` of training/render/posing.py. */
const PIXEL = 1 / 1.07;
const EYE_PIXEL = 98;

/** The part of the drawing's plane that a picture shows: renders are framed by eyes and chin, and so are faces made after them. */
export const PICTURE_VIEW = [-128 * PIXEL, -EYE_PIXEL * PIXEL, 256 * PIXEL, 256 * PIXEL] as const;

/** A place on a side of this face. */
export interface Handle {
  readonly place: Place;
  readonly side: Side | 'middle';
  /** Where it is now, with what the units do to it and with the head's turn. */
  readonly at: Point;
}

/** Every place of the face as its units have it now, the person's right side first: as a viewer reads. */
export function handlesOf(au: AuIntensities): Handle[] {
  const activity = { left: activityOf(au, 'left'), right: activityOf(au, 'right') };
  const both = meanActivity(activity.left, activity.right);
  const pose = poseOf(both);
  return PLACES.flatMap((place) =>
    (place.middle ? (['middle'] as const) : (['right', 'left'] as const)).map((side) => {
      const [x, y] = placed(place, side === 'middle' ? both : activity[side]);
      return { place, side, at: pose.place([side === 'right' ? -x : x, y], 2) };
    }),
  );
}

/** Whether the unit can differ between the sides. */
export function isLateral(unit: string): boolean {
  return facsUnit(unit)?.lateral ?? false;
}

/** Units of a place, in words. */
export function unitsOf({ pulls }: Place): readonly string[] {
  return pulls.map(({ unit }) => unit);
}

function placed({ at, pulls }: Place, activity: SideActivity): Point {
  return pulls.reduce<Point>(([x, y], { unit, goes }) => {
    const intensity = activity(facsUnit(unit)?.number ?? 0);
    return [x + goes[0] * intensity, y + goes[1] * intensity];
  }, at);
}
