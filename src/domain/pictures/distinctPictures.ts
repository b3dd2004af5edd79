import { bandOf, BANDS, BAND_BITS, NEAR } from './nearDuplicates';
import { HASH_WORDS, hashDistance } from './perceptualHash';

/**
 * Pictures of which none looks like another, kept one by one: the first of those that look alike stays. Unlike groups of
 * near-duplicates, a row of pictures that change little by little keeps one for each clear difference. Memory: 100 bytes a picture,
 * outside the JavaScript heap.
 */
export class DistinctPictures {
  /** Last kept picture of every bucket of every band, and before each the one kept before it; −1 for none. */
  private readonly last = new Int32Array(BANDS << BAND_BITS).fill(-1);
  private readonly before: Int32Array;

  /** @param words perceptual hashes, HASH_WORDS words each */
  constructor(private readonly words: Uint32Array) {
    this.before = new Int32Array((words.length / HASH_WORDS) * BANDS);
  }

  /** Keeps picture number `index` unless it looks like one that was kept before. @returns whether it was kept */
  keep(index: number): boolean {
    const buckets = Array.from({ length: BANDS }, (_, band) => (band << BAND_BITS) + bandOf(this.words, index * HASH_WORDS, band));
    for (const [band, bucket] of buckets.entries()) {
      for (let other = this.last[bucket] ?? -1; other >= 0; other = this.before[other * BANDS + band] ?? -1) {
        if (hashDistance(this.words, index, other, NEAR) <= NEAR) return false;
      }
    }
    for (const [band, bucket] of buckets.entries()) {
      this.before[index * BANDS + band] = this.last[bucket] ?? -1;
      this.last[bucket] = index;
    }
    return true;
  }
}
