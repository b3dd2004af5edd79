import { passes } from '../../../src/domain/batch/acceptance';
import type { AutoAccept } from '../../../src/domain/batch/acceptance';
import { humanLabel, reviewState } from '../../../src/domain/curation/curation';
import type { Curation } from '../../../src/domain/curation/curation';
import { exportFormat } from '../../../src/domain/dataset/formats';
import type { ExportFormatId } from '../../../src/domain/dataset/formats';
import type { Exclusion } from '../../../src/domain/dataset/tally';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import type { ExpressionClass } from '../../../src/domain/packs/manifest';
import { DistinctPictures } from '../../../src/domain/pictures/distinctPictures';
import type { FaceIndex } from './faceIndex';

/** What a set takes of the faces that there are. */
export interface Choice {
  readonly rule: AutoAccept;
  /** Of each class at most so many, the first of the plan; null for all. */
  readonly perClass: number | null;
  readonly dropDuplicates: boolean;
  readonly format: ExportFormatId;
}

/** Which faces of a plan are in the set, by place. */
export interface Chosen {
  has(place: number): boolean;
  /** How many faces are left out for which reason. */
  readonly excluded: ReadonlyMap<Exclusion, number>;
}

/**
 * People's verdicts come first: what they rejected is out, what they accepted needs no rule. Then the rule, near-duplicates of
 * faces that are in, and the number of each class; always in the plan's order, so that the same faces give the same set.
 * @param curationAt what people said of the face at a place
 */
export function choose(index: FaceIndex, { rule, perClass, dropDuplicates, format }: Choice, curationAt: (place: number) => Curation | undefined): Chosen {
  const taken = new Uint8Array(index.places);
  const excluded = new Map<Exclusion, number>();
  const counts = new Map<ExpressionClass, number>();
  const distinct = dropDuplicates ? new DistinctPictures(index.hashes) : null;
  const { labels } = exportFormat(format);
  const reasonAgainst = (place: number): Exclusion | null => {
    const curation = curationAt(place);
    const state = curation === undefined ? 'unreviewed' : reviewState(curation);
    const label = (curation && humanLabel(curation)) ?? index.recognised(place);
    if (state === 'rejected') return 'rejected';
    if (label === null) return 'no-label';
    if (labelNumber(label, labels) === null) return 'no-class';
    if (state === 'unreviewed' && !passes(rule, index.sureness(place))) return 'rule';
    const count = counts.get(label) ?? 0;
    if (perClass !== null && count >= perClass) return 'surplus';
    if (distinct?.keep(place) === false) return 'duplicate';
    counts.set(label, count + 1);
    return null;
  };
  for (let place = 0; place < index.places; place++) {
    if (!index.isMade(place)) continue;
    const reason = reasonAgainst(place);
    if (reason === null) taken[place] = 1;
    else excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
  }
  return { has: (place) => taken[place] === 1, excluded };
}
