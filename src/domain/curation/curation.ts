import type { ExpressionClass } from '../packs/manifest';

/** Two people may judge the same faces, each without touching the other's verdicts. */
export const RATERS = ['first', 'second'] as const;
export type Rater = (typeof RATERS)[number];

export type ReviewState = 'unreviewed' | 'accepted' | 'rejected';

/** One rater's verdict on a face. */
export interface Judgement {
  readonly state: Exclude<ReviewState, 'unreviewed'>;
  /** The expression this person sees; null where the face is rejected, or was accepted among many and looked at by nobody. */
  readonly label: ExpressionClass | null;
}

/** What people have said about a face, apart from what the model says. */
export interface Curation {
  readonly judgements: Readonly<Partial<Record<Rater, Judgement>>>;
  readonly star: boolean;
  readonly tags: readonly string[];
  /** Names of the sets the face is in. */
  readonly boards: readonly string[];
}

export const UNTOUCHED: Curation = { judgements: {}, star: false, tags: [], boards: [] };

/** Where the face stands: the first rater's verdict, or the second's until there is one. */
export function reviewState({ judgements }: Curation): ReviewState {
  return (judgements.first ?? judgements.second)?.state ?? 'unreviewed';
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

/** The curation with a rater's verdict set, or withdrawn with null. */
export function judged(curation: Curation, rater: Rater, judgement: Judgement | null): Curation {
  const { [rater]: _former, ...others } = curation.judgements;
  return { ...curation, judgements: judgement ? { ...others, [rater]: judgement } : others };
}

/**
 * A verdict as a category for the raters' agreement: the class seen, or "rejected"; null for what no person looked at.
 */
export function ratedCategory(judgement: Judgement | undefined): string | null {
  if (!judgement) return null;
  return judgement.state === 'rejected' ? 'rejected' : judgement.label;
}

/** True where the curation says nothing, so that nothing need be kept. */
export function isUntouched({ judgements, star, tags, boards }: Curation): boolean {
  return !judgements.first && !judgements.second && !star && tags.length === 0 && boards.length === 0;
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
