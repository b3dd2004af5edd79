import type { PseudoLabel, Vote } from '../face/label';
import { PHOTOGRAPH_VOTER } from '../labels/photographVoter';
import { classWeight } from '../labels/vote';
import { EXPRESSION_CLASSES } from '../packs/manifest';

/** The networks that can vote without being added. */
export const OWN_VOTERS = ['feranno', 'second_opinion', PHOTOGRAPH_VOTER.voter] as const;

/** A recogniser that was added, as a set names it. */
export interface AddedRecogniser {
  readonly id: string;
  readonly name: string;
  /** Of its graph; null in faces of versions that did not note it. */
  readonly sha256: string | null;
}

export function addedVotes({ votes }: Pick<PseudoLabel, 'votes'>): readonly Vote[] {
  return votes.filter(({ voter }) => OWN_VOTERS.every((own) => own !== voter));
}

/** Those that were added and had a say on the face. */
export function addedRecognisers(label: PseudoLabel): readonly AddedRecogniser[] {
  return [
    ...addedVotes(label).map(({ voter, label: name, sha256 = null }) => ({ id: voter, name, sha256 })),
    ...(label.auReadings ?? []).map(({ reader, label: name, sha256 = null }) => ({ id: reader, name, sha256 })),
  ];
}

/** "Net (`own-net`, network SHA-256 `…`)" */
export function recogniserText({ id, name, sha256 }: AddedRecogniser): string {
  return `${name} (\`${id}\`, ${sha256 === null ? 'network not noted' : `network SHA-256 \`${sha256}\``})`;
}

/** A vote as a set's column has it: null for a class that the voter does not have. */
export function voteJson(vote: Vote): Readonly<Record<string, unknown>> {
  const byClass = (value: (k: number) => number | null) => Object.fromEntries(EXPRESSION_CLASSES.map((name, k) => [name, value(k)]));
  return {
    voter: vote.voter,
    name: vote.label,
    sha256: vote.sha256 ?? null,
    probabilities: byClass((k) => (classWeight(vote, k) === null ? null : rounded(vote.probabilities[k] ?? 0))),
    weights: byClass((k) => classWeight(vote, k)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
