import { describe, expect, it } from 'vitest';
import { toEnd } from '../../library/toEnd';
import { testSummary } from '../../storage/testSummary';
import { lookCounts } from './lookCounts';

const faces = ['a young woman, brown hair', 'a young woman, glasses, freckles', 'an old man', ''].map((prompt, index) =>
  testSummary({ id: String(index), prompt }),
);

describe('lookCounts', () => {
  it('counts the faces whose prompt names each phrase, and those that name none of the group', () => {
    const [person, hair, other, ...rest] = toEnd(lookCounts(faces));
    expect(rest).toEqual([]);
    expect(person).toMatchObject({ name: 'Person', none: 1 });
    expect(person?.counts.filter(({ count }) => count > 0)).toEqual([
      { phrase: 'a young woman', count: 2 },
      { phrase: 'an old man', count: 1 },
    ]);
    expect(hair).toMatchObject({ name: 'Hair colour', none: 3 });
    // A face can have several of these: it is one face that names some.
    expect(other).toMatchObject({ name: 'Other', none: 3 });
  });

  it('is empty where no prompt names a look', () => {
    expect(toEnd(lookCounts([]))).toEqual([]);
    expect(toEnd(lookCounts(faces.slice(3)))).toEqual([]);
  });
});
