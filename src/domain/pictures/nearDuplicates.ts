import { DisjointSets } from '../disjointSets';
import { HASH_BITS, HASH_WORDS, hashDistance, hashWords } from './perceptualHash';

/** Bits (of 256) in which near-duplicates differ at most. */
export const NEAR = 8;
/** Two hashes that differ in at most NEAR bits share at least 16 − 8 of these bands whole, so at least one. */
export const BANDS = 16;
/** A millisecond's work or two. */
const COMPARED_AT_ONCE = 50_000;
export const BAND_BITS = HASH_BITS / BANDS;

/** Hashes read, or buckets looked at, between two yields. */
const READ_AT_ONCE = 1000;

/**
 * Groups pictures that look the same: index of the first of its group for every hash, its own where it has no double.
 * Only hashes that share a band are compared, not all with all. Yields again and again, so that a page can go on
 * drawing while thousands are compared.
 */
export function* nearDuplicates(hashes: readonly string[]): Generator<void, Int32Array> {
  const words = new Uint32Array(hashes.length * HASH_WORDS);
  for (const [index, hash] of hashes.entries()) {
    words.set(hashWords(hash), index * HASH_WORDS);
    if (index % READ_AT_ONCE === 0) yield;
  }
  const groups = new DisjointSets(hashes.length);
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<number, number[]>();
    for (let index = 0; index < hashes.length; index++) {
      const key = bandOf(words, index * HASH_WORDS, band);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
      if (index % READ_AT_ONCE === 0) yield;
    }
    let joined = 0;
    for (const bucket of buckets.values()) {
      yield* join(bucket, words, groups);
      if (++joined % READ_AT_ONCE === 0) yield;
    }
  }
  return Int32Array.from(hashes, (_, index) => groups.first(index));
}

/** Yields after every COMPARED_AT_ONCE comparisons: pictures with much in common share large buckets. */
function* join(bucket: readonly number[], words: Uint32Array, groups: DisjointSets): Generator<void> {
  let compared = 0;
  for (const [position, a] of bucket.entries()) {
    for (let other = position + 1; other < bucket.length; other++) {
      const b = bucket[other] ?? a;
      if (hashDistance(words, a, b, NEAR) > NEAR) continue;
      groups.join(a, b);
    }
    compared += bucket.length - position;
    if (compared < COMPARED_AT_ONCE) continue;
    compared = 0;
    yield;
  }
}

/** Bits from all over the picture: a band out of one row would be the same in every face with an even background. */
export function bandOf(words: Uint32Array, start: number, band: number): number {
  let key = 0;
  for (let i = 0; i < BAND_BITS; i++) {
    const bit = (37 * (band * BAND_BITS + i)) % HASH_BITS;
    key = key * 2 + (((words[start + (bit >>> 5)] ?? 0) >>> (31 - (bit & 31))) & 1);
  }
  return key;
}
