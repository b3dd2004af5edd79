import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src/domain/bytes/sha256';
import type { ExportFormatId } from '../../src/domain/dataset/formats';
import { DomainError } from '../../src/domain/errors';
import type { PackManifest, PackStudent } from '../../src/domain/packs/manifest';
import { decodePng } from '../../src/domain/png/decode';
import { encodePng } from '../../src/domain/png/encode';
import { peopleInPng, recipeChunks } from '../../src/domain/png/recipeChunk';
import type { Person } from '../../src/domain/recipe/people';
import { recipeId } from '../../src/domain/recipe/canonical';
import { applyOverrides } from '../../src/domain/recipe/overrides';
import { parseRecipeJson } from '../../src/domain/recipe/parse';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { studentRecipe } from '../../src/domain/recipe/student';
import { resolveRecipe } from '../../src/domain/recipe/wildcards';
import { toFailure } from '../export/errors';
import { SynthesisError } from '../synthesis/errors';
import type { SynthesisPipeline } from '../synthesis/pipeline';
import type { Face } from '../../src/domain/face/face';
import type { Pixels } from '../../src/domain/face/pixels';
import { USAGE, UsageError, parseSynthArguments } from './arguments';
import type { SynthArguments } from './arguments';
import { enlarge } from './enlarge';
import { exportSet } from './exportSet';
import { labelRow, openLabelsFile } from './labelsFile';
import { openPipeline } from './openPipeline';
import { progressText } from './progress';
import { nodeRuntime } from './runtime';

const PACKS = new URL('../../public/packs/', import.meta.url).pathname;
/** Strength of a layout given by --layout where the recipe has none. */
const LAYOUT_STRENGTH = 0.7;
/** Seeds wrap here, as recipes hold 32-bit seeds. */
const SEEDS = 2 ** 32;

interface Layout {
  readonly pixels: Pixels;
  readonly sha256: string;
  /** Who is in it, where it is a face of the studio that says so. */
  readonly people: readonly Person[] | undefined;
}

async function main(argv: readonly string[]): Promise<void> {
  const given = parseSynthArguments(argv);
  if (given === null) {
    process.stdout.write(USAGE);
    return;
  }
  if (given.format !== null) await refuseFilled(given.out);
  const layout = given.layout === null ? null : await readLayout(given.layout);
  const read = await readRecipes(given, layout);
  const folder = given.pack ?? (await onlyPack());
  const pipeline = await openPipeline(folder, nodeRuntime(given.threads ?? Math.min(4, availableParallelism())));
  const recipes = given.student ? read.map((recipe) => studentRecipe(recipe, taught(pipeline.manifest))) : read;
  const stranger = recipes.find((recipe) => recipe.pack !== pipeline.manifest.id);
  if (!pipeline.photographVoter.votes) say(`note: the photograph voter does not vote. ${pipeline.photographVoter.reason}\n`);
  if (stranger !== undefined) say(`note: the recipe was made with the pack "${stranger.pack}"; this is "${pipeline.manifest.id}".\n`);

  await mkdir(given.out, { recursive: true });
  const work = { pipeline, recipes, layout: layout?.pixels ?? null };
  if (given.format === null) await writeFaces(given, work);
  else await writeSet({ ...given, format: given.format }, work);
}

/** @throws UsageError where the pack has no student */
function taught({ id, student }: PackManifest): PackStudent {
  if (student === undefined) throw new UsageError(`The pack "${id}" has no student. Leave out --student, or name another pack with --pack DIR.`);
  return student;
}

/** What is to be made, and by what. */
interface Work {
  readonly pipeline: SynthesisPipeline;
  readonly recipes: readonly Recipe[];
  readonly layout: Pixels | null;
}

/** PNGs and labels.jsonl, going on where a former run was broken off. */
async function writeFaces(given: SynthArguments, { pipeline, recipes, layout }: Work): Promise<void> {
  const labels = await openLabelsFile(join(given.out, 'labels.jsonl'));
  const begun = performance.now();
  let made = 0;
  for (const [index, recipe] of recipes.entries()) {
    if (labels.done.has(await recipeId(recipe))) continue;
    const face = await pipeline.generate(recipe, { layout, onStep: null });
    const file = given.png ? `${face.id}.png` : null;
    if (file !== null) await writeFile(join(given.out, file), await png(face, given.scale));
    await labels.append(labelRow(face, file, pipeline.manifest));
    made += 1;
    say(`\r\x1b[K${progressText(index + 1, recipes.length, made, performance.now() - begun)}`);
  }
  say(`${made > 0 ? '\n' : ''}${String(made)} made, ${String(recipes.length - made)} were there already: ${given.out}\n`);
}

/** A labelled set. */
async function writeSet({ format, name, licence, ratios, scale, out }: SynthArguments & { readonly format: ExportFormatId }, { pipeline, recipes, layout }: Work): Promise<void> {
  const begun = performance.now();
  async function* made(): AsyncGenerator<Face> {
    for (const [index, recipe] of recipes.entries()) {
      const face = await pipeline.generate(recipe, { layout, onStep: null });
      yield { ...face, pixels: enlarge(face.pixels, scale) };
      say(`\r\x1b[K${progressText(index + 1, recipes.length, index + 1, performance.now() - begun)}`);
    }
  }
  const date = new Date().toISOString().slice(0, 10);
  say(`\n${await exportSet({ recipes, faces: made() }, { format, name, licence, ratios, date }, pipeline.manifest, out)}\n`);
}

/** A set beside older files would be a set of both. @throws UsageError */
async function refuseFilled(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length > 0) throw new UsageError(`${folder} is not empty. With --format, give a folder that is empty or does not exist yet.`);
}

function png(face: Face, scale: number): Promise<Uint8Array> {
  return encodePng(enlarge(face.pixels, scale), recipeChunks(face.recipe));
}

async function readRecipes(given: SynthArguments, layout: Layout | null): Promise<Recipe[]> {
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

async function readLayout(path: string): Promise<Layout> {
  const bytes = new Uint8Array(await readFile(path).catch(() => {
    throw new UsageError(`There is no readable file ${path}.`);
  }));
  return { pixels: await decodePng(bytes), sha256: await sha256Hex(bytes), people: await peopleInPng(bytes) };
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no readable file ${path}.`);
  });
}

/** The only folder in public/packs. */
async function onlyPack(): Promise<string> {
  const entries = await readdir(PACKS, { withFileTypes: true }).catch(() => []);
  const [first, ...others] = entries.filter((entry) => entry.isDirectory()).map((entry) => join(PACKS, entry.name));
  if (first === undefined) throw new UsageError(`There is no model pack in ${PACKS}. Name one with --pack DIR.`);
  if (others.length > 0) throw new UsageError(`There are several model packs in ${PACKS}. Name one with --pack DIR.`);
  return first;
}

function say(text: string): void {
  process.stderr.write(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const exportFailure = toFailure(error);
  if (error instanceof UsageError) say(`\nsynth: ${error.message}\n\n${USAGE}`);
  else if (error instanceof SynthesisError || error instanceof DomainError) say(`\nsynth: ${error.message} (${error.code})\n`);
  else if (exportFailure.code !== 'failed') say(`\nsynth: ${exportFailure.message} (${exportFailure.code})\n`);
  else say(`\nsynth: unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const named = error instanceof UsageError || error instanceof SynthesisError || error instanceof DomainError || exportFailure.code !== 'failed';
  process.exitCode = named ? 2 : 1;
});
