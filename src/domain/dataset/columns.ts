import { RATERS, humanLabel, humanLabels, reviewState, reviewers } from '../curation/curation';
import { FACS_UNITS } from '../facs/actionUnits';
import { labelNumber } from '../labels/labelOrders';
import { entropy, margin } from '../labels/probabilities';
import { classWeight } from '../labels/vote';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { OWN_VOTERS, addedVotes, voteJson } from './addedRecognisers';
import type { DatasetExample } from './example';

/** Written where a number was not said, not measured or not voted: outside every range, and never null. */
export const NOT_KNOWN = -1;
/** AffectNet's own value for valence and arousal that nobody gave. */
export const NO_AFFECT = -2;

interface Column<T> {
  readonly name: string;
  readonly description: string;
  readonly value: (example: DatasetExample) => T;
}

/** A column of the metadata: what is written for each face, always, and always in this type. `class` is AffectNet's number. */
export type MetadataColumn =
  | ({ readonly type: 'string' } & Column<string>)
  | ({ readonly type: 'int' | 'float' | 'class' } & Column<number>)
  | ({ readonly type: 'bool' } & Column<boolean>);

const text = (name: string, description: string, value: (example: DatasetExample) => string): MetadataColumn => ({ type: 'string', name, description, value });
const float = (name: string, description: string, value: (example: DatasetExample) => number): MetadataColumn => ({ type: 'float', name, description, value });

function byClass(prefix: string, description: string, values: (example: DatasetExample) => readonly number[] | undefined): MetadataColumn[] {
  return EXPRESSION_CLASSES.map((name, i) => float(`${prefix}_${name}`, `${description}, ${name}`, (example) => values(example)?.[i] ?? NOT_KNOWN));
}

/** "AU04": the number padded to two digits, as py-feat names its columns. */
function paddedId(number: number): string {
  return `AU${String(number).padStart(2, '0')}`;
}

/** A unit's mean over the sides that `values` has; NOT_KNOWN where it has none. */
function meanOfSides(values: Readonly<Record<string, number>> | null, id: string): number {
  const sides = [values?.[id], values?.[`${id}L`], values?.[`${id}R`]].filter((value) => value !== undefined);
  return sides.length === 0 ? NOT_KNOWN : sides.reduce((a, b) => a + b, 0) / sides.length;
}

function actionUnits(prefix: string, description: string, values: (example: DatasetExample) => Readonly<Record<string, number>> | null): MetadataColumn[] {
  return FACS_UNITS.flatMap(({ number, id, name, lateral }) => {
    const whole = float(`${prefix}${paddedId(number)}`, `${description}: ${name}, 0–1`, (example) => meanOfSides(values(example), id));
    if (!lateral) return [whole];
    const side = (letter: 'L' | 'R', word: string) =>
      float(`${prefix}${paddedId(number)}${letter}`, `${description}: ${name}, the person's ${word}, 0–1`, (example) => {
        const all = values(example);
        return all?.[`${id}${letter}`] ?? all?.[id] ?? NOT_KNOWN;
      });
    return [whole, side('L', 'left'), side('R', 'right')];
  });
}

/** Every column of the metadata after the picture's own, in order. */
export const METADATA_COLUMNS: readonly MetadataColumn[] = [
  text('id', 'First 16 hex characters of the SHA-256 of the canonical recipe', (example) => example.id),
  { type: 'class', name: 'label', description: "The class to train on, AffectNet's number: people's label where there is one, otherwise the recognised class", value: (example) => labelNumber(example.label, 'affectnet') ?? 0 },
  text('label_name', 'The class of `label`', (example) => example.label),
  text('label_source', '"human" or "machine": who gave `label`', (example) => (humanLabel(example.curation) === null ? 'machine' : 'human')),
  text('intended_label', 'The class that was asked for; empty where none was', (example) => example.face.recipe.expression ?? ''),
  text('teacher_label', 'The class that the networks recognised, the request counting a third where there was one; empty where nobody who counts labelled the face', (example) => example.face.label.recognised ?? ''),
  text('human_label', "People's class: the first rater's, or the second's where the first gave none; empty where nobody gave one", (example) => humanLabel(example.curation) ?? ''),
  ...RATERS.map((rater) => text(`human_label_${rater}`, `The ${rater} rater's class; empty where that rater gave none`, (example) => humanLabels(example.curation)[rater] ?? '')),
  { type: 'bool', name: 'agreement', description: 'The recognised class is the one that was asked for, or none was; false where no class was recognised', value: ({ face }) => face.label.recognised !== null && (face.recipe.expression === null || face.recipe.expression === face.label.recognised) },
  { type: 'bool', name: 'rectified', description: 'The voters disagreed with each other or with the request, so that `soft_…` is what they say together', value: ({ face }) => face.label.rectified },
  float('confidence', 'Calibrated probability of the recognised class; −1 where there is none', ({ face }) => face.label.confidence ?? NOT_KNOWN),
  float('entropy', 'Entropy of `p_…` in nats: 0 for certainty, ln 8 for no idea; −1 where there is no `p_…`', ({ face }) => (face.label.probabilities ? entropy(face.label.probabilities) : NOT_KNOWN)),
  float('margin', 'Probability of the first class less that of the second; −1 where there is no `p_…`', ({ face }) => (face.label.probabilities ? margin(face.label.probabilities) : NOT_KNOWN)),
  ...byClass('p', 'Calibrated probability, of the voters and the request (which counts a third) together; −1 where no network labelled the face', ({ face }) => face.label.probabilities ?? undefined),
  ...byClass('soft', 'Rectified soft label; where people alone labelled the face, all of it theirs', ({ soft }) => soft),
  // A voter that is lacking leaves NOT_KNOWN, as do classes that it lacks.
  ...OWN_VOTERS.flatMap((voter) => byClass(`p_${voter}`, `Probability by the voter ${voter}; −1 where it did not vote or has no such class`, ({ face }) => {
    const vote = face.label.votes.find((each) => each.voter === voter);
    return vote?.probabilities.map((probability, k) => (classWeight(vote, k) === null ? NOT_KNOWN : probability));
  })),
  text('recogniser_votes', 'Votes of recognisers that were added beside these, as a JSON list: `voter`, `name`, `sha256` of the network, `probabilities` by class (null for one that it does not have) and the `weights` by which they count', ({ face }) => JSON.stringify(addedVotes(face.label).map(voteJson))),
  text('recogniser_units', 'Action units read by recognisers that were added, as a JSON list: `reader`, `name`, `sha256` of the network and `units` of 0–1 by name', ({ face }) => JSON.stringify((face.label.auReadings ?? []).map(({ reader, label, sha256, units }) => ({ reader, name: label, sha256: sha256 ?? null, units })))),
  ...actionUnits('', 'Requested intensity; −1 where text alone led', ({ requestedAu }) => requestedAu),
  ...actionUnits('measured_', 'Intensity read back from the picture; −1 where it could not be', ({ realisedAu }) => realisedAu),
  float('valence', 'Not annotated: −2, as in AffectNet', () => NO_AFFECT),
  float('arousal', 'Not annotated: −2, as in AffectNet', () => NO_AFFECT),
  { type: 'int', name: 'seed', description: 'Seed of the noise', value: ({ face }) => face.recipe.seed },
  text('group_id', 'Identity group: faces of one group may show one person and are in one split', ({ group }) => group),
  text('split', '"train", "validation" or "test"', ({ split }) => split),
  text('prompt', 'The prompt without the words of the requested class', ({ face }) => face.recipe.prompt),
  text('pack', 'The model pack that made the face', ({ face }) => face.provenance.pack),
  text('reviewed_by', 'Raters who judged the face, "first" and "second", with a comma between; "rule" where a threshold or a batch\'s rule accepted it and no person judged it; empty where it is unreviewed', ({ curation }) => reviewers(curation).join(',')),
  text('review_state', '"unreviewed" or "accepted"; rejected faces are left out', ({ curation }) => reviewState(curation)),
  text('tags', 'Tags, with commas between', ({ curation }) => curation.tags.join(',')),
];
