import type { Point } from './shapes';

/** Where the rows lie in a plane, and how much of their variance each of its two axes holds, 0–1. */
export interface Plane {
  readonly points: readonly Point[];
  readonly shares: readonly [number, number];
}

/** A millisecond's work at most. */
const ROWS_AT_ONCE = 100;
const ITERATIONS = 500;
const CONVERGED = 1e-9;

/**
 * The plane of the first two principal components (Hotelling 1933), axes in the rows' units, the mean at (0, 0). The
 * largest loading of an axis is positive, so that the same rows always give the same plane.
 * Yields between blocks of rows, so that a page can go on drawing while there are a hundred thousand.
 * @param rows one list of numbers per item, the same place meaning the same in each. A number that is missing or not
 * finite counts as the mean of the others in its place.
 */
export function* principalPlane(rows: readonly (readonly number[])[]): Generator<void, Plane> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const means = yield* columnMeans(rows, width);
  const centred: Float64Array[] = [];
  for (const row of yielding(rows)) {
    if (row === null) yield;
    else centred.push(means.map((mean, column) => finite(row[column], mean) - mean));
  }

  const covariance = Array.from({ length: width }, () => new Float64Array(width));
  for (const row of yielding(centred)) {
    if (row === null) yield;
    else addProducts(covariance, row, rows.length);
  }

  const total = covariance.reduce((sum, line, i) => sum + (line[i] ?? 0), 0);
  const first = leadingAxis(covariance);
  const second = leadingAxis(deflated(covariance, first));
  const points: Point[] = [];
  for (const row of yielding(centred)) {
    if (row === null) yield;
    else points.push({ x: dot(row, first.direction), y: dot(row, second.direction) });
  }
  return {
    points,
    shares: total > 0 ? [first.variance / total, second.variance / total] : [0, 0],
  };
}

/** The rows, and null wherever a page should be let on. */
function* yielding<T>(rows: readonly T[]): Generator<T | null, void> {
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_AT_ONCE === 0) yield null;
    yield row;
  }
}

function* columnMeans(rows: readonly (readonly number[])[], width: number): Generator<void, Float64Array> {
  const [sums, counts] = [new Float64Array(width), new Float64Array(width)];
  for (const row of yielding(rows)) {
    if (row === null) yield;
    else
      for (const [column, value] of row.entries()) {
        if (!Number.isFinite(value)) continue;
        sums[column] = (sums[column] ?? 0) + value;
        counts[column] = (counts[column] ?? 0) + 1;
      }
  }
  return sums.map((sum, column) => sum / (counts[column] || 1));
}

/** Adds the row's share of every covariance. */
function addProducts(covariance: readonly Float64Array[], row: Float64Array, rows: number): void {
  for (const [i, line] of covariance.entries()) {
    const value = row[i] ?? 0;
    if (value === 0) continue;
    for (let j = 0; j < row.length; j++) line[j] = (line[j] ?? 0) + (value * (row[j] ?? 0)) / rows;
  }
}

function finite(value: number | undefined, otherwise: number): number {
  return value !== undefined && Number.isFinite(value) ? value : otherwise;
}

interface Axis {
  /** Of length 1, or 0 where nothing varies. */
  readonly direction: Float64Array;
  readonly variance: number;
}

/** The eigenvector of the largest eigenvalue, by power iteration from a start that is the same every time. */
function leadingAxis(matrix: readonly Float64Array[]): Axis {
  let direction = normalised(Float64Array.from(matrix, (_, i) => 1 + Math.sin(i + 1) / 2));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const current = direction;
    const next = normalised(Float64Array.from(matrix, (line) => dot(line, current)));
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (current[i] ?? 0))), 0);
    direction = next;
    if (moved < CONVERGED) break;
  }
  const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  if (largest < 0) direction = direction.map((value) => -value);
  return { direction, variance: dot(direction, Float64Array.from(matrix, (line) => dot(line, direction))) };
}

/** The matrix without what an axis explains of it. */
function deflated(matrix: readonly Float64Array[], { direction, variance }: Axis): Float64Array[] {
  return matrix.map((line, i) => line.map((value, j) => value - variance * (direction[i] ?? 0) * (direction[j] ?? 0)));
}

function normalised(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  // What is left after deflation is rounding where nothing varies.
  return length > 1e-12 ? vector.map((value) => value / length) : vector.map(() => 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
