import { expect, it } from 'vitest';
import { UNTOUCHED, archived, type Curation } from '../domain/curation/curation';
import { testSummary } from '../storage/testSummary';
import { facesAtHand } from './store';

const faces = ['a', 'b'].map((id) => testSummary({ id }));
const state = (...curations: (readonly [string, Curation])[]) => ({ faces, curations: new Map(curations) });

it('faces at hand are those that are not archived, the same list whatever else is said about them', () => {
  const before = facesAtHand(state(['a', archived(UNTOUCHED, true)]));
  expect(before.map(({ id }) => id)).toEqual(['b']);
  expect(facesAtHand(state(['a', archived(UNTOUCHED, true)], ['b', { ...UNTOUCHED, star: true }]))).toBe(before);
  expect(facesAtHand(state())).toEqual(faces);
});
