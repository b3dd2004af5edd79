import type { WeightedVote } from '../domain/face/label';
import type { ExpressionClass } from '../domain/packs/manifest';
import { formatConfidence } from './format';

/** A label, or nulls where there is none, in whatever holds it. */
interface MaybeLabelled {
  readonly recognised: ExpressionClass | null;
  readonly confidence: number | null;
}

/** How it is called that a face has no label. */
export const NO_LABEL = 'no label';

/** "happiness, 93 %", or "no label". */
export function labelText({ recognised, confidence }: MaybeLabelled): string {
  return recognised === null || confidence === null ? NO_LABEL : `${recognised}, ${formatConfidence(confidence)}`;
}

/** "happiness recognised, 93 %", or "no label". */
export function recognisedText({ recognised, confidence }: MaybeLabelled): string {
  return recognised === null || confidence === null ? NO_LABEL : `${recognised} recognised, ${formatConfidence(confidence)}`;
}

/** Why a face has no label, and what to do. @param votes what was heard: none of it counts */
export function whyNoLabel(votes: readonly WeightedVote[]): string {
  return votes.length === 0
    ? 'Nobody labelled this face, and what was asked for is no label. Add a recogniser in the view Label, with a weight: it labels faces made from then on. Or name the expression in Review.'
    : 'Those who looked at this face are heard and not counted, and what was asked for is no label. Give one a weight in the view Label: it labels faces made from then on. Or name the expression in Review.';
}
