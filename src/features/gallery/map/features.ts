import { EXPRESSION_CLASSES } from '../../../domain/packs/manifest';
import type { FaceSummary } from '../../../storage/summary';

/** What the map is made of: a list of numbers per face, 0–1 each. */
export interface Features {
  readonly rows: readonly (readonly number[])[];
  readonly voters: number;
  readonly units: number;
}

/** Faces between two looks at the clock. */
const AT_ONCE = 100;

/** Every voter's class probabilities, then the action units read back; NaN where a face was not given any. Yields again and again. */
export function* faceFeatures(faces: readonly FaceSummary[]): Generator<void, Features> {
  let [voters, units] = [0, 0];
  for (const [place, { votes, au }] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    voters = Math.max(voters, votes.length);
    units = Math.max(units, au?.length ?? 0);
  }
  const rows: (readonly number[])[] = [];
  for (const [place, { votes, au }] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    const probabilities = votes.flat();
    const unknown = Array.from({ length: voters * EXPRESSION_CLASSES.length - probabilities.length }, () => NaN);
    rows.push([...probabilities, ...unknown, ...(au ?? [])]);
  }
  return { rows, voters, units };
}

/** In a sentence, what places the faces. */
export function describeFeatures({ voters, units }: Features, [first, second]: readonly [number, number]): string {
  const classes = EXPRESSION_CLASSES.length;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    `Faces that the models read alike lie together. Each is placed by ${voters * classes + units} numbers: ${classes} class probabilities ` +
    `of each of ${voters} voters and ${units} action unit intensities. Right and up are their first two principal components, ` +
    `which hold ${percent(first)} and ${percent(second)} of the variance.`
  );
}
