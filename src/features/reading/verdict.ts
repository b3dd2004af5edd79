import { countedChoice, recognisedClass } from '../../domain/labels/vote';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import type { Verdict, Vote } from '../../domain/face/label';

/** The class a voter holds most likely, and how surely. */
export function topVote(vote: Vote): { readonly name: ExpressionClass; readonly probability: number } {
  return { name: recognisedClass(vote.probabilities), probability: Math.max(...vote.probabilities) };
}

/** In a plain sentence, who disagrees with whom; null where all agree. Choices that do not count are not argued with. */
export function disagreement(requested: ExpressionClass | null, label: Verdict): string | null {
  const votes = label.votes.map((vote) => ({ label: vote.label, name: countedChoice(vote) })).filter(({ name }) => name !== null);
  const votersDiffer = new Set(votes.map((vote) => vote.name)).size > 1;
  const requestDiffers = requested !== null && requested !== label.recognised;
  const sentences: string[] = [];
  const said = votes[0]?.name;
  if (requestDiffers) sentences.push(`${capitalised(requested)} was asked for, but the face reads as ${label.recognised}.`);
  if (votersDiffer) sentences.push(`The voters differ: ${votes.map((vote) => `${vote.label} says ${vote.name}`).join(', ')}.`);
  else if (said !== undefined && said !== label.recognised && !requestDiffers) sentences.push(`The voters say ${said}, but not surely enough to overrule the request.`);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** The classes that carry the soft label, strongest first: "fear 0.48, surprise 0.41". */
export function softLabel(probabilities: readonly number[]): string {
  return EXPRESSION_CLASSES.map((name, column) => ({ name, probability: probabilities[column] ?? 0 }))
    .filter(({ probability }) => probability >= 0.05)
    .sort((a, b) => b.probability - a.probability)
    .map(({ name, probability }) => `${name} ${probability.toFixed(2)}`)
    .join(', ');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
