import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsStale } from './build.mjs';

let root: string;

/** A file as it was last changed so many seconds after the first. */
function file(path: string, seconds: number): void {
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), seconds, seconds);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synfer-build-'));
  mkdirSync(join(root, 'dist'));
  file('index.html', 1);
  file('dist/index.html', 2);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a build', () => {
  it('counts as built once its marker is there, which is written last', () => {
    expect(buildIsStale(root)).toBe(true);
    file('dist/build-complete.txt', 3);
    expect(buildIsStale(root)).toBe(false);
  });

  it('is stale when a source was changed since', () => {
    file('dist/build-complete.txt', 3);
    file('vite.config.ts', 4);
    expect(buildIsStale(root)).toBe(true);
  });
});
