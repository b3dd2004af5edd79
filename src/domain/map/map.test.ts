import { describe, expect, it } from 'vitest';
import { groupCentres, isOutlier } from './groups';
import { principalPlane, type Plane } from './principalPlane';
import { insideBox, insidePolygon, nearest } from './shapes';

function planeOf(rows: readonly (readonly number[])[]): Plane {
  const search = principalPlane(rows);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

describe('the principal plane', () => {
  /** Ten steps along (3, 0, 4) / 5, and one to either side along (0, 1, 0). */
  const rows = Array.from({ length: 10 }, (_, i) => [3 * i, i % 2 ? 1 : -1, 4 * i]);

  it('has the direction of greatest variance along x and the next along y, from the mean', () => {
    const { points, shares } = planeOf(rows);
    const xs = points.map(({ x }) => x);
    // Steps of length 5 along the first axis.
    for (const [i, x] of xs.slice(1).entries()) expect(x - (xs[i] ?? NaN)).toBeCloseTo(5, 1);
    expect(xs.reduce((a, b) => a + b)).toBeCloseTo(0, 9);
    expect(shares[0] + shares[1]).toBeCloseTo(1, 9);
    expect(shares[0]).toBeGreaterThan(0.99);
  });

  it('keeps distances where the rows lie in a plane', () => {
    const { points } = planeOf(rows);
    const [a, b] = [points[2], points[7]];
    expect(Math.hypot((a?.x ?? NaN) - (b?.x ?? NaN), (a?.y ?? NaN) - (b?.y ?? NaN))).toBeCloseTo(Math.hypot(15, 2, 20), 6);
  });

  it('is the same whenever it is computed', () => {
    expect(planeOf(rows)).toEqual(planeOf(rows));
  });

  it('takes what a row lacks for the mean of the others', () => {
    const { points } = planeOf([[0, 0], [4, 0], [2], [NaN, 0]]);
    expect(points[2]?.x).toBeCloseTo(0, 9);
    expect(points[3]?.x).toBeCloseTo(0, 9);
  });

  it('lets a page on after every hundred rows of each pass', () => {
    const many = Array.from({ length: 1000 }, (_, i) => [i, i % 7]);
    let pauses = 0;
    for (const search = principalPlane(many); !search.next().done; ) pauses += 1;
    expect(pauses).toBeGreaterThanOrEqual(4 * (many.length / 100));
  });

  it('is a single place where nothing varies, and empty for nothing', () => {
    expect(planeOf([[1, 2], [1, 2]])).toEqual({ points: [{ x: 0, y: 0 }, { x: 0, y: 0 }], shares: [0, 0] });
    expect(planeOf([]).points).toEqual([]);
  });
});

describe('a lasso', () => {
  /** The letter U: its gap lies outside. */
  const u = [[0, 0], [1, 0], [1, 2], [2, 2], [2, 0], [3, 0], [3, 3], [0, 3]].map(([x = 0, y = 0]) => ({ x, y }));

  it('holds what is inside of it, and not what its arms enclose', () => {
    expect(insidePolygon({ x: 0.5, y: 1 }, u)).toBe(true);
    expect(insidePolygon({ x: 2.5, y: 1 }, u)).toBe(true);
    expect(insidePolygon({ x: 1.5, y: 1 }, u)).toBe(false);
    expect(insidePolygon({ x: 1.5, y: 2.5 }, u)).toBe(true);
    expect(insidePolygon({ x: 4, y: 1 }, u)).toBe(false);
  });

  it('of fewer than three corners holds nothing', () => {
    expect(insidePolygon({ x: 0.5, y: 0.5 }, [{ x: 0, y: 0 }, { x: 1, y: 1 }])).toBe(false);
  });
});

describe('a box and a place', () => {
  it('hold and find points', () => {
    expect(insideBox({ x: 1, y: 2 }, { left: 0, top: 0, width: 1, height: 2 })).toBe(true);
    expect(insideBox({ x: 1.1, y: 2 }, { left: 0, top: 0, width: 1, height: 2 })).toBe(false);
    const points = [{ x: 0, y: 0 }, { x: 3, y: 0 }];
    expect(nearest(points, { x: 2, y: 0 }, 5)).toBe(points[1]);
    expect(nearest(points, { x: 9, y: 0 }, 5)).toBeNull();
  });
});

describe('groups', () => {
  const points = [
    { x: 0, y: 0, group: 'fear' },
    { x: 0, y: 2, group: 'fear' },
    { x: 10, y: 1, group: 'anger' },
    { x: 12, y: 1, group: 'anger' },
    { x: 2, y: 1, group: 'anger' },
  ];
  const fear = points.filter(({ group }) => group === 'fear');
  const centres = groupCentres(new Map([['fear', fear], ['anger', points.filter(({ group }) => group === 'anger')]]));

  it('have their middle at the mean', () => {
    expect(centres).toEqual(new Map([['fear', { x: 0, y: 1 }], ['anger', { x: 8, y: 1 }]]));
  });

  it('have outliers: what lies nearer to the middle of another', () => {
    expect(points.filter((point) => isOutlier(point, centres))).toEqual([points[4]]);
    expect(fear.filter((point) => isOutlier(point, groupCentres(new Map([['fear', fear]]))))).toEqual([]);
  });
});
