import type { AuIntensities } from '../recipe/recipe';

/** Two units that a face cannot show together, or that work against each other. */
export interface AuConflict {
  readonly units: readonly [string, string];
  /** `impossible`: the face cannot do both. `opposing`: it can, but each undoes part of the other. */
  readonly kind: 'impossible' | 'opposing';
  /** One plain sentence: why, in terms of the FACS. */
  readonly reason: string;
}

interface Rule extends AuConflict {
  /** Where units of one eye or mouth half meet: on the same side (the default), or only if both sides are taken. */
  readonly where?: 'both sides';
}

function rule(first: number, second: number, kind: AuConflict['kind'], reason: string, where?: Rule['where']): Rule {
  return { units: [`AU${String(first)}`, `AU${String(second)}`], kind, reason, ...(where && { where }) };
}

const GAZE_UNSEEN = 'FACS scores the direction of gaze from the iris, and closed lids hide it.';

/**
 * After the FACS manual (2002): its unit descriptions name the muscle and direction of each, its notes on combinations
 * say which are scored together. 26 with 28 is missing on purpose: lips are mostly sucked in over a lowered jaw.
 */
const RULES: readonly Rule[] = [
  rule(43, 5, 'impossible', 'AU43 is the relaxing of the very muscle that AU5 contracts, the levator of the upper lid.'),
  rule(43, 61, 'opposing', GAZE_UNSEEN, 'both sides'),
  rule(43, 62, 'opposing', GAZE_UNSEEN, 'both sides'),
  rule(43, 63, 'opposing', GAZE_UNSEEN, 'both sides'),
  rule(43, 64, 'opposing', GAZE_UNSEEN, 'both sides'),
  rule(12, 15, 'opposing', 'AU12 pulls the mouth corner up and AU15 pulls the same corner down; FACS scores both, and the stronger shapes it.'),
  rule(16, 17, 'opposing', 'AU16 draws the lower lip down while AU17 pushes it up from the chin.'),
  rule(18, 20, 'opposing', 'AU18 draws the mouth corners together and AU20 draws them apart.'),
  rule(18, 28, 'impossible', 'AU18 pushes the lips forward, out of the mouth, and AU28 draws them into it.'),
  rule(20, 22, 'opposing', 'AU20 flattens the lips against the teeth and AU22 turns them outward.'),
  rule(22, 24, 'opposing', 'AU22 turns the lips outward and apart, AU24 presses them on each other.'),
  rule(22, 28, 'impossible', 'AU22 turns the lips outward and AU28 rolls them in over the teeth.'),
  rule(25, 24, 'impossible', 'AU24 is scored from lips that press on each other, and AU25 from lips that do not touch.'),
  rule(26, 23, 'opposing', 'AU23 tightens the ring of the lips, which the falling jaw of AU26 draws open; FACS scores both, each weakened.'),
  rule(26, 24, 'impossible', 'AU24 presses the lips together, which takes a raised jaw; AU26 is a jaw that has dropped.'),
  rule(26, 27, 'impossible', 'Both open the jaw: FACS scores AU26 where it falls and AU27, in its place, where it is pulled wide.'),
  rule(27, 23, 'opposing', 'AU27 stretches the lips to a tall opening, which leaves AU23 little to tighten.'),
  rule(27, 24, 'impossible', 'AU24 presses the lips together and AU27 pulls the mouth wide open.'),
  rule(27, 28, 'opposing', 'AU27 stretches the lips over a wide open mouth, which leaves AU28 hardly any lip to suck in.'),
  rule(28, 24, 'impossible', 'AU28 hides the red of the lips in the mouth, and AU24 is scored from lips that press on each other in view.'),
  rule(51, 52, 'impossible', 'A head turns to one side at a time: AU51 is left, AU52 right.'),
  rule(53, 54, 'impossible', 'A head is raised or lowered, not both: AU53 is up, AU54 down.'),
  rule(55, 56, 'impossible', 'A head tilts to one shoulder at a time: AU55 is left, AU56 right.'),
  rule(61, 62, 'impossible', 'The eyes move together in AU61 and AU62, and look to one side at a time.'),
  rule(63, 64, 'impossible', 'Eyes look up or down, not both: AU63 is up, AU64 down.'),
];

/** The conflicts among the units that are above 0, in the order of the rules. */
export function findConflicts(au: AuIntensities): AuConflict[] {
  return RULES.filter(({ units: [first, second], where }) => meet(sides(au, first), sides(au, second), where)).map(
    ({ units, kind, reason }) => ({ units, kind, reason }),
  );
}

/** What the unit does not go with, other than itself, whether or not it is active now. */
export function rivalsOf(id: string): string[] {
  return RULES.flatMap(({ units: [first, second] }) => (first === id ? [second] : second === id ? [first] : []));
}

type Sides = readonly [left: boolean, right: boolean];

function sides(au: AuIntensities, id: string): Sides {
  const value = (Object.hasOwn(au, id) ? au[id] : undefined) ?? 0;
  return typeof value === 'number' ? [value > 0, value > 0] : [value.left > 0, value.right > 0];
}

function meet(first: Sides, second: Sides, where: Rule['where']): boolean {
  const left = first[0] && second[0];
  const right = first[1] && second[1];
  return where === 'both sides' ? left && right : left || right;
}
