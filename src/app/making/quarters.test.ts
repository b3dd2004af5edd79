import { describe, expect, it } from 'vitest';
import { quarterReached } from './quarters';

describe('quarterReached', () => {
  it('announces each quarter once', () => {
    const said = Array.from({ length: 10 }, (_, step) => quarterReached(step, step + 1, 10));
    expect(said.filter((quarter) => quarter !== null)).toEqual([25, 50, 75]);
  });

  it('says nothing at the end', () => {
    expect(quarterReached(0, 1, 1)).toBeNull();
  });
});
