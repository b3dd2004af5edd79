import type { Point } from './shapes';

/** Where the rows lie in a plane, and how much of their variance each of its two axes holds, 0–1. */
export interface Plane {
  readonly points: readonly Point[];
  readonly shares: readonly [number, number];
}

/** A few milliseconds' work. */
const ROWS_AT_ONCE = 500;
const ITERATIONS = 500;
const CONVERGED = 1e-9;

/**
 * The plane of the first two principal components (Hotelling 1933), axes in the rows' units, the mean at (0, 0). The
 * largest loading of an axis is positive, so that the same rows always give the same plane.
 * Yields between blocks of rows, so that a page can go on drawing while there are thousands.
 * @param rows one list of numbers per item, the same place meaning the same in each. A number that is missing or not
 * finite counts as the mean of the others in its place.
 */
export function* principalPlane(rows: readonly (readonly number[])[]): Generator<void, Plane> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const means = columnMeans(rows, width);
  const centred = rows.map((row) => Float64Array.from(means, (mean, column) => finite(row[column], mean) - mean));

  const covariance = Array.from({ length: width }, () => new Float64Array(width));
  for (const [index, row] of centred.entries()) {
    for (const [i, value] of row.entries()) {
      const line = covariance[i];
      if (value === 0 || !line) continue;
      for (let j = 0; j < width; j++) line[j] = (line[j] ?? 0) + (value * (row[j] ?? 0)) / rows.length;
    }
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield;
  }

  const total = covariance.reduce((sum, line, i) => sum + (line[i] ?? 0), 0);
  const first = leadingAxis(covariance);
  const second = leadingAxis(deflated(covariance, first));
  return {
    points: centred.map((row) => ({ x: dot(row, first.direction), y: dot(row, second.direction) })),
    shares: total > 0 ? [first.variance / total, second.variance / total] : [0, 0],
  };
}

function columnMeans(rows: readonly (readonly number[])[], width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => {
    const present = rows.map((row) => row[column]).filter((value) => value !== undefined && Number.isFinite(value));
    return present.length === 0 ? 0 : present.reduce((sum: number, value) => sum + (value ?? 0), 0) / present.length;
  });
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
