import { accepted, acceptedByRule, archived, judged, withName, withoutName, type Judgement, type Rater } from '../domain/curation/curation';
import { curate, type Edit } from './edits';
import { saidOf } from './shown';

/** What can be said about faces, each as one undoable edit. */

/** Stars the faces, or takes the stars off where all have one. */
export async function toggleStars(ids: readonly string[]): Promise<void> {
  const star = !ids.every((id) => saidOf(id).star);
  await curate(ids, star ? 'star' : 'star removed', (curation) => (curation.star === star ? curation : { ...curation, star }));
}

/** Puts the faces away, or brings them back where all are archived. @returns the edit; null where there is none */
export async function toggleArchived(ids: readonly string[]): Promise<Edit | null> {
  const away = !ids.every((id) => saidOf(id).archived);
  const faces = ids.length === 1 ? 'Face' : `${ids.length} faces`;
  return curate(ids, `${faces} ${away ? 'archived' : 'brought back from the archive'}`, (curation) => archived(curation, away));
}

/** Accepts the faces without naming an expression: what this rater named before stays. */
export async function accept(ids: readonly string[], rater: Rater): Promise<void> {
  await curate(ids, 'accepted', (curation) => accepted(curation, rater));
}

/** Accepts what a rule picked: faces that no person has judged. */
export async function acceptByRule(ids: readonly string[]): Promise<void> {
  await curate(ids, 'accepted by rule', acceptedByRule);
}

export async function judge(ids: readonly string[], rater: Rater, judgement: Judgement | null): Promise<void> {
  await curate(ids, judgement?.state ?? 'verdict withdrawn', (curation) => judged(curation, rater, judgement));
}

export type NameKind = 'tags' | 'boards';

export async function addName(ids: readonly string[], kind: NameKind, name: string): Promise<void> {
  await curate(ids, name, (curation) => ({ ...curation, [kind]: withName(curation[kind], name) }));
}

export async function removeName(ids: readonly string[], kind: NameKind, name: string): Promise<void> {
  await curate(ids, `${name} removed`, (curation) => ({ ...curation, [kind]: withoutName(curation[kind], name) }));
}
