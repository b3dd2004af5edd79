import type { ExpressionClass } from '../packs/manifest';

export const REVIEW_STATES = ['unreviewed', 'accepted', 'rejected'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a person said about a face. */
export interface Curation {
  /** The class a person gave it; null where nobody did. */
  readonly humanLabel: ExpressionClass | null;
  readonly reviewState: ReviewState;
  readonly tags: readonly string[];
}

/** Curation by face id; undefined where nobody has looked at the face. */
export type CurationLookup = (faceId: string) => Curation | undefined;

export const UNREVIEWED: Curation = { humanLabel: null, reviewState: 'unreviewed', tags: [] };
