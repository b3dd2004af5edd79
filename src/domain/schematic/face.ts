import type { AuIntensities } from '../recipe/recipe';
import { activityOf, meanActivity, type SideActivity } from './activity';
import { through, type Point } from './curves';
import { drawEye, eyeFolds, type Eye } from './eyes';
import { drawMouth, jawDrop, type Mouth } from './mouth';
import { poseOf, type Pose } from './pose';
import type { Stroke } from './strokes';

/** The part of the plane that a face stays in, turned and open-mouthed as it may be: x, y, width, height. */
export const FACE_VIEW = [-112, -132, 224, 288] as const;

/** A face in lines, as a function of its action units alone. */
export interface SchematicFace {
  readonly strokes: readonly Stroke[];
  readonly eyes: { readonly left: Eye; readonly right: Eye };
  readonly mouth: Mouth;
}

export function schematicFace(au: AuIntensities): SchematicFace {
  const left = activityOf(au, 'left');
  const right = activityOf(au, 'right');
  const both = meanActivity(left, right);
  const pose = poseOf(both);
  const mouth = drawMouth({ left, right, both }, pose);
  return {
    strokes: [
      ...head(jawDrop(both), pose),
      ...nose(left, right, pose),
      ...eyeFolds(left, 'left', pose),
      ...eyeFolds(right, 'right', pose),
      ...mouth.folds,
    ],
    eyes: { left: drawEye(left, 'left', pose), right: drawEye(right, 'right', pose) },
    mouth,
  };
}

/** Half of the outline from crown to chin, with the share of the jaw's drop that each point takes. */
const OUTLINE: readonly (readonly [x: number, y: number, jaw: number])[] = [
  [0, -122, 0],
  [40, -114, 0],
  [70, -84, 0],
  [80, -44, 0],
  [79, -6, 0],
  [76, 30, 0],
  [68, 66, 0.3],
  [50, 96, 0.72],
  [26, 115, 0.97],
  [0, 120, 1],
];

function head(jaw: number, pose: Pose): Stroke[] {
  const half = OUTLINE.map(([x, y, share]): Point => [x, y + jaw * share]);
  const outline = [...half, ...half.slice(1, -1).reverse().map(([x, y]): Point => [-x, y])].map(pose.placeOutline);
  const hairline = ([[-77, -40], [-66, -66], [-38, -88], [0, -94], [38, -88], [66, -66], [77, -40]] as const).map((point) => pose.place(point, -14));
  return [
    { id: 'head', d: through(outline, true), kind: 'contour', opacity: 1 },
    { id: 'hairline', d: through(hairline), kind: 'contour', opacity: 0.35 },
    ...([1, -1] as const).flatMap((sign) => [ear(sign, pose), neck(sign, jaw, pose)]),
  ];
}

/** The ear on the side the head turns to goes out of sight, the other one opens. */
function ear(sign: 1 | -1, pose: Pose): Stroke {
  const width = Math.min(1.35, Math.max(0, 1 - sign * pose.turn * 1.6));
  const at = (dx: number, y: number): Point => {
    const [x, placed] = pose.placeOutline([sign * 77.5, y]);
    return [x + sign * dx * width, placed];
  };
  return { id: `ear-${sign === 1 ? 'left' : 'right'}`, d: through([at(1.5, -8), at(8.5, -15), at(13, -3), at(10, 16), at(5, 31), at(-0.5, 30)]), kind: 'contour', opacity: 0.75 * Math.min(1, Math.max(0, (width - 0.4) * 4)) };
}

function neck(sign: 1 | -1, jaw: number, pose: Pose): Stroke {
  const start = pose.placeOutline([sign * 44, 101 + jaw * 0.78]);
  return { id: `neck-${sign === 1 ? 'left' : 'right'}`, d: through([start, [start[0] * 0.6 + sign * 17, 132], [sign * 50, 156]]), kind: 'contour', opacity: 0.6 };
}

function nose(left: SideActivity, right: SideActivity, pose: Pose): Stroke[] {
  const tipUp = 1.6 * (left(9) + right(9)) / 2;
  const base = through(([[-6.5, 47.5], [-3, 49.8], [0, 50.8], [3, 49.8], [6.5, 47.5]] as const).map(([x, y]) => pose.place([x, y - tipUp], 17)));
  return [
    { id: 'nose base', d: base, kind: 'feature', opacity: 0.9 },
    ...noseSide(left, 1, pose),
    ...noseSide(right, -1, pose),
  ];
}

function noseSide(a: SideActivity, sign: 1 | -1, pose: Pose): Stroke[] {
  const up = 4.2 * a(9) + 1.8 * a(10);
  const wide = 1.8 * a(9) + 0.8 * a(10) + 0.6 * a(12);
  const line = (points: readonly (readonly [x: number, y: number, raised: number])[]) =>
    through(points.map(([x, y, raised]) => pose.place([sign * x, y], raised)));
  const side = sign === 1 ? 'left' : 'right';
  // On the side the nose turns towards, its bridge hides the far cheek: that line is the profile and is drawn darker.
  const profile = Math.max(0, sign * pose.turn) * 1.4;
  return [
    { id: `nose wing-${side}`, d: line([[11 + wide, 35 - up, 8], [14.6 + wide, 41 - up, 6], [13.4 + wide, 47 - up, 7], [9.4 + wide * 0.6, 47.6 - up * 0.8, 10]]), kind: 'feature', opacity: 0.85 },
    { id: `nose bridge-${side}`, d: line([[10.4, -17, 4], [7.6, -4, 8], [6.6, 12, 13], [7.4, 27, 15]]), kind: 'contour', opacity: Math.min(1, 0.34 + profile) },
  ];
}
