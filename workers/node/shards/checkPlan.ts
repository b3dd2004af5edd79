import { createHash } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import { longestLooks } from '../../../src/domain/batch/looks';
import type { PackManifest } from '../../../src/domain/packs/manifest';
import type { Plan } from '../../../src/domain/plan/planFile';
import { decodePng } from '../../../src/domain/png/decode';
import { PROMPT_MAX_CHARACTERS } from '../../../src/domain/recipe/limits';
import type { AuIntensities } from '../../../src/domain/recipe/recipe';
import { UsageError } from '../usageError';

/** What a run can know before its first face: `wrong` keeps every face from being made, `notes` some of them. */
export interface PlanCheck {
  readonly wrong: readonly string[];
  readonly notes: readonly string[];
}

/** Checks a plan against the pack that is to make it. @param layout path of the layout's PNG; null where none is given */
export async function checkPlan(plan: Plan, manifest: PackManifest, layout: string | null): Promise<PlanCheck> {
  return {
    wrong: [...wrongPack(plan, manifest), ...wrongSampler(plan, manifest), ...wrongUnits(plan, manifest), ...wrongPrompts(plan), ...(await wrongLayout(plan, layout))],
    notes: lackingUnits(plan, manifest),
  };
}

function wrongPack({ base }: Plan, { id }: PackManifest): string[] {
  return base.pack === id ? [] : [`The plan is for the pack "${base.pack}", and this is "${id}". Name the right one with --pack DIR.`];
}

function wrongSampler({ base, textGuidance, expressions }: Plan, { id, student, graphs }: PackManifest): string[] {
  const wrong: string[] = [];
  if (base.semanticGuidance.strength > 0 && graphs.guidance === undefined && (base.expression !== null || !Array.isArray(expressions) || expressions.length > 0)) {
    wrong.push(`The pack "${id}" has no guidance graph: semanticGuidance.strength has to be 0.`);
  }
  if (base.sampler !== 'student') return wrong;
  if (student === undefined) return [...wrong, `The pack "${id}" has no student. Choose another sampler in the plan's base.`];
  if (base.steps !== student.steps) wrong.push(`The pack's student takes ${String(student.steps)} steps, and the plan's base says ${String(base.steps)}.`);
  const scales = [base.textGuidance, ...(Array.isArray(textGuidance) ? textGuidance : [NaN])];
  if (scales.some((scale) => scale !== 1)) wrong.push('The student has text guidance built in: textGuidance has to be 1, in the base and in the list.');
  return wrong;
}

const unitsOf = (au: AuIntensities) => Object.keys(au);

function wrongUnits({ base, units, packUnits }: Plan, manifest: PackManifest): string[] {
  const lacking = missing([...packUnits, ...(units === 'recipe' ? unitsOf(base.au) : [])], manifest);
  return lacking.length === 0 ? [] : [`The pack "${manifest.id}" lacks ${lacking.join(', ')}, which the plan names.`];
}

/** Units of a list that some of the plan's faces ask for: these fail, the others are made. */
function lackingUnits({ units }: Plan, manifest: PackManifest): string[] {
  if (typeof units === 'string') return [];
  const lacking = missing((Array.isArray(units) ? units : units.draw).flatMap(unitsOf), manifest);
  return lacking.length === 0 ? [] : [`The pack "${manifest.id}" lacks ${lacking.join(', ')}: faces that ask for it are recorded as failed, the others made.`];
}

function missing(units: readonly string[], { actionUnits }: PackManifest): string[] {
  const known = new Set(actionUnits.map(({ id }) => id));
  return [...new Set(units)].filter((unit) => !known.has(unit));
}

function wrongPrompts({ base, prompts, looks }: Plan): string[] {
  const most = PROMPT_MAX_CHARACTERS - longestLooks(looks ?? []);
  const all = [base.prompt, ...(Array.isArray(prompts) ? prompts : prompts.draw)];
  return all.some(({ length }) => length > most) ? [`A prompt of the plan has more than ${String(most)} characters${looks ? ' beside the looks' : ''}.`] : [];
}

async function wrongLayout({ base }: Plan, path: string | null): Promise<string[]> {
  if (base.layout === null) return path === null ? [] : ['The plan has no layout, and --layout gives one.'];
  if (path === null) return ['The plan starts from a picture. Give it with --layout PNG.'];
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return [`There is no readable file ${path}.`];
  const { source } = base.layout;
  if (source.kind === 'picture' && createHash('sha256').update(bytes).digest('hex') !== source.sha256) return [`${path} is not the picture that the plan starts from (its SHA-256 differs).`];
  return decodePng(new Uint8Array(bytes)).then(
    () => [],
    (error: unknown) => [`${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`],
  );
}

/** Bytes of a face in a shard, about: PNGs of generated faces take half a byte to a byte a pixel, the JSON four kilobytes. */
export function faceBytes({ image }: PackManifest, scale = 1): number {
  return Math.round(image.width * image.height * scale * scale * BYTES_PER_PIXEL + BYTES_BESIDE_PIXELS);
}

const BYTES_PER_PIXEL = 1.0;
const BYTES_BESIDE_PIXELS = 6_000;

/** @throws UsageError where the disk has no room for so many bytes more */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bytes > bavail * bsize) throw new UsageError(`About ${sizeText(bytes)} are needed and ${sizeText(bavail * bsize)} are free at ${folder}. Free some, or choose another --out.`);
}

export function sizeText(bytes: number): string {
  const [unit, name] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${(bytes / unit).toFixed(bytes / unit < 10 ? 1 : 0)} ${name}`;
}
