import { describe, expect, it } from 'vitest';
import { whoLeads } from './whoLeads';

const words = { happy: 'expression', hair: 'filler' };

describe('whoLeads', () => {
  it.each([
    [{ au: {}, expression: 'fear', prompt: '' } as const, /text alone leads/],
    [{ au: {}, expression: null, prompt: 'a happy face' }, /text alone leads/],
    [{ au: {}, expression: null, prompt: 'brown hair' }, /at rest/],
    [{ au: { AU12: 0 }, expression: 'fear', prompt: '' } as const, /0 active/],
    [{ au: { AU12: 0.2, AU6: 0.4 }, expression: null, prompt: '' }, /^2 active$/],
  ])('%o', (recipe, expected) => {
    expect(whoLeads(recipe, words)).toMatch(expected);
  });
});
