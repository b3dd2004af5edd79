import { describe, expect, it } from 'vitest';
import { integerScale } from './integerScale';

describe('integerScale', () => {
  it('is the largest whole factor that fits', () => expect(integerScale(128, 128, 700, 500)).toBe(3));
  it('is never below 1', () => expect(integerScale(128, 128, 60, 60)).toBe(1));
});
