import type { Side, SideActivity } from './activity';
import { mix, ribbon, through, type Point } from './curves';
import type { Pose } from './pose';
import { fold, type Stroke } from './strokes';

export interface Eye {
  /** The opening between the lids, closed path: what clips the iris. */
  readonly opening: string;
  readonly iris: { readonly centre: Point; readonly rx: number; readonly ry: number };
  /** The upper lid's edge, drawn heavier than the lower one's. */
  readonly upperLid: string;
  readonly lowerLid: string;
  /** The brow, as a closed brush stroke. */
  readonly brow: string;
}

const LID_X = [17.5, 24, 34.5, 45.5, 53.5] as const;
const LID_BASE = [2.4, 1.4, 0.2, -0.9, -1.8] as const;
const UPPER_PROFILE = [0, 0.76, 1, 0.8, 0] as const;
const LOWER_PROFILE = [0, 0.62, 1, 0.9, 0] as const;
const IRIS = 8;
const EYE_RAISED = -3;

/** Lids, iris and brow of one side, after the units of the upper face and of the gaze. */
export function drawEye(a: SideActivity, side: Side, pose: Pose): Eye {
  const s = side === 'left' ? 1 : -1;
  const place = ([x, y]: Point, raised = EYE_RAISED) => pose.place([s * x, y], raised);

  const { upper, lower } = lidHeights(a);
  const shut = a(43);
  const corner = -1.6 * a(6) - 0.8 * a(12);
  const base = LID_BASE.map((y, index) => y + corner * (index / 4));
  const lowerLine = LID_X.map((x, index): Point => [x, (base[index] ?? 0) + lower * (LOWER_PROFILE[index] ?? 0)]);
  const upperLine = LID_X.map((x, index): Point => {
    const open = (base[index] ?? 0) - upper * (UPPER_PROFILE[index] ?? 0);
    return [x, mix(open, lowerLine[index]?.[1] ?? 0, shut)];
  });

  const gazeX = (a(61) - a(62)) * 8 * s;
  const gazeY = (a(64) - a(63)) * 5.5;
  const lids = { upper: upperLine.map((p) => place(p)), lower: lowerLine.map((p) => place(p)) };
  return {
    opening: `${through(lids.upper)}L${through([...lids.lower].reverse()).slice(1)}Z`,
    iris: { centre: place([35 + gazeX, -0.2 + gazeY]), rx: IRIS * pose.narrowing, ry: IRIS },
    upperLid: through(lids.upper),
    lowerLid: through(lids.lower),
    brow: brow(a, place),
  };
}

function lidHeights(a: SideActivity): { upper: number; lower: number } {
  const upper = 9.4 + 6.6 * a(5) - 3 * a(7) - 2 * a(6) - 1.4 * a(4) - 2 * a(9) - 3.6 * a(64) + 1.6 * a(63);
  const lower = 7.4 - 4.4 * a(7) - 3.2 * a(6) - 0.8 * a(12) - 1.6 * a(9) + 0.7 * a(5) + 1.4 * a(64);
  return { upper: Math.max(2.2, upper), lower: Math.max(1.4, lower) };
}

/** AU4 draws the brow down, but where AU1 lifts its inner end that end stays up: the oblique brow of grief. */
function browLine(a: SideActivity): Point[] {
  return [
    [13.5 - 5.5 * a(4) - 0.8 * a(1), -26.5 - 13 * a(1) - 1 * a(2) + 8.5 * a(4) * (1 - 0.8 * a(1)) + 4.5 * a(9)],
    [25 - 4.5 * a(4), -31.2 - 8 * a(1) - 5.5 * a(2) + 8.5 * a(4) * (1 - 0.4 * a(1)) + 3.5 * a(9)],
    [43 - 2.5 * a(4), -34.2 - 1.2 * a(1) - 12 * a(2) + 6.5 * a(4) + 1.5 * a(9) + 1 * a(6)],
    [61.5 + 1 * a(2), -27 + 0.8 * a(1) - 8.5 * a(2) + 2.6 * a(4) + 2 * a(6)],
  ];
}

function brow(a: SideActivity, place: (point: Point, raised?: number) => Point): string {
  return ribbon(browLine(a).map((point) => place(point, 2)), [3.6, 5.4, 4.4, 0.6]);
}

/** The folds that brows, lids and cheek make around one eye. */
export function eyeFolds(a: SideActivity, side: Side, pose: Pose): Stroke[] {
  const s = side === 'left' ? 1 : -1;
  const line = (...points: Point[]) => through(points.map(([x, y]) => pose.place([s * x, y])));
  const { upper, lower } = lidHeights(a);
  const crease = (1 - a(43)) * -(upper + 4.6 - 1.4 * a(5)) + a(43) * -5;
  const lift = -5 * a(6);
  const name = (what: string) => `${what}-${side}`;
  return [
    ...fold(name('lid crease'), line([20.5, -1.5 + crease * 0.55], [34, crease], [48, crease * 0.8 - 0.6], [55, crease * 0.42 - 2]), 0.5 - 0.2 * a(5)),
    ...fold(name('lower lid'), line([21, 9 + lower * 0.42], [34, 11.5 + lower * 0.72 + lift * 0.3], [48, 9 + lower * 0.5 + lift * 0.5]), 0.14 + 0.5 * Math.max(a(7), a(6)) + 0.25 * a(9)),
    ...fold(name('cheek'), line([22, 24 + lift], [38, 30 + lift * 1.4], [56, 24 + lift * 1.6], [66, 13 + lift * 1.2]), 0.75 * a(6) + 0.12 * a(12)),
    ...fold(name('crow 1'), line([58.5, -5], [64, -8.5], [69, -9.5]), 0.8 * a(6) + 0.15 * a(7)),
    ...fold(name('crow 2'), line([59.5, -1], [66, -1.5], [71, -0.5]), 0.8 * a(6)),
    ...fold(name('crow 3'), line([58.5, 3], [64, 6.5], [68, 9]), 0.65 * a(6)),
    ...fold(name('frown'), line([5.4 - 1.6 * a(4), -31 - 4 * a(1)], [4.6, -24 - 2 * a(1)], [5.4, -17]), 0.85 * a(4)),
    ...foreheadFolds(a, line, name),
    ...fold(name('nose root'), line([1.5, -10.5], [6, -9], [9.5, -5.5]), 0.8 * a(9)),
    ...fold(name('nose side 1'), line([6.5, -1], [9.5, 3], [10.5, 8]), 0.75 * a(9)),
    ...fold(name('nose side 2'), line([11.5, 1.5], [14, 7], [13.8, 13]), 0.65 * a(9)),
  ];
}

/** Frontalis folds the forehead above the part of the brow it lifts. */
function foreheadFolds(a: SideActivity, line: (...points: Point[]) => string, name: (what: string) => string): Stroke[] {
  const [inner, outer] = [a(1), a(2)];
  return [0, 1, 2].flatMap((row) => {
    const y = -56 - 11 * row;
    const depth = 1 - 0.24 * row;
    return [
      ...fold(name(`forehead inner ${String(row)}`), line([0, y + 1 + 3 * inner], [10, y + 0.5], [21, y - 1.4 + 3 * outer]), 0.6 * depth * inner),
      ...fold(name(`forehead outer ${String(row)}`), line([21, y - 1.4 + 3 * outer], [36, y - 5], [54 - 3 * row, y - 1]), 0.6 * depth * outer),
    ];
  });
}
