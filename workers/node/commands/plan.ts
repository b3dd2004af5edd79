import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { SPLITS } from '../../../src/domain/dataset/splits';
import { countCombinations, planSeeds, plannedFaces } from '../../../src/domain/plan/combinations';
import { planPlaces } from '../../../src/domain/plan/places';
import type { Plan } from '../../../src/domain/plan/planFile';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { openMaker } from '../faces/openMaker';
import { findPack } from '../packs';
import { duration, seconds } from '../progress';
import { checkPlan, faceBytes, sizeText } from '../shards/checkPlan';
import { UsageError } from '../usageError';
import { FLAG, MAKER_OPTIONS, MAKER_USAGE, TEXT, integer, makerArguments, readOptions, required } from './arguments';
import type { MakerArguments } from './arguments';
import { readPlan } from './run';

export const PLAN_USAGE = `Say what a plan makes before anything is made: faces, people, splits, balance, time and size (docs/scale.md).

  npm run synth -- plan --plan PLAN [options]

  --plan PLAN        the plan
  --nodes N          machines, for the time (default 1)
  --measure N        faces made in memory for time and size, and thrown away (default 3; 0: none)
${MAKER_USAGE}
`;

export interface PlanArguments extends MakerArguments {
  readonly plan: string;
  readonly nodes: number;
  readonly measure: number;
}

/** @throws UsageError */
export function parsePlanArguments(argv: readonly string[]): PlanArguments | null {
  const values = readOptions(argv, { ...MAKER_OPTIONS, plan: TEXT, nodes: TEXT, measure: TEXT, help: FLAG });
  if (values.help === true) return null;
  return { ...makerArguments(values), plan: required('--plan PLAN', values.plan), nodes: integer('--nodes', values.nodes, 1, 100_000) ?? 1, measure: integer('--measure', values.measure, 0, 1000) ?? 3 };
}

/** @returns exit code */
export async function planCommand(given: PlanArguments, say: (text: string) => void): Promise<number> {
  const plan = await readPlan(given.plan);
  const pack = await findPack(given.pack);
  const { wrong, notes } = await checkPlan(plan, pack.manifest, given.layout);
  const out = (line: string) => process.stdout.write(`${line}\n`);
  for (const line of await describePlan(plan)) out(line);
  for (const note of notes) say(`note: ${note}\n`);
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  const faces = (await planPlaces(plan)).faces;
  if (given.measure === 0) {
    out(`size: about ${sizeText(faces * faceBytes(pack.manifest))} of shards (not measured)`);
    return 0;
  }
  const { milliseconds, bytes } = await measure(given, pack.folder, plan);
  const processes = given.nodes * given.workers;
  out(`time: about ${duration((faces * milliseconds) / processes)} by ${String(processes)} process(es) of one thread; ${seconds(milliseconds)} a face, measured here on ${String(given.measure)}`);
  out(`size: about ${sizeText(faces * bytes)} of shards, ${sizeText(bytes)} a face`);
  return 0;
}

/** Count and balance, a line each. */
export async function describePlan(plan: Plan): Promise<string[]> {
  const places = await planPlaces(plan);
  const classes = new Map<string, number>();
  const splits = new Map<string, number>();
  const intensities = new Set<string>();
  const prompts = new Set<string>();
  const more = (counts: Map<string, number>, name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { place, recipe } of plannedFaces(plan)) {
    more(classes, recipe.expression ?? 'none asked for');
    more(splits, places.of(place).split);
    if (intensities.size < MOST_TOLD) intensities.add(JSON.stringify(recipe.au));
    if (prompts.size < MOST_TOLD) prompts.add(recipe.prompt);
  }
  const told = (counts: Map<string, number>, names: readonly string[]) => names.flatMap((name) => (counts.has(name) ? [`${name} ${number(counts.get(name) ?? 0)}`] : [])).join(', ');
  const doubles = countCombinations(plan) - places.faces;
  const count = (set: ReadonlySet<string>) => (set.size < MOST_TOLD ? number(set.size) : `${number(MOST_TOLD)} and more`);
  return [
    `plan: ${plan.name}, pack ${plan.base.pack}, ${plan.base.sampler} in ${String(plan.base.steps)} steps`,
    `faces: ${number(places.faces)}${doubles > 0 ? ` (${number(doubles)} combinations make a recipe that another makes, and are left out)` : ''}`,
    `people: ${number(planSeeds(plan).count)} seeds in ${number(places.groups)} identity groups`,
    `classes: ${told(classes, [...EXPRESSION_CLASSES, 'none asked for'])}`,
    `splits: ${told(splits, SPLITS)}`,
    `variety: ${count(prompts)} prompts, ${count(intensities)} sets of action units`,
  ];
}

const MOST_TOLD = 10_000;
const number = (value: number) => value.toLocaleString('en');

/** Makes faces of the plan, from all over it, and throws them away. The first is not timed: it loads what is loaded once. */
async function measure(given: PlanArguments, pack: string, plan: Plan): Promise<{ milliseconds: number; bytes: number }> {
  const maker = await openMaker(1, { pack, provider: given.provider, threads: 1, batch: given.batch, layout: given.layout, scale: 1 });
  const combinations = countCombinations(plan);
  const recipes: Recipe[] = [];
  for (let i = 0; i < given.measure + given.batch; i++) {
    const from = Math.floor((i * combinations) / (given.measure + given.batch));
    for (const { recipe } of plannedFaces(plan, from)) {
      recipes.push(recipe);
      break;
    }
  }
  const outcomes = [];
  let begun = NaN;
  for await (const outcome of maker.make(recipes, () => false)) {
    if (outcome.kind === 'failed') throw new UsageError(`A face of the plan could not be made: ${outcome.reason}`);
    outcomes.push(outcome);
    if (outcomes.length === given.batch) begun = performance.now();
  }
  const timed = outcomes.length - given.batch;
  const bytes = outcomes.reduce((sum, { made }) => sum + made.png.length + JSON.stringify(made.face).length + TAR_OVERHEAD, 0) / outcomes.length;
  maker.close();
  return { milliseconds: (performance.now() - begun) / Math.max(1, timed), bytes };
}

/** Two headers, padding and checks of a face in a shard. */
const TAR_OVERHEAD = 2_000;
