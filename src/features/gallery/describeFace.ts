import { reviewState, type Curation } from '../../domain/curation/curation';
import type { FaceSummary } from '../../storage/summary';
import { recognisedText } from '../../ui/labelText';

/** A face of the gallery in words: what was recognised and how surely, what was asked for, what was said about it. */
export function describeFace(face: FaceSummary, curation: Curation, isDouble: boolean): string {
  const state = reviewState(curation);
  const parts = [
    recognisedText(face),
    face.requested === null ? 'nothing requested' : `${face.requested} requested`,
    ...(state === 'unreviewed' ? [] : [curation.judgements.rule ? `${state} by rule` : state]),
    ...(curation.star ? ['starred'] : []),
    ...(curation.archived ? ['archived'] : []),
    ...(isDouble ? ['near-duplicate'] : []),
    ...face.quality,
  ];
  return parts.join(', ');
}
