import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { EXPORT_FORMATS, isExportFormatId } from '../../../src/domain/dataset/formats';
import type { ExportFormatId } from '../../../src/domain/dataset/formats';
import { LICENCES, isLicenceId } from '../../../src/domain/dataset/licences';
import type { LicenceId } from '../../../src/domain/dataset/licences';
import { nameProblem } from '../../../src/domain/dataset/settings';
import { exclusionSentences, faceCount } from '../../../src/domain/dataset/tally';
import { parseManifest } from '../../../src/domain/packs/parseManifest';
import { planPlaces } from '../../../src/domain/plan/places';
import { takeLock } from '../files/lock';
import { choose } from '../merge/choose';
import { collect, problemsOf } from '../merge/collect';
import { readVerdicts } from '../merge/verdicts';
import { writeMerged } from '../merge/writeSet';
import { ProgressLine } from '../progress';
import { ShardFolder } from '../shards/folder';
import { UsageError } from '../usageError';
import { FLAG, TEXT, integer, readOptions, required } from './arguments';

export const MERGE_USAGE = `Make one labelled set of a plan's shards (docs/scale.md).

  npm run synth -- merge --from DIR --out SET --format FORMAT [options]

  --from DIR             where the plan's shards are
  --out SET              the set's folder; it must not be there yet
  --format FORMAT        ${EXPORT_FORMATS.map(({ id }) => id).join(', ')}
  --name NAME            name of the set (default the folder's)
  --licence ID           ${LICENCES.map(({ id }) => id).join(', ')} (default ${LICENCES[0].id})
  --date YYYY-MM-DD      the set's date (default today)
  --least-confidence X   only faces whose label is at least so sure, 0–1
  --agreed-only          only faces on whose label voters and request agree
  --per-class N          of each class at most N, the first of the plan
  --keep-duplicates      faces that look like an earlier one stay
  --verdicts FILE        what people said: verdicts.jsonl of a remote library or recipes.jsonl of an export; may be repeated
  --library              also what the studio needs to look through the set: faces in short, and thumbnails (docs/scale.md)
  --incomplete           a set of what there is, though shards are missing or damaged

Splits are the plan's: no person is in two of them, and none changes with what is left out. Pictures and labels stream from the
shards into the set; memory grows by some hundred bytes a face.
`;

export interface MergeArguments {
  readonly from: string;
  readonly out: string;
  readonly format: ExportFormatId;
  readonly name: string;
  readonly licence: LicenceId;
  readonly date: string;
  readonly leastConfidence: number;
  readonly agreedOnly: boolean;
  readonly perClass: number | null;
  readonly dropDuplicates: boolean;
  readonly verdicts: readonly string[];
  readonly library: boolean;
  readonly incomplete: boolean;
}

/** @throws UsageError */
export function parseMergeArguments(argv: readonly string[]): MergeArguments | null {
  const values = readOptions(argv, {
    from: TEXT, out: TEXT, format: TEXT, name: TEXT, licence: TEXT, date: TEXT, 'least-confidence': TEXT, 'per-class': TEXT,
    verdicts: { type: 'string', multiple: true }, 'agreed-only': FLAG, 'keep-duplicates': FLAG, library: FLAG, incomplete: FLAG, help: FLAG,
  });
  if (values.help === true) return null;
  const format = required('--format FORMAT', values.format);
  if (!isExportFormatId(format)) throw new UsageError(`There is no format "${format}".`);
  const out = required('--out SET', values.out);
  const { name = nameProblem(basename(out)) === null ? basename(out) : 'synfer-faces', licence = LICENCES[0].id, date = new Date().toISOString().slice(0, 10) } = values;
  if (!isLicenceId(licence)) throw new UsageError(`There is no licence "${licence}" to choose.`);
  const problem = nameProblem(name);
  if (problem !== null) throw new UsageError(`--name: ${problem}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UsageError(`--date is a day such as 2026-11-29, not "${date}".`);
  const leastConfidence = Number(values['least-confidence'] ?? 0);
  if (!(leastConfidence >= 0 && leastConfidence <= 1)) throw new UsageError('--least-confidence goes from 0 to 1.');
  return {
    from: required('--from DIR', values.from),
    out,
    format,
    name,
    licence,
    date,
    leastConfidence,
    agreedOnly: values['agreed-only'] === true,
    perClass: integer('--per-class', values['per-class'], 1, 10_000_000),
    dropDuplicates: values['keep-duplicates'] !== true,
    verdicts: values.verdicts ?? [],
    library: values.library === true,
    incomplete: values.incomplete === true,
  };
}

/** @returns exit code */
export async function mergeCommand(given: MergeArguments, say: (text: string) => void): Promise<number> {
  const folder = await ShardFolder.open(given.from);
  const manifest = parseManifest(await folder.packManifest());
  if ((await readdir(given.out).catch(() => [])).length > 0) throw new UsageError(`${given.out} is there already. Give a folder that does not exist yet.`);
  const verdicts = await readVerdicts(given.verdicts);
  const lock = await takeLock(`${given.out}.lock`, given.out);
  try {
    const reading = new ProgressLine(process.stderr, 'reading: ', 'shards');
    const collected = await collect(folder, verdicts, (done, count) => reading.show(done, count, done));
    reading.end();
    const problems = problemsOf(collected);
    if (problems.length > 0 && !given.incomplete) throw new UsageError(`${problems.join('\n')}\nWith --incomplete the set is made of what there is.`);
    for (const problem of problems) say(`note: ${problem}\n`);
    if (collected.differing.length > 0) say(`note: the shards were not all made alike, so that another way of cutting the plan would give other bits: ${collected.differing.join(' ')}\n`);
    if (verdicts.size > collected.curations.size) say(`note: ${String(verdicts.size - collected.curations.size)} verdicts are of faces that are not in these shards.\n`);
    const rule = { least: given.leastConfidence, agreedOnly: given.agreedOnly };
    const chosen = choose(collected.index, { ...given, rule }, (place) => collected.curations.get(place));
    const places = await planPlaces(folder.plan);
    const writing = new ProgressLine(process.stderr, 'writing: ');
    const settings = { format: given.format, name: given.name, licence: given.licence, date: given.date, ratios: folder.plan.splits };
    const counter = await writeMerged({ folder, ...collected, chosen, places, manifest, library: given.library }, settings, given.out, (done, total) => writing.show(done, total, done));
    writing.end();
    say([`${String(faceCount(counter))} faces: ${given.out}`, ...exclusionSentences(counter)].join('\n'));
    say('\n');
    return 0;
  } finally {
    await lock.release();
  }
}
