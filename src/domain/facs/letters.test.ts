import { describe, expect, it } from 'vitest';
import { INTENSITY_LETTERS, fromFivePoint, intensityOf, letterOf, toFivePoint } from './letters';

describe('FACS intensity letters', () => {
  it('gives no letter to an absent unit', () => {
    expect(letterOf(0)).toBeNull();
  });

  it('gives A to a trace, however small', () => {
    expect(letterOf(0.001)).toBe('A');
  });

  it.each([
    [0.2, 'A'],
    [0.21, 'B'],
    [0.4, 'B'],
    [0.6, 'C'],
    [0.8, 'D'],
    [0.81, 'E'],
    [1, 'E'],
  ])('reads %f as %s', (intensity, letter) => {
    expect(letterOf(intensity)).toBe(letter);
  });

  it('returns to the same letter through the intensity', () => {
    for (const letter of INTENSITY_LETTERS) expect(letterOf(intensityOf(letter))).toBe(letter);
  });

  it('converts to the 0–5 scale and back', () => {
    expect(toFivePoint(0.5)).toBe(2.5);
    expect(fromFivePoint(2.5)).toBe(0.5);
  });
});
