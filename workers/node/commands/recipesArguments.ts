import { EXPORT_FORMATS, isExportFormatId } from '../../../src/domain/dataset/formats';
import type { ExportFormatId } from '../../../src/domain/dataset/formats';
import { LICENCES, isLicenceId } from '../../../src/domain/dataset/licences';
import type { LicenceId } from '../../../src/domain/dataset/licences';
import { nameProblem, ratiosProblem } from '../../../src/domain/dataset/settings';
import { DEFAULT_RATIOS } from '../../../src/domain/dataset/splits';
import type { SplitRatios } from '../../../src/domain/dataset/splits';
import { UsageError } from '../usageError';
import type { BroughtFolders } from '../seatRecognisers';
import { FLAG, MAKER_OPTIONS, MAKER_USAGE, RECOGNISER_OPTIONS, RECOGNISER_USAGE, TEXT, integer, makerArguments, readOptions, recogniserArguments, required } from './arguments';
import type { MakerArguments } from './arguments';

export const RECIPES_USAGE = `Make faces from recipes on the command line.

  npm run synth -- --recipe FILE --out DIR [options]
  npm run synth -- --recipes FILE.jsonl --out DIR [options]
  npm run synth -- plan | run | missing | merge …: sets of any size from a plan (docs/scale.md); each with --help

  --recipe FILE      a recipe (docs/recipe.md)
  --recipes FILE     many recipes, one JSON object a line
  --out DIR          where <id>.png and labels.jsonl go; a run that was broken off goes on where it stopped
  --count N          N faces with seeds seed … seed+N−1 (with --recipe; default 1)
  --set KEY=VALUE    change the recipe: seed=7, au.AU12=1, au.AU12.left=0.5, expression=none; may be repeated
  --student          by the pack's few-step student: many times faster, a little less exact; recipes and labels say so
  --threads N        threads for each operator (default: up to 4; with --workers, 1)
  --scale N          enlarge the PNGs N times, 1–8; labels are those of the face at its own size
  --no-png           labels only
${MAKER_USAGE}
${RECOGNISER_USAGE}
  --help             this text

As a labelled set, ready to be published, in place of PNGs and labels.jsonl (it begins anew each time: DIR must be empty):

  --format FORMAT    ${EXPORT_FORMATS.map(({ id }) => id).join(', ')}
  --name NAME        name of the set (default synfer-faces)
  --licence ID       ${LICENCES.map(({ id }) => id).join(', ')} (default ${LICENCES[0].id})
  --split A:B:C      shares of train, validation and test (default ${Object.values(DEFAULT_RATIOS).join(':')}); one identity stays in one split

Exit code: 0 all there; 3 all tried, some faces failed (failed.jsonl says why); 2 something to put right; 130, 143 stopped by a signal;
1 a fault of the program.
`;

export interface RecipesArguments extends MakerArguments {
  readonly recipe: string | null;
  readonly recipes: string | null;
  readonly out: string;
  readonly count: number;
  readonly settings: readonly string[];
  readonly recognisers: BroughtFolders;
  readonly student: boolean;
  readonly scale: number;
  readonly png: boolean;
  /** Null: PNGs and labels.jsonl. */
  readonly format: ExportFormatId | null;
  readonly name: string;
  readonly licence: LicenceId;
  readonly ratios: SplitRatios;
}

/** Command line → arguments; null where help is asked for. @throws UsageError */
export function parseRecipesArguments(argv: readonly string[]): RecipesArguments | null {
  const values = parsed(argv);
  if (values.help === true) return null;
  const out = required('--out DIR', values.out);
  if ((values.recipe === undefined) === (values.recipes === undefined)) throw new UsageError('Give either --recipe FILE or --recipes FILE.jsonl.');
  if (values.recipes !== undefined && values.count !== undefined) throw new UsageError('--count goes with --recipe; with --recipes each line is one face.');
  return {
    recipe: values.recipe ?? null,
    recipes: values.recipes ?? null,
    out,
    count: integer('--count', values.count, 1, 10_000_000) ?? 1,
    settings: values.set ?? [],
    ...makerArguments(values),
    recognisers: recogniserArguments(values),
    student: values.student === true,
    scale: integer('--scale', values.scale, 1, 8) ?? 1,
    png: values['no-png'] !== true,
    ...setArguments(values),
  };
}

function setArguments(values: ReturnType<typeof parsed>): Pick<RecipesArguments, 'format' | 'name' | 'licence' | 'ratios'> {
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
export function splitRatios(text: string): SplitRatios {
  const shares = text.split(':');
  const [train = NaN, validation = NaN, test = NaN] = shares.map((share) => (share.trim() === '' ? NaN : Number(share)));
  const ratios = { train, validation, test };
  const problem = shares.length === 3 ? ratiosProblem(ratios) : 'Give three shares, such as 80:10:10.';
  if (problem !== null) throw new UsageError(`--split: ${problem}`);
  return ratios;
}

function parsed(argv: readonly string[]) {
  return readOptions(argv, {
    ...MAKER_OPTIONS,
    ...RECOGNISER_OPTIONS,
    recipe: TEXT, recipes: TEXT, out: TEXT, count: TEXT, scale: TEXT, format: TEXT, name: TEXT, licence: TEXT, split: TEXT,
    set: { type: 'string', multiple: true }, 'no-png': FLAG, student: FLAG, help: FLAG,
  });
}
