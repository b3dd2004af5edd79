import { exclusionSentences, faceCount, incompleteSplits } from '../../domain/dataset/tally';
import type { ExportProgress, ExportSummary } from '../../domain/dataset/exportRun';
import type { Forecast, SplitForecast } from './forecast';

/** "1,200 faces" */
export function faces(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'face' : 'faces'}`;
}

/** What will be written and what left out, and why; a sentence each. */
export function forecastSentences({ faces: count, excluded, unnamedUnits }: Forecast): string[] {
  const units = `${faces(unnamedUnits)} of another model pack: what was asked of their action units and measured in them is written as −1.`;
  return [`${faces(count)} will be exported.`, ...exclusionSentences({ excluded }), ...(unnamedUnits > 0 ? [units] : [])];
}

/** Which splits get no face although they have a share; null where every one gets some. */
export function emptySplitsSentence(splits: readonly SplitForecast[]): string | null {
  const empty = splits.filter(({ faces: count }) => count === 0).map(({ split }) => split);
  return empty.length === 0 ? null : `There are fewer people than splits: ${empty.join(' and ')} will be empty.`;
}

/** Which classes a split with faces will lack although others have them; null where none does. */
export function missingClassesSentence(splits: readonly SplitForecast[]): string | null {
  const shown = ({ classes }: SplitForecast) => new Set(classes.filter(({ count }) => count > 0).map(({ name }) => name));
  const filled = splits.filter(({ faces: count }) => count > 0);
  const everywhere = [...new Set(filled.flatMap((split) => [...shown(split)]))];
  const gaps = filled.flatMap((split) => {
    const missing = everywhere.filter((name) => !shown(split).has(name));
    return missing.length === 0 ? [] : [`${split.split} will have no ${missing.join(', ')}`];
  });
  return gaps.length === 0 ? null : `Too few people show every class: ${gaps.join('; ')}. A loader that numbers the folders it finds would number them differently there.`;
}

/** "120 of 1,000, 12 s left". @param seconds since the export began */
export function progressText({ done, total }: ExportProgress, seconds: number): string {
  const counted = `${done.toLocaleString('en')} of ${faces(total)}`;
  if (done === 0 || done === total) return counted;
  const left = (seconds / done) * (total - done);
  return `${counted}, ${left < 90 ? `${String(Math.ceil(left))} s` : `${String(Math.round(left / 60))} min`} left`;
}

/** What has been written, what was left out, and what to mind. */
export function summarySentences({ tally, files, bytes }: ExportSummary): string[] {
  const incomplete = incompleteSplits(tally).map(({ split, missing }) => `There is no ${missing.join(', ')} in ${split}: take class numbers from the folders' names or the label column there.`);
  return [
    `${faces(faceCount(tally))} in ${files.toLocaleString('en')} files, ${(bytes / 1e6).toFixed(1)} MB, with dataset card, Croissant, recipes and checksums.`,
    ...exclusionSentences(tally),
    ...incomplete,
  ];
}
