export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a point lies in a closed polygon, by the even-odd rule. Fewer than three corners hold nothing. */
export function insidePolygon({ x, y }: Point, corners: readonly Point[]): boolean {
  let inside = false;
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length] ?? a;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

export function insideBox({ x, y }: Point, { left, top, width, height }: Box): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The point nearest to a place, no further away than `within`; null where there is none. */
export function nearest<P extends Point>(points: readonly P[], place: Point, within: number): P | null {
  let best: P | null = null;
  let least = within;
  for (const point of points) {
    const away = distance(point, place);
    if (away > least) continue;
    best = point;
    least = away;
  }
  return best;
}
