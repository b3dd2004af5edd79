import type { AuIntensities } from '../recipe/recipe';

/** An angle of a head: the unit that is its positive side, and the other, with the degrees of a full intensity. */
interface Turn {
  readonly positive: string;
  readonly negative: string;
  /** Degrees that the heads go to in the renders that pack 0.10.0 learned from (`dataset.STRONGER_SINCE` of training/render says what changed since). */
  readonly full: number;
}

/**
 * OpenFace's Euler angles in radians, by column: x to the right of the picture, y down, z away from the camera, R = Rx·Ry·Rz with each
 * matrix as usual (`Euler2RotationMatrix` of its RotationHelpers.h). A face looks along −z: Rx takes it down, Ry to the person's right,
 * Rz the crown to the person's left.
 */
const OPENFACE: Readonly<Record<string, Turn>> = {
  pose_rx: { positive: 'AU54', negative: 'AU53', full: 10 },
  pose_ry: { positive: 'AU52', negative: 'AU51', full: 17 },
  pose_rz: { positive: 'AU55', negative: 'AU56', full: 8 },
};

/** Angles of other tools: which way they count, and in what, their makers do not write down. */
const UNKNOWN = /^(head(yaw|pitch|roll)|pitch|yaw|roll)$/;

/** Columns of a head's angles that are read, by their position. */
export function headColumns(names: readonly string[]): ReadonlyMap<number, Turn> {
  return new Map(names.flatMap((name, column) => {
    const turn = OPENFACE[name.toLowerCase()];
    return turn ? [[column, turn] as const] : [];
  }));
}

/** The head's units in a row, above 0 alone. An angle that is missing is none. */
export function headUnits(row: ArrayLike<number>, columns: ReadonlyMap<number, Turn>): AuIntensities {
  const au: AuIntensities = {};
  for (const [column, { positive, negative, full }] of columns) {
    const degrees = ((row[column] ?? NaN) * 180) / Math.PI;
    const intensity = Math.round(Math.min(1, Math.abs(degrees) / full) * 1e4) / 1e4;
    if (intensity > 0) au[degrees > 0 ? positive : negative] = intensity;
  }
  return au;
}

/** What has to be said of a table's head, a sentence each. */
export function headNotes(names: readonly string[]): string[] {
  const left = names.filter((name) => UNKNOWN.test(name.toLowerCase()));
  return [
    ...(headColumns(names).size > 0 ? ['The head’s angles to the camera are read as AU51 to AU56, E being 17° to a side, 10° up or down and 8° of tilt, as in the faces that a model learns from; what is further is cut.'] : []),
    ...(left.length > 0 ? [`${left.join(', ')}: left out, since its maker does not say which way the angles count. AU51 to AU56 turn the head by hand.`] : []),
  ];
}
