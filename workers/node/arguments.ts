import { parseArgs } from 'node:util';
import { EXPORT_FORMATS, isExportFormatId } from '../../src/domain/dataset/formats';
import type { ExportFormatId } from '../../src/domain/dataset/formats';
import { LICENCES, isLicenceId } from '../../src/domain/dataset/licences';
import type { LicenceId } from '../../src/domain/dataset/licences';
import { nameProblem, ratiosProblem } from '../../src/domain/dataset/settings';
import { DEFAULT_RATIOS } from '../../src/domain/dataset/splits';
import type { SplitRatios } from '../../src/domain/dataset/splits';

export const USAGE = `Make faces from recipes on the command line.

  npm run synth -- --recipe FILE --out DIR [options]
  npm run synth -- --recipes FILE.jsonl --out DIR [options]

  --recipe FILE      a recipe (docs/recipe.md)
  --recipes FILE     many recipes, one JSON object a line
  --out DIR          where <id>.png and labels.jsonl go; a run that was broken off goes on where it stopped
  --count N          N faces with seeds seed … seed+N−1 (with --recipe; default 1)
  --set KEY=VALUE    change the recipe: seed=7, au.AU12=1, au.AU12.left=0.5, expression=none; may be repeated
  --layout PNG       start from this picture (8-bit PNG); --set layout.strength=0.5 says how much is made anew
  --student          by the pack's few-step student: many times faster, a little less exact; recipes and labels say so
  --pack DIR         model pack (default: the only folder in public/packs)
  --threads N        threads for each operator (default: up to 4)
  --scale N          enlarge the PNGs N times, 1–8; labels are those of the face at its own size
  --no-png           labels only
  --help             this text

As a labelled set, ready to be published, in place of PNGs and labels.jsonl (it begins anew each time: DIR must be empty):

  --format FORMAT    ${EXPORT_FORMATS.map(({ id }) => id).join(', ')}
  --name NAME        name of the set (default synfer-faces)
  --licence ID       ${LICENCES.map(({ id }) => id).join(', ')} (default ${LICENCES[0].id})
  --split A:B:C      shares of train, validation and test (default ${Object.values(DEFAULT_RATIOS).join(':')}); one identity stays in one split
`;

/** A command line that cannot be understood. */
export class UsageError extends Error {}

export interface SynthArguments {
  readonly recipe: string | null;
  readonly recipes: string | null;
  readonly out: string;
  readonly count: number;
  readonly settings: readonly string[];
  readonly layout: string | null;
  readonly student: boolean;
  readonly pack: string | null;
  readonly threads: number | null;
  readonly scale: number;
  readonly png: boolean;
  /** Null: PNGs and labels.jsonl. */
  readonly format: ExportFormatId | null;
  readonly name: string;
  readonly licence: LicenceId;
  readonly ratios: SplitRatios;
}

/** Command line → arguments; null where help is asked for. @throws UsageError */
export function parseSynthArguments(argv: readonly string[]): SynthArguments | null {
  const { values } = parsed(argv);
  if (values.help === true) return null;
  if (values.out === undefined) throw new UsageError('--out DIR is missing.');
  if ((values.recipe === undefined) === (values.recipes === undefined)) throw new UsageError('Give either --recipe FILE or --recipes FILE.jsonl.');
  if (values.recipes !== undefined && values.count !== undefined) throw new UsageError('--count goes with --recipe; with --recipes each line is one face.');
  return {
    recipe: values.recipe ?? null,
    recipes: values.recipes ?? null,
    out: values.out,
    count: integer('--count', values.count, 1, 10_000_000) ?? 1,
    settings: values.set ?? [],
    layout: values.layout ?? null,
    student: values.student === true,
    pack: values.pack ?? null,
    threads: integer('--threads', values.threads, 1, 256),
    scale: integer('--scale', values.scale, 1, 8) ?? 1,
    png: values['no-png'] !== true,
    ...setArguments(values),
  };
}

function setArguments(values: ReturnType<typeof parsed>['values']): Pick<SynthArguments, 'format' | 'name' | 'licence' | 'ratios'> {
  const { format, name = 'synfer-faces', licence = LICENCES[0].id, split } = values;
  if (format === undefined && (values.name ?? values.licence ?? split) !== undefined) throw new UsageError('--name, --licence and --split go with --format.');
  if (format !== undefined && values['no-png'] === true) throw new UsageError('--no-png does not go with --format: a set holds pictures.');
  if (format !== undefined && !isExportFormatId(format)) throw new UsageError(`There is no format "${format}".`);
  if (!isLicenceId(licence)) throw new UsageError(`There is no licence "${licence}" to choose.`);
  const problem = nameProblem(name);
  if (problem !== null) throw new UsageError(`--name: ${problem}`);
  return { format: format ?? null, name, licence, ratios: split === undefined ? DEFAULT_RATIOS : splitRatios(split) };
}

/** "80:10:10" → ratios */
function splitRatios(text: string): SplitRatios {
  const shares = text.split(':');
  const [train = NaN, validation = NaN, test = NaN] = shares.map((share) => (share.trim() === '' ? NaN : Number(share)));
  const ratios = { train, validation, test };
  const problem = shares.length === 3 ? ratiosProblem(ratios) : 'Give three shares, such as 80:10:10.';
  if (problem !== null) throw new UsageError(`--split: ${problem}`);
  return ratios;
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        recipe: text, recipes: text, out: text, count: text, layout: text, pack: text, threads: text, scale: text, format: text, name: text, licence: text, split: text,
        set: { type: 'string', multiple: true }, 'no-png': flag, student: flag, help: flag,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function integer(name: string, value: string | undefined, least: number, most: number): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${String(least)} to ${String(most)}, not "${value}".`);
}
