import type { SideActivity } from './activity';
import { mix, through, type Point } from './curves';
import type { Pose } from './pose';
import { fold, type Stroke } from './strokes';

interface Sides {
  readonly left: SideActivity;
  readonly right: SideActivity;
  readonly both: SideActivity;
}

export interface Mouth {
  readonly upperLip: string;
  readonly lowerLip: string;
  /** The gap between the lips; drawn empty of lip. */
  readonly gap: string;
  /** The edge of the upper teeth, where the gap shows it. */
  readonly teeth: string | null;
  readonly folds: readonly Stroke[];
}

const REST = { cornerX: 26.5, cornerY: 72, centreY: 73 } as const;

/** How far the chin has gone down. */
export function jawDrop(both: SideActivity): number {
  return Math.min(31, 14 * both(26) + 30 * both(27)) * (1 - 0.5 * both(24));
}

export function drawMouth({ left, right, both }: Sides, pose: Pose): Mouth {
  const l = halfMouth(left, both);
  const r = halfMouth(right, both);
  const centreUpper = (l.centreUpper + r.centreUpper) / 2;
  const centreLower = (l.centreLower + r.centreLower) / 2;
  const pout = 6 * Math.max(both(18), both(22)) - 3 * both(28);
  const at = (sign: number) => ([x, y]: Point): Point => pose.place([sign * x, y], 4 + pout * (1 - x / 40));

  /** A line of the mouth from corner to corner, given its right half from corner to centre and its left half likewise. */
  const line = (rightHalf: readonly Point[], centre: Point, leftHalf: readonly Point[]) =>
    [...rightHalf.map(at(-1)), at(1)(centre), ...[...leftHalf].reverse().map(at(1))];

  const upperEdge = line([r.corner, r.upperMid], [0, centreUpper], [l.corner, l.upperMid]);
  const lowerEdge = line([r.corner, r.lowerMid], [0, centreLower], [l.corner, l.lowerMid]);
  const top = line([r.corner, r.topMid, r.bow], [0, (l.bow[1] + r.bow[1]) / 2 + 1.7 * l.fullness], [l.corner, l.topMid, l.bow]);
  const bottom = line([r.corner, r.bottomMid], [0, (l.bottom + r.bottom) / 2], [l.corner, l.bottomMid]);

  const open = centreLower - centreUpper;
  const toothLine = line(
    [[r.corner[0] * 0.74, mix(r.corner[1], r.upperMid[1], 0.5) + 1]],
    [0, centreUpper + Math.min(open * 0.5, 7)],
    [[l.corner[0] * 0.74, mix(l.corner[1], l.upperMid[1], 0.5) + 1]],
  );
  const chinY = (l.bottom + r.bottom) / 2;
  return {
    upperLip: loop(top, upperEdge),
    lowerLip: loop(lowerEdge, bottom),
    gap: loop(upperEdge, lowerEdge),
    teeth: open > 4.5 ? through(toothLine) : null,
    folds: [...sideFolds(left, l, 1, pose), ...sideFolds(right, r, -1, pose), ...chinFolds(both, chinY, pose)],
  };
}

interface HalfMouth {
  readonly corner: Point;
  readonly upperMid: Point;
  readonly lowerMid: Point;
  readonly topMid: Point;
  readonly bottomMid: Point;
  readonly bow: Point;
  readonly bottom: number;
  readonly centreUpper: number;
  readonly centreLower: number;
  readonly fullness: number;
}

/** One half of the lips on the person's own side, mirrored to positive x. */
function halfMouth(a: SideActivity, both: SideActivity): HalfMouth {
  const jaw = jawDrop(both);
  const narrow = Math.max(12.5 * a(18), 9.5 * a(22)) + 4.5 * a(23) + 3 * a(24) + 2 * a(28) + 6 * a(27) + 2 * a(26);
  const corner: Point = [
    Math.max(9, REST.cornerX - narrow + 9.5 * a(12) + 10 * a(20) + 4.5 * a(14) + 1.5 * a(15) + 1.5 * a(10)),
    REST.cornerY - 12 * a(12) + 9.5 * a(15) + 2.5 * a(20) - 1.2 * a(14) + 2 * a(17) - 1 * a(10) + 0.36 * jaw,
  ];

  // Together at rest; the jaw takes the lower lip along, and the lip's own muscles add to it.
  const held = 1 - 0.9 * Math.max(a(24), 0.5 * a(23));
  const raise = 4.5 * a(10) + 3 * a(9) + 1.6 * a(12) + (1.8 * a(25) + 2 * a(27) + 2.5 * a(22)) * held - 1 * a(15);
  const lowered = 4 * a(16) + (4.2 * a(25) + 3 * a(22) + 1 * a(26)) * held + jaw * (0.4 + 0.45 * held);
  const pushed = 5 * a(17);
  const centreUpper = REST.centreY - raise - 0.55 * pushed + 1.5 * a(12);
  const centreLower = Math.max(centreUpper, REST.centreY + lowered - pushed - 1.2 * a(12) * (1 - a(25)) + 1.5 * a(12));
  const squareUp = 5.5 * a(10) + 3 * a(9);
  const squareDown = 3.5 * a(16) + 2 * a(20) * a(25);

  const thin = (1 - 0.42 * a(23)) * (1 - 0.6 * a(24)) * (1 - 0.88 * a(28)) * (1 - 0.24 * a(12)) * (1 - 0.28 * a(20)) * (1 - 0.12 * a(27));
  const fullness = thin * (1 + 0.55 * a(18) + 0.5 * a(22));
  const upperThick = 7 * fullness;
  const lowerThick = 10 * fullness * (1 + 0.22 * a(17) - 0.2 * a(16));

  // A puckered or stretched mouth is round, one at rest is pointed at its corners.
  const round = Math.max(a(18), a(22), a(27), 0.5 * a(26));
  const midX = corner[0] * mix(0.54, 0.68, round);
  const openness = Math.min(1, (centreLower - centreUpper) / 14);
  const upperMid: Point = [midX, mix(centreUpper, corner[1], 0.34 - 0.1 * openness) - squareUp * 0.6];
  const lowerMid: Point = [midX + 0.06 * corner[0] * openness, Math.max(upperMid[1], mix(centreLower, corner[1], 0.34 - 0.18 * openness) + squareDown * 0.6)];
  return {
    corner,
    upperMid,
    lowerMid,
    topMid: [corner[0] * mix(0.56, 0.76, round), upperMid[1] - upperThick * 0.62],
    bow: [Math.min(5.6, corner[0] * 0.3), centreUpper - upperThick * 1.12 - squareUp * 0.35],
    bottomMid: [corner[0] * mix(0.55, 0.74, round), lowerMid[1] + lowerThick * mix(0.84, 0.7, round)],
    bottom: centreLower + lowerThick,
    centreUpper,
    centreLower,
    fullness,
  };
}

function sideFolds(a: SideActivity, { corner: [x, y], bottomMid }: HalfMouth, sign: 1 | -1, pose: Pose): Stroke[] {
  const side = sign === 1 ? 'left' : 'right';
  const line = (...points: Point[]) => through(points.map(([px, py]) => pose.place([sign * px, py], 2)));
  const up = 4 * a(9) + 2.5 * a(10);
  const cheek = Math.max(a(12), 0.9 * a(10), 0.8 * a(9), 0.35 * a(20), 0.3 * a(15), 0.3 * a(6));
  const bulge = 5 * a(12) + 2.5 * a(10) + 2 * a(20);
  return [
    ...fold(`cheek fold-${side}`, line([17 + 1.5 * a(9), 37 - up], [24 + bulge * 0.6, 47 - up * 0.7], [31 + bulge, 58 - 3 * a(12)], [Math.max(33, x + 6), y - 1 + 3 * a(12)]), 0.16 + 0.7 * cheek),
    ...fold(`dimple-${side}`, line([x + 4.5, y - 5], [x + 7, y], [x + 4.5, y + 5]), 0.95 * a(14)),
    ...fold(`stretch-${side}`, line([x + 5, y - 7], [x + 7.5, y + 1], [x + 5, y + 9]), 0.6 * a(20)),
    ...fold(`corner-${side}`, line([x + 0.5, y + 2], [x + 3.5, y + 6], [x + 3.5, y + 12]), 0.75 * a(15)),
    ...fold(`lip pull-${side}`, line([bottomMid[0] + 5, bottomMid[1] - 1], [bottomMid[0] + 7, bottomMid[1] + 5]), 0.6 * a(16)),
    ...fold(`pucker-${side}`, line([x + 2.5, y - 6], [x + 5, y - 8.5]), 0.7 * Math.max(a(18), 0.5 * a(23), 0.6 * a(24))),
    ...fold(`pucker low-${side}`, line([x + 2.5, y + 6], [x + 5, y + 8.5]), 0.7 * Math.max(a(18), 0.5 * a(23), 0.6 * a(24))),
  ];
}

function chinFolds(a: SideActivity, lipBottom: number, pose: Pose): Stroke[] {
  const line = (...points: Point[]) => through(points.map((point) => pose.place(point, 4)));
  const y = lipBottom + 8.5 - 3.5 * a(17);
  const arch = 3.5 * a(17);
  return [
    ...fold('under lip', line([-13, y + arch], [-5, y - 1.4 - arch * 0.3], [5, y - 1.4 - arch * 0.3], [13, y + arch]), 0.34 + 0.6 * a(17)),
    ...fold('chin 1', line([-7, y + 8], [-5, y + 6.2], [-3, y + 8]), 0.75 * a(17)),
    ...fold('chin 2', line([3, y + 8], [5, y + 6.2], [7, y + 8]), 0.75 * a(17)),
    ...fold('chin 3', line([-2.5, y + 13], [0, y + 11.2], [2.5, y + 13]), 0.75 * a(17)),
  ];
}

/** A closed path along one line and back along another between the same ends. */
function loop(there: readonly Point[], back: readonly Point[]): string {
  return `${through(there)}L${through([...back].reverse()).slice(1)}Z`;
}
