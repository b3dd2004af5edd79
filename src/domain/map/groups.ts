import { distance, type Point } from './shapes';

/** A point that belongs to a group. */
export interface GroupedPoint extends Point {
  readonly group: string;
}

export function byGroup<P extends GroupedPoint>(points: readonly P[]): ReadonlyMap<string, readonly P[]> {
  const members = new Map<string, P[]>();
  for (const point of points) {
    const known = members.get(point.group);
    if (known) known.push(point);
    else members.set(point.group, [point]);
  }
  return members;
}

/** The middle of every group: the mean of its points. */
export function groupCentres(points: readonly GroupedPoint[]): ReadonlyMap<string, Point> {
  return new Map(Array.from(byGroup(points), ([group, members]) => [group, { x: meanOf(members, 'x'), y: meanOf(members, 'y') }]));
}

/** The points that lie nearer to the middle of another group than to that of their own. */
export function outliers<P extends GroupedPoint>(points: readonly P[]): P[] {
  const centres = groupCentres(points);
  return points.filter((point) => {
    const own = centres.get(point.group);
    return own !== undefined && Array.from(centres.values()).some((centre) => distance(point, centre) < distance(point, own));
  });
}

function meanOf(points: readonly Point[], axis: 'x' | 'y'): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}
