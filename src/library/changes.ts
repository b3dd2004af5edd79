import { judged, withName, withoutName, type Judgement, type Rater } from '../domain/curation/curation';
import { curate } from './edits';
import { curationOf, useLibrary } from './store';

/** What can be said about faces, each as one undoable edit. */

/** Stars the faces, or takes the stars off where all have one. */
export function toggleStars(ids: readonly string[]): Promise<void> {
  const { curations } = useLibrary.getState();
  const star = !ids.every((id) => curationOf(curations, id).star);
  return curate(ids, star ? 'star' : 'star removed', (curation) => (curation.star === star ? curation : { ...curation, star }));
}

export function judge(ids: readonly string[], rater: Rater, judgement: Judgement | null): Promise<void> {
  return curate(ids, judgement?.state ?? 'verdict withdrawn', (curation) => judged(curation, rater, judgement));
}

export type NameKind = 'tags' | 'boards';

export function addName(ids: readonly string[], kind: NameKind, name: string): Promise<void> {
  return curate(ids, name, (curation) => ({ ...curation, [kind]: withName(curation[kind], name) }));
}

export function removeName(ids: readonly string[], kind: NameKind, name: string): Promise<void> {
  return curate(ids, `${name} removed`, (curation) => ({ ...curation, [kind]: withoutName(curation[kind], name) }));
}
