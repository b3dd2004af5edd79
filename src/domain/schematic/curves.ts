/** A point of the drawing: x to the viewer's right, which is the person's left; y down. */
export type Point = readonly [x: number, y: number];

/** A smooth path through all the points (Catmull-Rom as cubic Béziers). */
export function through(points: readonly Point[], closed = false): string {
  const at = (index: number): Point => {
    const last = points.length - 1;
    const wrapped = closed ? (index + points.length) % points.length : Math.min(last, Math.max(0, index));
    return points[wrapped] ?? [0, 0];
  };
  const spans = Array.from({ length: closed ? points.length : points.length - 1 }, (_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const leave: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const arrive: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    return `C${pair(leave)} ${pair(arrive)} ${pair(to)}`;
  });
  return `M${pair(at(0))}${spans.join('')}${closed ? 'Z' : ''}`;
}

/** A closed shape along a line that is `widths` wide at its points: a brush stroke. */
export function ribbon(points: readonly Point[], widths: readonly number[]): string {
  const edge = (sign: number) =>
    points.map(([x, y], index): Point => {
      const [x0, y0] = points[Math.max(0, index - 1)] ?? [x, y];
      const [x1, y1] = points[Math.min(points.length - 1, index + 1)] ?? [x, y];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      const half = (sign * (widths[index] ?? 0)) / 2;
      return [x - ((y1 - y0) / length) * half, y + ((x1 - x0) / length) * half];
    });
  const back = through(edge(1).reverse());
  return `${through(edge(-1))}L${back.slice(1)}Z`;
}

export function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function pair([x, y]: Point): string {
  return `${tidy(x)} ${tidy(y)}`;
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}
