import { distance, type Point } from './shapes';

/** A point that belongs to a group. */
export interface GroupedPoint extends Point {
  readonly group: string;
}

/** The middle of every group: the mean of its points. */
export function groupCentres(members: ReadonlyMap<string, readonly Point[]>): ReadonlyMap<string, Point> {
  return new Map(Array.from(members, ([group, points]) => [group, { x: meanOf(points, 'x'), y: meanOf(points, 'y') }]));
}

/** Whether the point lies nearer to the middle of another group than to that of its own. */
export function isOutlier(point: GroupedPoint, centres: ReadonlyMap<string, Point>): boolean {
  const own = centres.get(point.group);
  if (own === undefined) return false;
  const away = distance(point, own);
  for (const centre of centres.values()) if (distance(point, centre) < away) return true;
  return false;
}

function meanOf(points: readonly Point[], axis: 'x' | 'y'): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}
