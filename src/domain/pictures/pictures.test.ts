import { describe, expect, it } from 'vitest';
import type { Pixels } from '../face/pixels';
import { nearDuplicates } from './nearDuplicates';
import { hashDistance, hashWords, perceptualHash } from './perceptualHash';
import { pixelFlags } from './quality';

/** A grey picture, drawn pixel by pixel. */
function picture(grey: (x: number, y: number) => number, side = 64): Pixels {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) data.set([grey(x, y), grey(x, y), grey(x, y), 255], 4 * (y * side + x));
  }
  return { width: side, height: side, data };
}

const blob = (cx: number, cy: number) => (x: number, y: number) => 220 * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 300);
const noise = (x: number, y: number) => ((x * 7919 + y * 104729) % 3) - 1;
const between = (...hashes: string[]) => hashDistance(Uint32Array.from(hashes.flatMap((hash) => [...hashWords(hash)])), 0, 1);
const distance = (a: Pixels, b: Pixels) => between(perceptualHash(a), perceptualHash(b));

describe('the perceptual hash', () => {
  it('has 256 bits and none of them for an even picture', () => {
    expect(perceptualHash(picture(() => 128))).toBe('0'.repeat(64));
    expect(perceptualHash(picture((x) => 3 * x))).toBe('f'.repeat(64));
  });

  it('hardly changes with noise, brightness and size', () => {
    const face = picture(blob(30, 30));
    expect(distance(face, picture((x, y) => blob(30, 30)(x, y) + noise(x, y)))).toBeLessThanOrEqual(4);
    expect(distance(face, picture((x, y) => blob(30, 30)(x, y) + 20))).toBeLessThanOrEqual(4);
    expect(distance(face, picture((x, y) => blob(30, 30)(x / 2, y / 2), 128))).toBeLessThanOrEqual(8);
  });

  it('changes with what the picture shows', () => {
    expect(distance(picture(blob(30, 30)), picture(blob(20, 44)))).toBeGreaterThan(20);
  });

  it('counts differing bits', () => {
    expect(between('0'.repeat(64), `${'0'.repeat(62)}f1`)).toBe(5);
    expect(between('0'.repeat(64), 'f'.repeat(64))).toBe(256);
  });
});

describe('near-duplicates', () => {
  const groups = (hashes: string[]) => {
    const search = nearDuplicates(hashes);
    for (;;) {
      const { done, value } = search.next();
      if (done) return [...value];
    }
  };
  const zero = '0'.repeat(64);
  const eight = `ff${'0'.repeat(62)}`;
  const sixteen = `ffff${'0'.repeat(60)}`;

  it('are told by at most 8 of 256 bits', () => {
    expect(groups([zero, 'f'.repeat(64), eight])).toEqual([0, 1, 0]);
    expect(groups([zero, `ff8${'0'.repeat(61)}`])).toEqual([0, 1]);
  });

  it('are looked for bit by bit: no more than a thousand pictures are read between two yields', () => {
    const hashes = Array.from({ length: 3000 }, (_, i) => (i * 0x9e3779b1).toString(16).padStart(64, 'c').slice(-64));
    const once = hashes.slice(0, 1000);
    const yields = (all: string[]) => [...nearDuplicates(all)].length;
    // Reading them, and sixteen times putting them into buckets.
    expect(yields(hashes) - yields(once)).toBeGreaterThanOrEqual(2 * 17);
  });

  it('join into one group through what lies between them', () => {
    expect(groups([sixteen, zero, eight])).toEqual([0, 0, 0]);
  });

  it('are none among none', () => {
    expect(groups([])).toEqual([]);
  });
});

describe('quality flags', () => {
  const checks = (x: number, y: number) => ((x >> 2) + (y >> 2)) % 2;

  it('finds nothing wrong with a sharp picture of middling brightness', () => {
    expect(pixelFlags(picture((x, y) => 90 + 80 * checks(x, y)))).toEqual([]);
  });

  it('tells dark, bright, flat, blurred and clipped', () => {
    expect(pixelFlags(picture((x, y) => 5 + 50 * checks(x, y)))).toEqual(['dark']);
    expect(pixelFlags(picture((x, y) => 200 + 45 * checks(x, y)))).toEqual(['bright']);
    expect(pixelFlags(picture((x, y) => 120 + 12 * checks(x, y)))).toEqual(['flat']);
    expect(pixelFlags(picture(blob(32, 32)))).toContain('blurred');
    expect(pixelFlags(picture((x, y) => 255 * checks(x, y)))).toEqual(['clipped']);
  });
});
