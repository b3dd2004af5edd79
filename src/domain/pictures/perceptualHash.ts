import type { Pixels } from '../face/pixels';
import { greyCells } from './grey';

/**
 * A difference hash: one bit for each of 16 × 16 cells, set where the cell to its right is clearly lighter. Faces are
 * centred and alike, so the customary 64 bits would call every two of them the same.
 */
const SIDE = 16;
export const HASH_BITS = SIDE * SIDE;
export const HASH_WORDS = HASH_BITS / 32;
/** Grey levels (of 256) that count as a difference: noise on an even background should set no bits. */
const CLEARLY = 2;

/** The picture's hash as 64 hex characters. Pictures that look the same differ in few bits. */
export function perceptualHash(image: Pixels): string {
  const cells = greyCells(image, SIDE + 1, SIDE);
  let hash = '';
  for (let bit = 0; bit < HASH_BITS; bit += 4) {
    let digit = 0;
    for (let i = bit; i < bit + 4; i++) {
      const cell = Math.floor(i / SIDE) * (SIDE + 1) + (i % SIDE);
      digit = digit * 2 + Number((cells[cell + 1] ?? 0) - (cells[cell] ?? 0) > CLEARLY);
    }
    hash += digit.toString(16);
  }
  return hash;
}

/** The hash as eight 32-bit words, for counting differences fast. */
export function hashWords(hash: string): Uint32Array {
  return Uint32Array.from({ length: HASH_WORDS }, (_, word) => parseInt(hash.slice(word * 8, word * 8 + 8), 16) || 0);
}

/**
 * Number of bits in which hashes number `a` and `b` differ, of those that stand one after another in `words`. Counting stops
 * at a word by which it is more than `most`: most pairs are told apart by their first words.
 */
export function hashDistance(words: Uint32Array, a: number, b: number, most = HASH_BITS): number {
  let distance = 0;
  for (let word = 0; word < HASH_WORDS && distance <= most; word++) {
    let bits = (words[a * HASH_WORDS + word] ?? 0) ^ (words[b * HASH_WORDS + word] ?? 0);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    distance += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return distance;
}
