import { UNTOUCHED, humanLabel, reviewState } from '../../domain/curation/curation';
import type { Curation } from '../../domain/curation/curation';
import { exportFormat } from '../../domain/dataset/formats';
import type { ExportFormatId } from '../../domain/dataset/formats';
import type { Exclusion } from '../../domain/dataset/tally';
import { labelNumber } from '../../domain/labels/labelOrders';
import type { ExpressionClass } from '../../domain/packs/manifest';

/** A face as far as the forecast needs it. */
export interface ForecastFace {
  readonly recognised: ExpressionClass;
  readonly pack: string;
  readonly curation: Curation | undefined;
}

/** What an export will hold, told before it is begun. */
export interface Forecast {
  readonly faces: number;
  readonly excluded: Readonly<Record<Exclusion, number>>;
  /** Faces of packs other than the loaded one: their action units cannot be named. */
  readonly unnamedUnits: number;
}

/**
 * What will be written and what left out, by the rules of the export worker.
 * @param chosen how many faces are asked for; those without a summary are gone
 * @param pack id of the pack that is loaded; null where none is
 */
export function forecast(chosen: number, faces: readonly ForecastFace[], format: ExportFormatId, pack: string | null): Forecast {
  const { labels } = exportFormat(format);
  const kept = faces.filter(({ curation = UNTOUCHED }) => reviewState(curation) !== 'rejected');
  const written = kept.filter(({ recognised, curation = UNTOUCHED }) => labelNumber(humanLabel(curation) ?? recognised, labels) !== null);
  return {
    faces: written.length,
    excluded: { missing: chosen - faces.length, rejected: faces.length - kept.length, 'no-class': kept.length - written.length },
    unnamedUnits: written.filter((face) => face.pack !== pack).length,
  };
}
