import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { ExpressionClass } from '../../../src/domain/packs/manifest';
import { agreement } from '../../../src/domain/labels/agreement';
import { HASH_WORDS, hashWords } from '../../../src/domain/pictures/perceptualHash';
import type { ShardEntry, ShardFace } from '../shards/shardFile';

/**
 * What has to be known of every face of a plan before any is written, by place: some seventy bytes each, outside the JavaScript
 * heap, so that a million faces take no more than as many megabytes.
 */
export class FaceIndex {
  /** 0 where the plan has no face, or it is missing; otherwise one of STATES. */
  private readonly states: Uint8Array;
  private readonly classes: Uint8Array;
  private readonly confidences: Float32Array;
  private readonly agreements: Float32Array;
  private readonly shards: Uint32Array;
  private readonly offsets: Float64Array;
  private readonly lengths: Uint32Array;
  /** Perceptual hashes. */
  readonly hashes: Uint32Array;

  constructor(readonly places: number) {
    this.states = new Uint8Array(places);
    this.classes = new Uint8Array(places);
    this.confidences = new Float32Array(places);
    this.agreements = new Float32Array(places);
    this.shards = new Uint32Array(places);
    this.offsets = new Float64Array(places);
    this.lengths = new Uint32Array(places);
    this.hashes = new Uint32Array(places * HASH_WORDS);
  }

  addFace(shard: number, { offset, raw }: ShardEntry, { place, hash, face }: ShardFace): void {
    const { label, recipe } = face;
    this.states[place] = MADE;
    if (label.recognised === null) this.classes[place] = UNLABELLED;
    else {
      this.classes[place] = EXPRESSION_CLASSES.indexOf(label.recognised);
      this.confidences[place] = label.confidence;
      this.agreements[place] = agreement(label.votes, recipe.expression, label.recognised);
    }
    this.shards[place] = shard;
    this.offsets[place] = offset;
    this.lengths[place] = raw.length;
    this.hashes.set(hashWords(hash), place * HASH_WORDS);
  }

  isMade(place: number): boolean {
    return this.states[place] === MADE;
  }

  /** Null where the face has no label. */
  recognised(place: number): ExpressionClass | null {
    return EXPRESSION_CLASSES[this.classes[place] ?? UNLABELLED] ?? null;
  }

  /** Confidence and agreement, as a rule judges them; nulls where the face has no label. */
  sureness(place: number): { readonly confidence: number | null; readonly agreement: number | null } {
    if (this.recognised(place) === null) return { confidence: null, agreement: null };
    return { confidence: this.confidences[place] ?? 0, agreement: this.agreements[place] ?? 0 };
  }

  /** Where the face's bytes are. */
  whereabouts(place: number): { readonly shard: number; readonly offset: number; readonly length: number } {
    return { shard: this.shards[place] ?? 0, offset: this.offsets[place] ?? 0, length: this.lengths[place] ?? 0 };
  }
}

const MADE = 1;
/** One past the last class. */
const UNLABELLED = EXPRESSION_CLASSES.length;
