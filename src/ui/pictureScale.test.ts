import { describe, expect, it } from 'vitest';
import { pictureScale } from './pictureScale';

describe('pictureScale', () => {
  it('is the largest whole factor that fits', () => expect(pictureScale(128, 128, 700, 500)).toBe(3));
  it('goes by quarters where the picture is not small', () => expect(pictureScale(256, 256, 700, 500)).toBe(1.75));
  it('is never below 1', () => expect(pictureScale(128, 128, 60, 60)).toBe(1));
});
