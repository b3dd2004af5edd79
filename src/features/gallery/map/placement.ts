import { groupCentres, isOutlier } from '../../../domain/map/groups';
import type { Point } from '../../../domain/map/shapes';
import type { FaceSummary } from '../../../storage/summary';
import { COLOURINGS, type ColouringId } from './colouring';
import type { Dot } from './draw';

/** The shown faces on the map, and by the groups of a colouring. */
export interface Placement {
  readonly colouring: ColouringId;
  readonly dots: readonly Dot[];
  readonly members: ReadonlyMap<string, readonly Dot[]>;
  /** The middle of every group that has a face. */
  readonly centres: ReadonlyMap<string, Point>;
  /** Of groups that are labels: the faces that lie nearer to the middle of another. */
  readonly astray: ReadonlyMap<string, readonly Dot[]>;
}

/** Faces between two looks at the clock. */
const AT_ONCE = 500;

/** Faces without a place are left out. Yields again and again. */
export function* placement(shown: readonly FaceSummary[], places: ReadonlyMap<string, Point>, colouring: ColouringId): Generator<void, Placement> {
  const { groupOf, byClass } = COLOURINGS[colouring];
  const dots: Dot[] = [];
  const members = new Map<string, Dot[]>();
  for (const [index, face] of shown.entries()) {
    if (index % AT_ONCE === 0) yield;
    const place = places.get(face.id);
    if (place === undefined) continue;
    const dot = { id: face.id, group: groupOf(face), x: place.x, y: place.y };
    dots.push(dot);
    add(members, dot);
  }
  const centres = groupCentres(members);
  const astray = new Map<string, Dot[]>();
  for (const [index, dot] of (byClass ? dots : []).entries()) {
    if (index % AT_ONCE === 0) yield;
    if (isOutlier(dot, centres)) add(astray, dot);
  }
  return { colouring, dots, members, centres, astray };
}

function add(groups: Map<string, Dot[]>, dot: Dot): void {
  const known = groups.get(dot.group);
  if (known) known.push(dot);
  else groups.set(dot.group, [dot]);
}
