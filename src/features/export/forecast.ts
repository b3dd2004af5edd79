import { classOf, exclusionOf } from '../../domain/dataset/setFaces';
import type { SetFace } from '../../domain/dataset/setFaces';
import type { ExportFormatId } from '../../domain/dataset/formats';
import type { ExportSettings } from '../../domain/dataset/settings';
import { SPLITS } from '../../domain/dataset/splits';
import type { Place, Split } from '../../domain/dataset/splits';
import type { Exclusion, Tally } from '../../domain/dataset/tally';
import { countClasses } from '../../library/distributions';
import type { ClassCount } from '../../library/distributions';

/** What an export will hold, told before it is begun. */
export interface Forecast {
  readonly faces: number;
  readonly excluded: Tally['excluded'];
  /** Faces of packs other than the loaded one: their action units cannot be named. */
  readonly unnamedUnits: number;
}

/** What a split will hold. */
export interface SplitForecast {
  readonly split: Split;
  /** Identity groups. */
  readonly people: number;
  readonly faces: number;
  readonly classes: readonly ClassCount[];
}

/**
 * What will be written and what left out, by the rules of the export worker.
 * @param chosen how many faces are asked for; those that were not found are gone
 * @param pack id of the pack that is loaded; null where none is
 */
export function forecast(chosen: number, faces: readonly SetFace[], format: ExportFormatId, pack: string | null): Forecast {
  const reasons = faces.map((face) => exclusionOf(face, format));
  const count = (reason: Exclusion | null) => reasons.filter((other) => other === reason).length;
  return {
    faces: count(null),
    excluded: { missing: chosen - faces.length, rejected: count('rejected'), 'no-class': count('no-class'), 'no-label': count('no-label') },
    unnamedUnits: faces.filter((face, i) => reasons[i] === null && face.pack !== pack).length,
  };
}

/** What each split with a share will hold. @param places where the faces belong by these settings */
export function splitForecasts(
  faces: readonly SetFace[],
  places: ReadonlyMap<string, Place>,
  settings: Pick<ExportSettings, 'format' | 'ratios'>,
): SplitForecast[] {
  const written = faces.filter((face) => exclusionOf(face, settings.format) === null);
  return SPLITS.filter((split) => settings.ratios[split] > 0).map((split) => {
    const own = written.filter(({ id }) => places.get(id)?.split === split);
    return { split, people: new Set(own.map(({ group }) => group)).size, faces: own.length, classes: countClasses(own.map(classOf).filter((label) => label !== null)) };
  });
}
