import type { SideActivity } from './activity';
import type { Point } from './curves';

/** Full head turn, nod and tilt, in degrees; the renders that train the model go about as far. */
const TURN = 22;
const NOD = 15;
const TILT = 12;

/** The head tilts about the top of the neck. */
const NECK: Point = [0, 96];

export interface Pose {
  /** Places a point of the face's surface; `raised` is how far it stands out of the head's curve, as the nose does. */
  readonly place: (point: Point, raised?: number) => Point;
  /** Places a point of the outline, which turns far less than what is on the face. */
  readonly placeOutline: (point: Point) => Point;
  /** Places a point that neither turns nor nods: the neck's root. */
  readonly tilt: (point: Point) => Point;
  /** Sine of the turn, positive to the person's left, and how narrow that makes round things. */
  readonly turn: number;
  readonly narrowing: number;
}

export function poseOf(activity: SideActivity): Pose {
  const yaw = radians(TURN * (activity(51) - activity(52)));
  const pitch = radians(NOD * (activity(53) - activity(54)));
  const roll = radians(TILT * (activity(55) - activity(56)));

  const tilt = ([x, y]: Point): Point => {
    const [dx, dy] = [x - NECK[0], y - NECK[1]];
    return [NECK[0] + dx * Math.cos(roll) - dy * Math.sin(roll), NECK[1] + dx * Math.sin(roll) + dy * Math.cos(roll)];
  };
  const place = ([x, y]: Point, raised = 0): Point => {
    const depth = depthAt(x, y) + raised;
    const turned = x * Math.cos(yaw) + depth * Math.sin(yaw);
    const forward = depth * Math.cos(yaw) - x * Math.sin(yaw);
    return tilt([turned, y * Math.cos(pitch) - forward * Math.sin(pitch)]);
  };
  const placeOutline = ([x, y]: Point): Point => {
    // The chin stands forward of the axis and goes along; the crown stays.
    const share = Math.min(1, Math.max(0, (y + 20) / 130));
    return tilt([x + 26 * share * Math.sin(yaw), y - (14 + 22 * share) * Math.sin(pitch)]);
  };
  return { place, placeOutline, tilt, turn: Math.sin(yaw), narrowing: Math.cos(yaw) };
}

/** How far the head's front curves forward here, measured from the axis of its turning. */
function depthAt(x: number, y: number): number {
  return 62 * Math.sqrt(Math.max(0.04, 1 - (x / 92) ** 2 - (y / 190) ** 2));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
