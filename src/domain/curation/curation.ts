import type { ExpressionClass } from '../packs/manifest';

/** Two people may judge the same faces, each without touching the other's verdicts. */
export const RATERS = ['first', 'second'] as const;
export type Rater = (typeof RATERS)[number];

export type ReviewState = 'unreviewed' | 'accepted' | 'rejected';

/** One rater's verdict on a face. */
export interface Judgement {
  readonly state: Exclude<ReviewState, 'unreviewed'>;
  /** The expression this person sees; null where the face is rejected, or was accepted without naming one. */
  readonly label: ExpressionClass | null;
}

/** Who can settle a face: people, or a rule (a threshold, a batch's acceptance) until a person has judged. */
export type Reviewer = Rater | 'rule';

/** Verdicts on a face. A rule only ever accepts, and as no person. */
export interface Judgements extends Readonly<Partial<Record<Rater, Judgement>>> {
  readonly rule?: { readonly state: 'accepted' };
}

/** What people have said about a face, and a rule in their place, apart from what the model says. */
export interface Curation {
  readonly judgements: Judgements;
  readonly star: boolean;
  readonly tags: readonly string[];
  /** Names of the sets the face is in. */
  readonly boards: readonly string[];
  /** Put away: kept, but shown, reviewed and exported only where someone asks for it. Absent in a face at hand. */
  readonly archived?: true;
}

export const UNTOUCHED: Curation = { judgements: {}, star: false, tags: [], boards: [] };

/** The curation with the face put away, or brought back. */
export function archived(curation: Curation, away: boolean): Curation {
  if ((curation.archived ?? false) === away) return curation;
  const { archived: _former, ...rest } = curation;
  return away ? { ...rest, archived: true } : rest;
}

/** Where the face stands: the first rater's verdict, or the second's until there is one, or a rule's until a person has judged. */
export function reviewState({ judgements }: Curation): ReviewState {
  return (judgements.first ?? judgements.second ?? judgements.rule)?.state ?? 'unreviewed';
}

/** Who gave the verdicts that there are. */
export function reviewers({ judgements }: Curation): readonly Reviewer[] {
  return ([...RATERS, 'rule'] as const).filter((reviewer) => judgements[reviewer]);
}

/** What each rater sees in the face; null where a rater has not said. */
export function humanLabels({ judgements }: Curation): Readonly<Record<Rater, ExpressionClass | null>> {
  return { first: judgements.first?.label ?? null, second: judgements.second?.label ?? null };
}

/** The label people gave the face: the first rater's, or the second's where the first gave none. */
export function humanLabel(curation: Curation): ExpressionClass | null {
  const { first, second } = humanLabels(curation);
  return first ?? second;
}

/** The curation with a rater's verdict set, in place of a rule's, or withdrawn with null. */
export function judged(curation: Curation, rater: Rater, judgement: Judgement | null): Curation {
  const { [rater]: _former, ...others } = curation.judgements;
  if (!judgement) return { ...curation, judgements: others };
  const { rule: _rule, ...people } = others;
  return { ...curation, judgements: { ...people, [rater]: judgement } };
}

/** The curation with the face accepted by a rule, unless a person has judged it. */
export function acceptedByRule(curation: Curation): Curation {
  if (reviewers(curation).length > 0) return curation;
  return { ...curation, judgements: { rule: { state: 'accepted' } } };
}

/** The curation with the face accepted by a rater who names no expression: one that this rater named before stays. */
export function accepted(curation: Curation, rater: Rater): Curation {
  const former = curation.judgements[rater];
  return former?.state === 'accepted' ? curation : judged(curation, rater, { state: 'accepted', label: null });
}

/**
 * What was said here with what was said of the same face elsewhere: a verdict given here stands, one missing here is taken
 * over, stars, tags and boards are united, and what is archived there is archived here. @returns `here` itself where nothing is added
 */
export function united(here: Curation, elsewhere: Curation): Curation {
  const { rule, ...people } = { ...elsewhere.judgements, ...here.judgements };
  const curation: Curation = {
    judgements: people.first || people.second || !rule ? people : { rule },
    star: here.star || elsewhere.star,
    tags: elsewhere.tags.reduce(withName, here.tags),
    boards: elsewhere.boards.reduce(withName, here.boards),
    ...((here.archived || elsewhere.archived) && { archived: true }),
  };
  const adds =
    reviewers(curation).some((reviewer) => !here.judgements[reviewer]) || curation.star !== here.star || curation.archived !== here.archived;
  return adds || curation.tags !== here.tags || curation.boards !== here.boards ? curation : here;
}

/**
 * A verdict as a category for the raters' agreement: the class seen, or "rejected"; null for what no person looked at.
 */
export function ratedCategory(judgement: Judgement | undefined): string | null {
  if (!judgement) return null;
  return judgement.state === 'rejected' ? 'rejected' : judgement.label;
}

/** Whether people uphold a label, the first rater before the second: not where they reject the face; null where none has named a class. */
export function upholds({ judgements }: Curation, label: ExpressionClass): boolean | null {
  const seen = ratedCategory(judgements.first) ?? ratedCategory(judgements.second);
  return seen === null ? null : seen === label;
}

/** True where the curation says nothing, so that nothing need be kept. */
export function isUntouched(curation: Curation): boolean {
  const { star, tags, boards } = curation;
  return reviewers(curation).length === 0 && !star && !curation.archived && tags.length === 0 && boards.length === 0;
}

/** A name typed by hand as it is kept: trimmed, inner white space as one space; null where nothing is left. */
export function cleanName(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, ' ').slice(0, 60);
  return name === '' ? null : name;
}

export function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name].sort((a, b) => a.localeCompare(b, 'en'));
}

export function withoutName(names: readonly string[], name: string): readonly string[] {
  return names.filter((other) => other !== name);
}
