import { expect, it } from 'vitest';
import { DisjointSets } from './disjointSets';

it('joins sets through any of their members, and names each by its smallest', () => {
  const sets = new DisjointSets(6);
  sets.join(5, 4);
  sets.join(1, 3);
  sets.join(4, 3);
  expect([0, 1, 2, 3, 4, 5].map((index) => sets.first(index))).toEqual([0, 1, 2, 1, 1, 1]);
});
