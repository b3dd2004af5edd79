import { describe, expect, it } from 'vitest';
import { UNTOUCHED, type Curation } from '../domain/curation/curation';
import { testSummary } from '../storage/testSummary';
import { recentFaces } from './recent';

const faces = Array.from({ length: 70 }, (_, i) => testSummary({ id: String(i), savedAt: 70 - i }));
const library = (curations: ReadonlyMap<string, Curation> = new Map()) => ({ faces, curations });

describe('the recent faces', () => {
  it('are the sixty newest of the library', () => {
    expect(recentFaces(library())).toEqual(faces.slice(0, 60));
  });

  it('are without those that are archived', () => {
    const newest = recentFaces(library(new Map([['0', { ...UNTOUCHED, archived: true }]])));
    expect(newest).toEqual(faces.slice(1, 61));
  });

  it('are the same list until other faces are at hand', () => {
    const before = recentFaces(library());
    expect(recentFaces(library(new Map([['3', { ...UNTOUCHED, star: true }]])))).toBe(before);
  });
});
