import { describe, expect, it } from 'vitest';
import { NOTHING_SELECTED, extended, selectOnly, toggled } from './selection';

const shown = ['a', 'b', 'c', 'd'];

describe('a selection', () => {
  it('takes faces in and out one by one', () => {
    const two = toggled(toggled(NOTHING_SELECTED, 'a'), 'c');
    expect([...two.ids]).toEqual(['a', 'c']);
    expect([...toggled(two, 'a').ids]).toEqual(['c']);
  });

  it('extends from its anchor in either direction, and again from the same anchor', () => {
    const upwards = extended(selectOnly('c'), 'a', shown);
    expect([...upwards.ids]).toEqual(['a', 'b', 'c']);
    expect([...extended(upwards, 'd', shown).ids]).toEqual(['c', 'd']);
  });

  it('begins anew where its anchor is no longer shown', () => {
    expect([...extended(selectOnly('gone'), 'b', shown).ids]).toEqual(['b']);
  });
});
