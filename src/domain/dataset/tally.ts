import { humanLabel } from '../curation/curation';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { addedRecognisers } from './addedRecognisers';
import type { AddedRecogniser } from './addedRecognisers';
import type { DatasetExample } from './example';
import { SPLITS } from './splits';
import type { Split } from './splits';

/** Why a face is left out. */
export const EXCLUSIONS = ['missing', 'rejected', 'no-class', 'no-label', 'failed', 'rule', 'duplicate', 'surplus'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

const EXCLUSION_TEXT: Readonly<Record<Exclusion, string>> = {
  missing: 'no longer kept in this browser, or unreadable',
  rejected: 'rejected in review',
  'no-class': "of a class that this layout's labels do not have (contempt)",
  'no-label': 'without a label: nobody who counts has labelled them, and no person has said what they show',
  failed: 'could not be made',
  rule: 'less sure, or less agreed on, than was asked for',
  duplicate: 'look like a face that is in the set',
  surplus: 'more of their class than were asked for',
};

/** What an export holds, as far as it has got. */
export interface Tally {
  readonly counts: Readonly<Record<Split, Readonly<Record<ExpressionClass, number>>>>;
  /** How many faces are left out for which reason; none where a reason is not there. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  /** Faces whose label people gave. */
  readonly humanLabels: number;
  readonly rectified: number;
  /** Faces that took their first steps from another. */
  readonly forks: number;
  /** Faces of packs that were not at hand: their action units could not be named. */
  readonly unnamedUnits: number;
  readonly groups: number;
  /** Ids of the model packs, with the SHA-256 of their manifests, and the studio's versions. */
  readonly packs: ReadonlyMap<string, string>;
  readonly apps: ReadonlySet<string>;
  /** Recognisers that were added and had a say, each network once, in the order they came. */
  readonly recognisers: ReadonlyMap<string, AddedRecogniser>;
}

/** Counts examples as they pass. */
export class Counter implements Tally {
  readonly counts = Object.fromEntries(SPLITS.map((split) => [split, Object.fromEntries(EXPRESSION_CLASSES.map((name) => [name, 0]))])) as Record<Split, Record<ExpressionClass, number>>;
  readonly excluded: Record<'missing' | 'rejected' | 'no-class', number> & Partial<Record<Exclusion, number>> = { missing: 0, rejected: 0, 'no-class': 0 };
  humanLabels = 0;
  rectified = 0;
  forks = 0;
  unnamedUnits = 0;
  readonly packs = new Map<string, string>();
  readonly apps = new Set<string>();
  readonly recognisers = new Map<string, AddedRecogniser>();
  private readonly groupNames = new Set<string>();

  get groups(): number {
    return this.groupNames.size;
  }

  add({ split, label, curation, face, realisedAu, group }: DatasetExample): void {
    this.counts[split][label] += 1;
    if (humanLabel(curation) !== null) this.humanLabels += 1;
    if (face.label.rectified) this.rectified += 1;
    if (face.recipe.forks) this.forks += 1;
    if (face.label.realisedAu !== null && realisedAu === null) this.unnamedUnits += 1;
    this.groupNames.add(group);
    this.packs.set(face.provenance.pack, face.provenance.packSha256);
    this.apps.add(face.provenance.app);
    for (const added of addedRecognisers(face.label)) this.recognisers.set(`${added.id} ${added.sha256 ?? ''}`, added);
  }

  exclude(reason: Exclusion): void {
    this.excluded[reason] = (this.excluded[reason] ?? 0) + 1;
  }
}

/** Faces in a split; in all of them without one. */
export function faceCount({ counts }: Pick<Tally, 'counts'>, split?: Split): number {
  const counted: readonly Split[] = split === undefined ? SPLITS : [split];
  return counted.reduce((sum, name) => EXPRESSION_CLASSES.reduce((inner, expression) => inner + counts[name][expression], sum), 0);
}

/** Splits that hold faces, in order. */
export function filledSplits(tally: Pick<Tally, 'counts'>): Split[] {
  return SPLITS.filter((split) => faceCount(tally, split) > 0);
}

/** One sentence for each reason by which faces were left out: "3 faces left out: rejected in review." */
export function exclusionSentences({ excluded }: Pick<Tally, 'excluded'>): string[] {
  return EXCLUSIONS.flatMap((reason) => {
    const count = excluded[reason] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? 'face' : 'faces'} left out: ${EXCLUSION_TEXT[reason]}.`];
  });
}

/**
 * Splits without a class that other splits have. Loaders that number the folders they find, as torchvision's ImageFolder
 * does, would number them differently there.
 */
export function incompleteSplits(tally: Pick<Tally, 'counts'>): { split: Split; missing: ExpressionClass[] }[] {
  const filled = filledSplits(tally);
  const present = EXPRESSION_CLASSES.filter((name) => filled.some((split) => tally.counts[split][name] > 0));
  return filled
    .map((split) => ({ split, missing: present.filter((name) => tally.counts[split][name] === 0) }))
    .filter(({ missing }) => missing.length > 0);
}
