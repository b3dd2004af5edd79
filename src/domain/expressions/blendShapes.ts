import type { AuIntensities, AuValue } from '../recipe/recipe';

/** Coefficients 0–1 of a frame by shape, as ARKit spells it ("mouthSmileLeft"); undefined where the file lacks the shape. */
export type ShapeValues = (shape: string) => number | undefined;

interface Sided {
  readonly unit: string;
  /** The shape of each side, without "Left" and "Right": ARKit's sides are the person's own, as in the FACS. */
  readonly sided: string;
}

interface Whole {
  readonly unit: string;
  /** Shapes that show the unit together: their mean. */
  readonly mean: readonly string[];
}

/**
 * ARKit's 52 blend shapes → action units, one line for each unit.
 *
 * Sources: Apple, `ARFaceAnchor.BlendShapeLocation`, for what each shape moves and how far (0 neutral, 1 the most there is); Ekman,
 * Friesen & Hager, FACS manual (2002), for the unit that moves the same; Ozel, "ARKit to FACS: blendshape cheat sheet" (2022), where
 * several units could be meant. Coefficients are no FACS intensities: 1 is read as the top of the FACS scale.
 */
export const SHAPE_UNITS: readonly (Sided | Whole)[] = [
  { unit: 'AU1', mean: ['browInnerUp'] },
  { unit: 'AU2', sided: 'browOuterUp' },
  { unit: 'AU4', sided: 'browDown' },
  { unit: 'AU5', sided: 'eyeWide' },
  { unit: 'AU6', sided: 'cheekSquint' },
  { unit: 'AU7', sided: 'eyeSquint' },
  { unit: 'AU43', sided: 'eyeBlink' },
  { unit: 'AU9', sided: 'noseSneer' },
  { unit: 'AU10', sided: 'mouthUpperUp' },
  { unit: 'AU12', sided: 'mouthSmile' },
  { unit: 'AU14', sided: 'mouthDimple' },
  { unit: 'AU15', sided: 'mouthFrown' },
  { unit: 'AU16', sided: 'mouthLowerDown' },
  { unit: 'AU17', mean: ['mouthShrugLower'] },
  { unit: 'AU18', mean: ['mouthPucker'] },
  { unit: 'AU19', mean: ['tongueOut'] },
  { unit: 'AU20', sided: 'mouthStretch' },
  { unit: 'AU22', mean: ['mouthFunnel'] },
  { unit: 'AU24', mean: ['mouthPressLeft', 'mouthPressRight'] },
  { unit: 'AU26', mean: ['jawOpen'] },
  { unit: 'AU28', mean: ['mouthRollUpper', 'mouthRollLower'] },
  { unit: 'AU29', mean: ['jawForward'] },
  { unit: 'AU34', mean: ['cheekPuff'] },
  { unit: 'AU61', mean: ['eyeLookOutLeft', 'eyeLookInRight'] },
  { unit: 'AU62', mean: ['eyeLookInLeft', 'eyeLookOutRight'] },
  { unit: 'AU63', mean: ['eyeLookUpLeft', 'eyeLookUpRight'] },
  { unit: 'AU64', mean: ['eyeLookDownLeft', 'eyeLookDownRight'] },
];

/** A lowered jaw parts the lips unless `mouthClose` holds them together over it, which is the one thing that it says. */
const PARTING = ['jawOpen', 'mouthClose'] as const;

/** Every shape that says something of a unit. */
export const MAPPED_SHAPES: ReadonlySet<string> = new Set([...SHAPE_UNITS.flatMap(shapesOf), ...PARTING]);

/** By the name in lower case: Live Link Face writes "EyeBlinkLeft", MediaPipe "eyeBlinkLeft", others "eyeblinkleft". */
const BY_LOWER_CASE = new Map([...MAPPED_SHAPES].map((shape) => [shape.toLowerCase(), shape]));

/** ARKit's own spelling of a shape that says something of a unit; undefined of all other names. */
export function mappedShape(name: string): string | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase().replaceAll('_', ''));
}

/** The units of a frame of coefficients, above 0 alone. AU25 is what `mouthClose` leaves of the opening that `jawOpen` makes. */
export function unitsOfShapes(values: ShapeValues): AuIntensities {
  const au: AuIntensities = {};
  for (const entry of SHAPE_UNITS) {
    const value = 'sided' in entry ? sides(values(`${entry.sided}Left`) ?? 0, values(`${entry.sided}Right`) ?? 0) : mean(entry.mean, values);
    if (isActive(value)) au[entry.unit] = value;
  }
  const apart = within((values('jawOpen') ?? 0) - (values('mouthClose') ?? 0));
  if (apart > 0) au['AU25'] = apart;
  return au;
}

function shapesOf(entry: Sided | Whole): readonly string[] {
  return 'sided' in entry ? [`${entry.sided}Left`, `${entry.sided}Right`] : entry.mean;
}

function sides(left: number, right: number): AuValue {
  return left === right ? within(left) : { left: within(left), right: within(right) };
}

function mean(shapes: readonly string[], values: ShapeValues): number {
  return within(shapes.reduce((sum, shape) => sum + (values(shape) ?? 0), 0) / shapes.length);
}

function within(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
}

function isActive(value: AuValue): boolean {
  return typeof value === 'number' ? value > 0 : Math.max(value.left, value.right) > 0;
}
