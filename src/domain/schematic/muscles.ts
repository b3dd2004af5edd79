import type { AuIntensities } from '../recipe/recipe';
import { activityOf, meanActivity, type Side, type SideActivity } from './activity';
import { through, type Point } from './curves';
import { jawDrop } from './mouth';
import { poseOf, type Pose } from './pose';

/** A muscle as a soft shape on the face. Where it lies is anatomy; how strongly it is drawn, its units say. */
export interface Muscle {
  readonly name: string;
  readonly side: Side | 'middle';
  /** FACS number of the unit it does most of now. */
  readonly unit: number;
  /** Closed path; a ring has two loops, filled even-odd. */
  readonly d: string;
  /** Where its number goes. */
  readonly anchor: Point;
  /** Its strongest unit's intensity, 0–1. */
  readonly intensity: number;
}

interface Anatomy {
  readonly name: string;
  /** FACS numbers of the units it does. */
  readonly units: readonly number[];
  /** On the person's left, mirrored for the right; of a muscle in the middle, the whole. */
  readonly outline: readonly Point[];
  /** The inner edge of a ring. */
  readonly hole?: readonly Point[];
  readonly middle?: true;
  readonly anchor: Point;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): Point[] {
  return Array.from({ length: 10 }, (_, index): Point => {
    const angle = (index / 10) * 2 * Math.PI;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** The muscles of the face that the project's units name, each where textbooks of anatomy draw it. */
const ANATOMY: readonly Anatomy[] = [
  { name: 'Frontalis, medial', units: [1], outline: [[4, -40], [22, -45], [24, -70], [20, -92], [6, -94], [3, -70]], anchor: [13, -72] },
  { name: 'Frontalis, lateral', units: [2], outline: [[27, -46], [44, -50], [62, -40], [60, -62], [46, -82], [27, -90]], anchor: [43, -65] },
  { name: 'Corrugator', units: [4], outline: [[6, -22], [12, -29], [26, -36], [40, -40], [34, -32], [20, -25], [9, -18]], anchor: [22, -30] },
  { name: 'Procerus', units: [4, 9], outline: [[-5, -22], [0, -26], [5, -22], [4, -8], [5, 4], [0, 6], [-5, 4], [-4, -8]], middle: true, anchor: [0, -10] },
  { name: 'Levator palpebrae', units: [5, 43], outline: [[20, -7], [27, -17], [37, -20], [48, -16], [54, -7], [44, -12], [35, -13.5], [27, -11.5]], anchor: [37, -16.5] },
  { name: 'Orbicularis oculi, orbital', units: [6], outline: ellipse(36, -1, 32, 27), hole: ellipse(36, -1, 22.5, 16), anchor: [63, 10] },
  { name: 'Orbicularis oculi, palpebral', units: [7], outline: ellipse(36, -0.5, 21.5, 14.5), hole: ellipse(35.5, -0.5, 18, 9), anchor: [36, 11.5] },
  { name: 'Levator labii alaeque nasi', units: [9], outline: [[8, -6], [12, -4], [15, 14], [18, 34], [22, 58], [16, 56], [12, 36], [9, 14]], anchor: [14, 20] },
  { name: 'Levator labii superioris', units: [10], outline: [[23, 20], [36, 20], [32, 36], [26, 60], [18, 62], [22, 40]], anchor: [28, 34] },
  { name: 'Zygomaticus major', units: [12], outline: [[62, 24], [70, 28], [58, 46], [42, 64], [31, 72], [28, 67], [42, 52]], anchor: [51, 47] },
  { name: 'Buccinator', units: [14], outline: [[31, 70], [42, 62], [58, 58], [60, 68], [56, 80], [42, 77]], anchor: [50, 69] },
  { name: 'Depressor anguli oris', units: [15], outline: [[28, 73], [33, 75], [40, 90], [44, 106], [30, 110], [27, 92]], anchor: [35, 96] },
  { name: 'Depressor labii inferioris', units: [16, 25], outline: [[7, 84], [17, 82], [24, 96], [25, 110], [14, 108], [8, 96]], anchor: [17, 96] },
  { name: 'Mentalis', units: [17], outline: [[2, 94], [8, 94], [10, 104], [7, 114], [2, 114], [1, 104]], anchor: [6, 107] },
  { name: 'Incisivii labii', units: [18], outline: [[6, 58], [20, 60], [25, 66], [16, 65], [7, 63]], anchor: [15, 62] },
  { name: 'Risorius', units: [20], outline: [[29, 71], [46, 73], [66, 70], [67, 77], [48, 80], [30, 75]], anchor: [57, 74.5] },
  { name: 'Orbicularis oris', units: [22, 23, 24, 28], outline: ellipse(0, 73.5, 35, 21), hole: ellipse(0, 73, 24, 3), middle: true, anchor: [0, 89] },
  { name: 'Masseter', units: [26], outline: [[58, 32], [70, 34], [70, 58], [60, 86], [50, 84], [54, 58]], anchor: [62, 58] },
  { name: 'Digastric, pterygoids', units: [27], outline: [[5, 112], [18, 109], [34, 98], [37, 103], [22, 115], [6, 118]], anchor: [20, 112] },
];

/** Every muscle with how strongly it works now, strongest last so that it is drawn on top. */
export function schematicMuscles(au: AuIntensities): Muscle[] {
  const sides = { left: activityOf(au, 'left'), right: activityOf(au, 'right') };
  const both = meanActivity(sides.left, sides.right);
  const pose = poseOf(both);
  const jaw = jawDrop(both);
  return ANATOMY.flatMap((anatomy) =>
    anatomy.middle
      ? [draw(anatomy, 'middle', both, pose, jaw)]
      : [draw(anatomy, 'left', sides.left, pose, jaw), draw(anatomy, 'right', sides.right, pose, jaw)],
  ).sort((a, b) => a.intensity - b.intensity);
}

function draw({ name, units, outline, hole, anchor }: Anatomy, side: Muscle['side'], a: SideActivity, pose: Pose, jaw: number): Muscle {
  const sign = side === 'right' ? -1 : 1;
  const place = ([x, y]: Point): Point => pose.place([sign * x, y + jaw * jawShare(y)]);
  const loops = [outline, ...(hole ? [hole] : [])].map((points) => through(points.map(place), true));
  const [unit = 0] = [...units].sort((first, second) => a(second) - a(first));
  return { name, side, unit, d: loops.join(''), anchor: place(anchor), intensity: a(unit) };
}

/** What lies below the mouth goes down with the jaw, what lies above it stays. */
function jawShare(y: number): number {
  return Math.min(1, Math.max(0, (y - 70) / 30));
}
