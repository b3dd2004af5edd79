import { describe, expect, it } from 'vitest';
import { boundText, figureText } from './report';

const share = { meaning: 'Class seen', reach: 0.8, floor: 0.05, at_most: false, percent: true };

describe('figures of a report', () => {
  it('are written as shares or as numbers', () => {
    expect(figureText(0.7228, false)).toBe('0.723');
    expect(figureText(31.06, false)).toBe('31.1');
    expect(figureText(0.8025, true)).toBe('80.3 %');
    expect(figureText(null, true)).toBe('not measured');
  });

  it('say whether they keep their bounds', () => {
    expect(boundText(0.8, 0.8, share)).toBe('≥ 80.0 %, kept');
    expect(boundText(0.42, 0.8, share)).toBe('≥ 80.0 %, missed');
    expect(boundText(0.012, 0.05, { ...share, at_most: true })).toBe('≤ 5.0 %, kept');
    expect(boundText(0.4, null, share)).toBe('–');
  });
});
