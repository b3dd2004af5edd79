import { expect, it } from 'vitest';
import { FIXED_KEYS, findFixedKeys } from './fixedKeys';

it('finds keys of parts of the page by what they do, by where they work and by themselves', () => {
  expect(findFixedKeys('')).toEqual(FIXED_KEYS);
  expect(findFixedKeys('delete').map(({ where, keys }) => [where, keys.length])).toEqual([
    ['Gallery grid', 1],
    ['Recent faces', 1],
  ]);
  expect(findFixedKeys('gallery home').map(({ keys }) => keys.length)).toEqual([2]);
  expect(findFixedKeys('unicorn')).toEqual([]);
});
