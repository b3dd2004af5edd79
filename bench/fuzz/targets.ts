import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readNumbers } from '../../src/domain/batch/numberList';
import { InflateLimitError } from '../../src/domain/bytes/deflate';
import { DEFAULT_RATIOS } from '../../src/domain/dataset/splits';
import { NotAnExportError, readExport } from '../../src/domain/dataset/readExport';
import { Counter } from '../../src/domain/dataset/tally';
import { DomainError } from '../../src/domain/errors';
import { readCodes } from '../../src/domain/expressions/codes';
import { ExpressionError } from '../../src/domain/expressions/reading';
import { TableReader } from '../../src/domain/expressions/table';
import { FacsCodeError, readFacsCode } from '../../src/domain/facs/code';
import { parseManifest } from '../../src/domain/packs/parseManifest';
import { PlanError, parsePlan } from '../../src/domain/plan/planFile';
import { writeChunks } from '../../src/domain/png/chunks';
import { decodePng } from '../../src/domain/png/decode';
import { encodePng } from '../../src/domain/png/encode';
import { readForeign } from '../../src/domain/png/foreign';
import { readRecipe, recipeChunks } from '../../src/domain/png/recipeChunk';
import { readUnfinished } from '../../src/domain/png/unfinished';
import { parseVoterFile } from '../../src/domain/recognisers/voterFile';
import { parseRecipeJson } from '../../src/domain/recipe/parse';
import { decodeShareFragment, encodeShareFragment } from '../../src/domain/recipe/shareLink';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import { ZipError, readZip } from '../../src/files/readZip';
import { checkSize } from '../../workers/pictures/decode';
import { toExamples } from '../../workers/export/examples';
import { exportFiles } from '../../workers/export/exportFiles';
import { TEST_CONTEXT, testCandidates, testPicture } from '../../workers/export/testing';
import { zipStream } from '../../workers/export/zip';

/** What reads input that somebody else made. */
export interface Target {
  readonly name: string;
  /** Input that is nearly right, or anything at all. */
  readonly input: fc.Arbitrary<string | Uint8Array<ArrayBuffer>>;
  /** How many inputs of other kinds one takes the time of. */
  readonly cost: number;
  /** @throws whatever the reader throws */
  readonly read: (input: string | Uint8Array<ArrayBuffer>) => unknown;
}

/** Errors that say, in words, what is wrong with the input. Others are faults of the reader. */
const TYPED = [DomainError, ExpressionError, FacsCodeError, InflateLimitError, NotAnExportError, PlanError, ZipError];
/** No input may be thought about for longer: many times what the slowest takes on a busy machine. */
const HANG_MS = 20_000;

/** Reads an input. @throws where it ends in anything but an answer or a typed error, in time */
export async function survives({ name, read }: Target, input: string | Uint8Array<ArrayBuffer>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name}: no answer after ${HANG_MS} ms`)), HANG_MS);
  });
  try {
    await Promise.race([new Promise((resolve) => resolve(read(input))), hung]);
  } catch (error) {
    if (!TYPED.some((kind) => error instanceof kind)) throw error;
    if (error instanceof Error && error.message.trim() === '') throw new Error(`${name}: an error without words`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

export async function makeTargets(): Promise<readonly Target[]> {
  const recipe = testRecipe({ prompt: 'a young woman', au: { AU12: 0.5 } });
  const png = await encodePng(testPicture(1, 16), recipeChunks(recipe));
  const bare = writeChunks([]);
  const zip = await zipOf(2);
  const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
  const manifest = await read('e2e/fixtures/tiny-pack/pack.json');
  const voter = await read('public/voters/photograph/voter.json');
  const plan = await read('docs/examples/plan.json').catch(() => JSON.stringify({ format: 'synfer-plan', version: 1, base: recipe }));
  const link = await encodeShareFragment(recipe);
  return [
    text('recipes', nearJson(JSON.stringify(recipe)), parseRecipeJson),
    text('links', fc.oneof(nearText(link), fc.string({ maxLength: 200 }).map((tail) => `#r=1.${tail}`)), decodeShareFragment),
    text('packs', nearJson(manifest), parseManifest),
    text('voters', nearJson(voter), parseVoterFile),
    text('plans', nearJson(plan), parsePlan),
    text('FACS codes', fc.oneof(nearText('6B+12D L14C AU25'), fc.stringMatching(/^[LRAU0-9A-E+, ;_-]{0,200}$/)), readFacsCode),
    text('tables of expressions', fc.oneof(...TABLES.map(nearText), fc.string({ maxLength: 400 })), readExpressionText),
    text('number lists', fc.oneof(nearText('0.2-1, 3; .5'), fc.stringMatching(/^[0-9.,;:– -]{0,200}$/)), readNumbers),
    bytes('PNGs', fc.oneof(nearBytes(png), nearBytes(bare)), async (given) => {
      const errors: unknown[] = [];
      for (const reader of [readRecipe, readUnfinished, readForeign, decodePng]) await reader(given).catch((error: unknown) => errors.push(error));
      for (const error of errors) if (!TYPED.some((kind) => error instanceof kind)) throw error;
    }),
    bytes('picture headers', fc.oneof(fc.uint8Array({ maxLength: 400 }).map(owned), nearBytes(png)), (given) => checkSize('a picture', given)),
    bytes('zips', nearBytes(zip), async (given) => {
      for await (const _ of readExport(await readZip(new Blob([given])))) continue;
    }, 10),
  ];
}

/** The first rows of what OpenFace, Live Link Face, LibreFace, OpenGraphAU and an export of the studio write. */
const TABLES = [
  'frame, face_id, timestamp, confidence, success, pose_rx, pose_ry, pose_rz, AU01_r, AU12_r, AU45_c\n1, 0, 0.033, 0.98, 1, 0.1, -0.2, 0.05, 0.4, 3.1, 0\n2, 1, 0.066, 0.97, 0, 0, 0, 0, 0, 0, 1\n',
  'Timecode,BlendShapeCount,EyeBlinkLeft,EyeBlinkRight,JawOpen,MouthSmileLeft,MouthSmileRight,HeadYaw\n12:00:01:02.5,61,0.1,0.1,0.3,0.8,0.7,0.02\n',
  'frame_idx;au_1_intensity;au_12;au_12_intensity\n0;1,5;1;4,2\n1;;0;0\n',
  'image\tAU1\tAUL12\tAUR12\na.png\t12.5\t80\t3\n',
];

/** What opening a text file comes to, without a browser's way of reading it piece by piece. */
function readExpressionText(given: string): unknown {
  const [header = [], ...rows] = Papa.parse<string[]>(given, { skipEmptyLines: 'greedy' }).data;
  const reader = TableReader.of(header);
  for (const cells of rows) reader?.add(cells);
  return reader && rows.length > 0 ? reader.finish() : (readCodes(given) ?? reader?.finish());
}

const text = (name: string, input: fc.Arbitrary<string>, read: (given: string) => unknown): Target => ({ name, input, cost: 1, read: (given) => read(String(given)) });
const bytes = (name: string, input: fc.Arbitrary<Uint8Array<ArrayBuffer>>, read: (given: Uint8Array<ArrayBuffer>) => unknown, cost = 1): Target => ({
  name,
  input,
  cost,
  read: (given) => (typeof given === 'string' ? undefined : read(given)),
});

const owned = (given: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(given);

/** A few changes at random places: a byte overwritten, a part cut out, doubled or filled, a length made huge. */
function nearBytes(sound: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const change = fc.tuple(fc.constantFrom('set', 'cut', 'double', 'huge', 'end' as const), fc.nat(Math.max(0, sound.length - 1)), fc.nat(255), fc.nat(64));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((now, [kind, at, value, length]) => {
      const next = owned(now);
      switch (kind) {
        case 'set':
          next[at] = value;
          return next;
        case 'huge':
          return next.fill(0xff, at, at + 4);
        case 'cut':
          return owned(Uint8Array.of(...next.subarray(0, at), ...next.subarray(at + length)));
        case 'double':
          return owned(Uint8Array.of(...next.subarray(0, at + length), ...next.subarray(at)));
        case 'end':
          return owned(next.subarray(0, at));
      }
    }, owned(sound)),
  );
}

function nearText(sound: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(sound.length), fc.nat(8), fc.oneof(fc.string({ maxLength: 8, unit: 'binary' }), fc.constant('')));
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce((now, [at, drop, put]) => now.slice(0, at) + put + now.slice(at + drop), sound));
}

/** JSON with some of its values replaced by anything, keys that objects have of themselves put in, or its text cut. */
function nearJson(sound: string): fc.Arbitrary<string> {
  const any = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(NaN, 1e999, -1, '', [], {}, null), fc.string({ maxLength: 3000, unit: 'binary' }));
  const parsed: unknown = JSON.parse(sound);
  const paths = pathsOf(parsed);
  const change = fc.tuple(fc.nat(paths.length - 1), any, fc.constantFrom('value', 'extra', 'gone'));
  const replaced = fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy: unknown = structuredClone(parsed);
    for (const [index, value, how] of changes) put(copy, paths[index] ?? [], value, how);
    return JSON.stringify(copy);
  });
  return fc.oneof({ weight: 4, arbitrary: replaced }, { weight: 1, arbitrary: nearText(sound) }, { weight: 1, arbitrary: fc.json() });
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))].filter((each) => each.length > 0);
}

function put(root: unknown, path: readonly string[], value: unknown, how: 'value' | 'extra' | 'gone'): void {
  let at = root;
  for (const key of path.slice(0, -1)) at = (at as Record<string, unknown> | null)?.[key];
  if (typeof at !== 'object' || at === null) return;
  const key = how === 'extra' ? '__proto__x' : (path.at(-1) ?? '');
  if (how === 'gone') Reflect.deleteProperty(at, key);
  else Reflect.set(at, key, value);
}

async function zipOf(count: number): Promise<Uint8Array<ArrayBuffer>> {
  const counter = new Counter();
  const settings = { format: 'imagefolder', name: 'set', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' } as const;
  const files = exportFiles(toExamples(testCandidates(count, 8), TEST_CONTEXT, counter), settings, counter, { train: count, validation: count, test: count });
  return new Uint8Array(await new Response(zipStream(files, 'set', new Date(0))).arrayBuffer());
}
