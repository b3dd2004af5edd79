import { UNTOUCHED, humanLabel, reviewState } from '../curation/curation';
import type { Curation } from '../curation/curation';
import { labelNumber } from '../labels/labelOrders';
import type { ExpressionClass } from '../packs/manifest';
import { exportFormat } from './formats';
import type { ExportFormatId } from './formats';
import type { ExportSettings } from './settings';
import { placeFaces } from './splits';
import type { Place } from './splits';
import type { Exclusion } from './tally';

/** A face as far as it has to be known before a set is written. */
export interface SetFace {
  readonly id: string;
  /** Null where the face has no label. */
  readonly recognised: ExpressionClass | null;
  readonly pack: string;
  readonly curation: Curation | undefined;
  /** Its identity group. */
  readonly group: string;
}

/** The class to train on: people's where there is one, otherwise the recognised one; null where there is neither. */
export function classOf({ recognised, curation = UNTOUCHED }: Pick<SetFace, 'recognised' | 'curation'>): ExpressionClass | null {
  return humanLabel(curation) ?? recognised;
}

/** Why a kept face is left out of a set in this layout; null where it is written. */
export function exclusionOf(face: SetFace, format: ExportFormatId): Exclusion | null {
  if (reviewState(face.curation ?? UNTOUCHED) === 'rejected') return 'rejected';
  const label = classOf(face);
  if (label === null) return 'no-label';
  return labelNumber(label, exportFormat(format).labels) === null ? 'no-class' : null;
}

/** Where each of the faces belongs, by id, so that those that are written keep to the shares. */
export function placeSet(faces: readonly SetFace[], { format, ratios }: Pick<ExportSettings, 'format' | 'ratios'>): ReadonlyMap<string, Place> {
  const label = (face: SetFace) => (exclusionOf(face, format) === null ? classOf(face) : null);
  return placeFaces(faces.map((face) => ({ id: face.id, group: face.group, label: label(face) })), ratios);
}
