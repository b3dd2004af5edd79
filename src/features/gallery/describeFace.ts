import { reviewState, type Curation } from '../../domain/curation/curation';
import type { FaceSummary } from '../../storage/summary';

/** A face of the gallery in words: what was recognised and how surely, what was asked for, what was said about it. */
export function describeFace(face: FaceSummary, curation: Curation, isDouble: boolean): string {
  const state = reviewState(curation);
  const parts = [
    `${face.recognised} recognised, ${Math.round(face.confidence * 100)} %`,
    face.requested === null ? 'nothing requested' : `${face.requested} requested`,
    ...(state === 'unreviewed' ? [] : [state]),
    ...(curation.star ? ['starred'] : []),
    ...(isDouble ? ['near-duplicate'] : []),
    ...face.quality,
  ];
  return parts.join(', ');
}
