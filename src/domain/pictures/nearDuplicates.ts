import { HASH_BITS, hashDistance, hashWords } from './perceptualHash';

/** Bits (of 256) in which near-duplicates differ at most. */
const NEAR = 8;
/** Two hashes that differ in at most NEAR bits share at least 16 − 8 of these bands whole, so at least one. */
const BANDS = 16;
/** A few milliseconds' work. */
const COMPARED_AT_ONCE = 50_000;
const BAND_BITS = HASH_BITS / BANDS;

/**
 * Groups pictures that look the same: index of the first of its group for every hash, its own where it has no double.
 * Only hashes that share a band are compared, not all with all. Yields again and again, so that a page can go on
 * drawing while thousands are compared.
 */
export function* nearDuplicates(hashes: readonly string[]): Generator<void, Int32Array> {
  const words = hashes.map(hashWords);
  const group = Int32Array.from(hashes.keys());
  const first = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] ?? root;
    group[index] = root;
    return root;
  };
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<number, number[]>();
    words.forEach((hash, index) => {
      const key = bandOf(hash, band);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
    });
    for (const bucket of buckets.values()) yield* join(bucket, words, group, first);
    yield;
  }
  group.forEach((_, index) => first(index));
  return group;
}

/** Yields after every COMPARED_AT_ONCE comparisons: pictures with much in common share large buckets. */
function* join(bucket: readonly number[], words: readonly Uint32Array[], group: Int32Array, first: (index: number) => number): Generator<void> {
  let compared = 0;
  for (const [position, a] of bucket.entries()) {
    for (let other = position + 1; other < bucket.length; other++) {
      const b = bucket[other] ?? a;
      const [rootA, rootB] = [first(a), first(b)];
      if (rootA === rootB || distance(words, a, b) > NEAR) continue;
      group[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }
    compared += bucket.length - position;
    if (compared < COMPARED_AT_ONCE) continue;
    compared = 0;
    yield;
  }
}

function distance(words: readonly Uint32Array[], a: number, b: number): number {
  const [one, other] = [words[a], words[b]];
  return one && other ? hashDistance(one, other) : Infinity;
}

/** Bits from all over the picture: a band out of one row would be the same in every face with an even background. */
function bandOf(words: Uint32Array, band: number): number {
  let key = 0;
  for (let i = 0; i < BAND_BITS; i++) {
    const bit = (37 * (band * BAND_BITS + i)) % HASH_BITS;
    key = key * 2 + (((words[bit >>> 5] ?? 0) >>> (31 - (bit & 31))) & 1);
  }
  return key;
}
