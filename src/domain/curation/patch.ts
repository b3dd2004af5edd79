import { RATERS, archived, judged, withName, withoutName } from './curation';
import type { Curation, Judgement, Judgements, Rater } from './curation';

/**
 * What one edit changes of what is said about a face, one statement each: what stood there before and what stands there after.
 * Told apart by statement, so that an edit can be taken back without taking back what others have said since.
 */
export type Statement =
  | { readonly about: 'judgement'; readonly rater: Rater; readonly before: Judgement | null; readonly after: Judgement | null }
  | { readonly about: 'rule' | 'star' | 'archived'; readonly before: boolean; readonly after: boolean }
  | { readonly about: 'tags' | 'boards'; readonly name: string; readonly before: boolean; readonly after: boolean };

export type CurationPatch = readonly Statement[];

/** What leads from one curation to another. */
export function patchBetween(before: Curation, after: Curation): CurationPatch {
  const judgements = RATERS.map((rater): Statement => ({ about: 'judgement', rater, before: before.judgements[rater] ?? null, after: after.judgements[rater] ?? null }));
  const flags = (['rule', 'star', 'archived'] as const).map((about): Statement => ({ about, before: flag(before, about), after: flag(after, about) }));
  const names = (['tags', 'boards'] as const).flatMap((about) =>
    [...new Set([...before[about], ...after[about]])].map((name): Statement => ({ about, name, before: before[about].includes(name), after: after[about].includes(name) })),
  );
  return [...judgements, ...flags, ...names].filter((statement) => !same(statement.before, statement.after));
}

/** The patch that takes a patch back. */
export function inverse(patch: CurationPatch): CurationPatch {
  return patch.map((statement): Statement => ({ ...statement, before: statement.after, after: statement.before }) as Statement);
}

/**
 * The curation with a patch applied. A statement that somebody has changed since stays as it is: the patch only replaces what
 * it knows. @returns the curation itself where nothing changes
 */
export function patched(curation: Curation, patch: CurationPatch): Curation {
  return patch.reduce((current, statement) => (same(valueOf(current, statement), statement.before) ? withValue(current, statement) : current), curation);
}

function flag({ judgements, star, archived }: Curation, about: 'rule' | 'star' | 'archived'): boolean {
  return { rule: judgements.rule !== undefined, star, archived: archived ?? false }[about];
}

function valueOf(curation: Curation, statement: Statement): Judgement | boolean | null {
  switch (statement.about) {
    case 'judgement':
      return curation.judgements[statement.rater] ?? null;
    case 'rule':
    case 'star':
    case 'archived':
      return flag(curation, statement.about);
    case 'tags':
    case 'boards':
      return curation[statement.about].includes(statement.name);
  }
}

function withValue(curation: Curation, statement: Statement): Curation {
  switch (statement.about) {
    case 'judgement':
      return judged(curation, statement.rater, statement.after);
    case 'rule':
      return { ...curation, judgements: withRule(curation.judgements, statement.after) };
    case 'star':
      return { ...curation, star: statement.after };
    case 'archived':
      return archived(curation, statement.after);
    case 'tags':
    case 'boards':
      return { ...curation, [statement.about]: (statement.after ? withName : withoutName)(curation[statement.about], statement.name) };
  }
}

/** A rule speaks only where no person has. */
function withRule({ rule: _former, ...people }: Judgements, speaks: boolean): Judgements {
  return speaks && RATERS.every((rater) => !people[rater]) ? { ...people, rule: { state: 'accepted' } } : people;
}

function same(one: Judgement | boolean | null, other: Judgement | boolean | null): boolean {
  if (one === null || other === null || typeof one === 'boolean' || typeof other === 'boolean') return one === other;
  return one.state === other.state && one.label === other.label;
}
