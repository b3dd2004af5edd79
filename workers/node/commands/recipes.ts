import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../../src/domain/bytes/sha256';
import type { ExportFormatId } from '../../../src/domain/dataset/formats';
import { DomainError } from '../../../src/domain/errors';
import type { PackManifest, PackStudent } from '../../../src/domain/packs/manifest';
import { decodePng } from '../../../src/domain/png/decode';
import { peopleInPng } from '../../../src/domain/png/recipeChunk';
import { recipeId } from '../../../src/domain/recipe/canonical';
import { applyOverrides } from '../../../src/domain/recipe/overrides';
import { parseRecipeJson } from '../../../src/domain/recipe/parse';
import type { Person } from '../../../src/domain/recipe/people';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { studentRecipe } from '../../../src/domain/recipe/student';
import { resolveRecipe } from '../../../src/domain/recipe/wildcards';
import type { RecipesArguments } from './recipesArguments';
import { exportSet } from '../exportSet';
import type { FaceMaker, FailedOutcome, MadeFace } from '../faces/faceMaker';
import { openMaker } from '../faces/openMaker';
import { writeWhole } from '../files/atomic';
import { takeLock } from '../files/lock';
import { labelRow, openLabelsFile } from '../labelsFile';
import { findPack } from '../packs';
import { ProgressLine } from '../progress';
import { Stopping } from '../stopping';
import { UsageError } from '../usageError';
import { SOME_FAILED } from './run';

/** Strength of a layout given by --layout where the recipe has none. */
const LAYOUT_STRENGTH = 0.7;
/** Seeds wrap here, as recipes hold 32-bit seeds. */
const SEEDS = 2 ** 32;
const LOCK = '.synth.lock';

interface Layout {
  readonly sha256: string;
  /** Who is in it, where it is a face of the studio that says so. */
  readonly people: readonly Person[] | undefined;
}

/** A recipe and the id of its face. */
interface Wanted {
  readonly id: string;
  readonly recipe: Recipe;
}

/** What is to be made, and by what. */
interface Work {
  readonly given: RecipesArguments;
  readonly wanted: readonly Wanted[];
  readonly maker: FaceMaker;
  readonly manifest: PackManifest;
  readonly stopping: Stopping;
  readonly say: (text: string) => void;
  readonly failures: Failures;
}

/** Faces from recipes, as PNGs and labels or as a labelled set. @returns exit code */
export async function recipesCommand(given: RecipesArguments, say: (text: string) => void): Promise<number> {
  const stopping = new Stopping(say);
  const read = await readRecipes(given, await readLayout(given.layout));
  const pack = await findPack(given.pack);
  const { manifest } = pack;
  const stranger = read.find((recipe) => recipe.pack !== manifest.id);
  if (stranger !== undefined) say(`note: the recipe was made with the pack "${stranger.pack}"; its face is made, and named, with "${manifest.id}".\n`);
  const ours = read.map((recipe) => ({ ...recipe, pack: manifest.id }));
  const recipes = given.student ? ours.map((recipe) => studentRecipe(recipe, taught(manifest))) : ours;
  const wanted = await eachOnce(recipes);
  if (wanted.length < recipes.length) say(`note: ${String(recipes.length - wanted.length)} recipes were there twice; each face is made once.\n`);

  await mkdir(given.out, { recursive: true });
  const lock = await takeLock(join(given.out, LOCK), given.out);
  const threads = given.threads ?? (given.workers > 1 ? 1 : Math.min(4, availableParallelism()));
  let maker: FaceMaker | null = null;
  try {
    if (given.format !== null) await refuseFilled(given.out);
    maker = await openMaker(given.workers, { pack: pack.folder, provider: given.provider, threads, batch: given.batch, layout: given.layout, scale: given.scale, recognisers: given.recognisers });
    if (!maker.about.photographVoter.votes) say(`note: the photograph voter does not vote. ${maker.about.photographVoter.reason}\n`);
    const work: Work = { given, wanted, maker, manifest, stopping, say, failures: new Failures() };
    if (given.format === null) await writeFaces(work);
    else await writeSet(work, given.format);
    await work.failures.write(given.out, say);
    return stopping.code ?? (work.failures.count > 0 ? SOME_FAILED : 0);
  } finally {
    maker?.close();
    await lock.release();
  }
}

/** @throws UsageError where the pack has no student */
function taught({ id, student }: PackManifest): PackStudent {
  if (student === undefined) throw new UsageError(`The pack "${id}" has no student. Leave out --student, or name another pack with --pack DIR.`);
  return student;
}

async function eachOnce(recipes: readonly Recipe[]): Promise<Wanted[]> {
  const wanted = new Map<string, Wanted>();
  for (const recipe of recipes) {
    const id = await recipeId(recipe);
    if (!wanted.has(id)) wanted.set(id, { id, recipe });
  }
  return [...wanted.values()];
}

/** Faces that could not be made: in failed.jsonl, until a later run makes them. */
class Failures {
  private readonly lines: string[] = [];

  get count(): number {
    return this.lines.length;
  }

  add({ id, recipe }: Wanted, { code, reason }: FailedOutcome): void {
    this.lines.push(`${JSON.stringify({ id, code, reason, recipe })}\n`);
  }

  async write(folder: string, say: (text: string) => void): Promise<void> {
    const path = join(folder, 'failed.jsonl');
    if (this.count === 0) return rm(path, { force: true });
    await writeWhole(path, this.lines.join(''));
    say(`${String(this.count)} could not be made; why: ${path}\n`);
  }
}

/** The faces as they are made; failures are noted and passed over. */
async function* making({ maker, stopping, failures }: Work, wanted: readonly Wanted[], line: ProgressLine, before: number, total: number): AsyncGenerator<MadeFace> {
  let index = 0;
  for await (const outcome of maker.make(wanted.map(({ recipe }) => recipe), stopping.asked)) {
    const asked = wanted[index++];
    if (asked === undefined) throw new Error('There are more outcomes than recipes.');
    if (outcome.kind === 'made') yield outcome.made;
    else failures.add(asked, outcome);
    line.show(before + index, total, index);
  }
  line.end();
}

/** PNGs and labels.jsonl, going on where a former run was broken off. */
async function writeFaces(work: Work): Promise<void> {
  const { given, wanted, manifest, say } = work;
  const labels = await openLabelsFile(join(given.out, 'labels.jsonl'));
  const lacking = wanted.filter(({ id }) => !labels.done.has(id));
  const there = wanted.length - lacking.length;
  let made = 0;
  for await (const { face, png } of making(work, lacking, new ProgressLine(process.stderr), there, wanted.length)) {
    const file = given.png ? `${face.id}.png` : null;
    // The label comes last: a face with a line has its picture.
    if (file !== null) await writeWhole(join(given.out, file), png);
    await labels.append(labelRow(face, file, manifest));
    made += 1;
  }
  await labels.close();
  say(`${String(made)} made, ${String(there)} were there already: ${given.out}\n`);
}

/** A labelled set. */
async function writeSet(work: Work, format: ExportFormatId): Promise<void> {
  const { given, wanted, manifest, say } = work;
  const { name, licence, ratios, out } = given;
  const date = new Date().toISOString().slice(0, 10);
  const faces = making(work, wanted, new ProgressLine(process.stderr), 0, wanted.length);
  say(`${await exportSet({ recipes: wanted.map(({ recipe }) => recipe), faces }, { format, name, licence, ratios, date }, manifest, out)}\n`);
}

/** A set beside older files would be a set of both. @throws UsageError */
async function refuseFilled(folder: string): Promise<void> {
  const entries = (await readdir(folder)).filter((name) => name !== LOCK);
  if (entries.length > 0) throw new UsageError(`${folder} is not empty. With --format, give a folder that is empty or does not exist yet.`);
}

async function readRecipes(given: RecipesArguments, layout: Layout | null): Promise<Recipe[]> {
  const change = (recipe: Recipe) => applyOverrides(withLayout(recipe, layout), given.settings);
  if (given.recipes !== null) {
    const lines = (await readText(given.recipes)).split('\n');
    return lines.flatMap((line, i) => {
      if (line.trim() === '') return [];
      try {
        return [resolveRecipe(change(parseRecipeJson(line)))];
      } catch (error) {
        throw error instanceof DomainError ? new DomainError(error.code, `Line ${String(i + 1)} of ${given.recipes ?? ''}: ${error.message}`) : error;
      }
    });
  }
  const recipe = change(parseRecipeJson(await readText(given.recipe ?? '')));
  return Array.from({ length: given.count }, (_, i) => resolveRecipe({ ...recipe, seed: (recipe.seed + i) % SEEDS }));
}

function withLayout(recipe: Recipe, layout: Layout | null): Recipe {
  if (layout === null) return recipe;
  const { sha256, people } = layout;
  const strength = recipe.layout?.strength ?? LAYOUT_STRENGTH;
  return { ...recipe, layout: { source: { kind: 'picture', sha256 }, strength, ...(people && { people: [...people] }) } };
}

/** @throws UsageError, DomainError where the picture cannot be used */
async function readLayout(path: string | null): Promise<Layout | null> {
  if (path === null) return null;
  const bytes = new Uint8Array(await readFile(path).catch(() => {
    throw new UsageError(`There is no readable file ${path}.`);
  }));
  await decodePng(bytes);
  return { sha256: await sha256Hex(bytes), people: await peopleInPng(bytes) };
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no readable file ${path}.`);
  });
}
