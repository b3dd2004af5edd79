import { DomainError } from '../../domain/errors';
import { readUnitsJsonText } from '../../domain/expressions/json';
import { ExpressionError, type ExpressionReading } from '../../domain/expressions/reading';
import { isPng } from '../../domain/png/chunks';
import { MAX_FILE_BYTES } from '../../domain/png/fileLimit';
import { readForeign, type ForeignPicture } from '../../domain/png/foreign';
import { readRecipe } from '../../domain/png/recipeChunk';
import { readUnfinished, type Unfinished } from '../../domain/png/unfinished';
import { parseRecipeJson } from '../../domain/recipe/parse';
import type { Recipe } from '../../domain/recipe/recipe';
import { TIMELINE_FORMAT, parseTimeline } from '../../domain/timeline/file';
import type { Timeline } from '../../domain/timeline/timeline';
import { readExpressions } from './readExpressions';
import { LAYOUT, isPicture, isText, refusalOf, unreadable } from './whatItIs';

/** A recipe, and where it came in a picture, that. */
export interface OpenedRecipe {
  readonly kind: 'recipe';
  readonly recipe: Recipe;
  /** The PNG file of its face; null where it came as JSON, or in a picture that is no finished face. */
  readonly face: Uint8Array<ArrayBuffer> | null;
  /** What the picture of a stopped run says of itself; null where it is none. */
  readonly unfinished: Unfinished | null;
}

/** A picture that another tool made, and what it says of how. */
export interface OpenedForeign {
  readonly kind: 'foreign';
  readonly picture: ForeignPicture;
}

/** A picture that says nothing of how it was made. */
export interface OpenedPicture {
  readonly kind: 'picture';
  /** What it is, and what can be done with it; the file is named. */
  readonly why: string;
}

/** Expressions that were measured or written elsewhere. */
export interface OpenedExpressions {
  readonly kind: 'expressions';
  readonly reading: ExpressionReading;
}

/** The keys of a sequence that was saved here. */
export interface OpenedTimeline {
  readonly kind: 'timeline';
  readonly timeline: Timeline;
}

export type Opened = OpenedRecipe | OpenedForeign | OpenedPicture | OpenedExpressions | OpenedTimeline;

/** Enough to tell what a file is. */
const HEAD_BYTES = 4096;

/**
 * What is in a file: a recipe as PNG or JSON, what a PNG of another tool has in its place, a picture alone, or expressions as a table,
 * JSON or FACS codes.
 * What the file is, its bytes say, not its name.
 * @throws DomainError or ExpressionError naming the file and saying what is wrong with it.
 */
export async function readRecipeFile(file: File): Promise<Opened> {
  const head = await bytesOf(file.slice(0, HEAD_BYTES), file.name);
  if (isText(head) && !looksLikeJson(head)) {
    const reading = await named(file.name, () => readExpressions(file));
    if (reading) return { kind: 'expressions', reading };
    throw new DomainError('recipe-invalid', refusalOf(file.name, head));
  }
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB, too large for a recipe or a face.`);
  }
  const bytes = await bytesOf(file, file.name);
  if (isPng(bytes)) return named(file.name, () => readPng(bytes, file.name));
  if (looksLikeJson(bytes)) return named(file.name, () => Promise.resolve(readJson(new TextDecoder().decode(bytes))));
  if (isPicture(bytes)) return { kind: 'picture', why: refusalOf(file.name, bytes) };
  throw new DomainError('picture-invalid', refusalOf(file.name, bytes));
}

async function bytesOf(blob: Blob, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const content = await blob.arrayBuffer().catch((cause: unknown) => {
    throw new DomainError('picture-invalid', unreadable(name), { cause });
  });
  return new Uint8Array(content);
}

/** A recipe says that it is one; what else has units in it, or blend shapes, is of another tool. */
function readJson(text: string): OpenedRecipe | OpenedExpressions | OpenedTimeline {
  if (text.includes(TIMELINE_FORMAT)) return { kind: 'timeline', timeline: parseTimeline(text) };
  const reading = text.includes('synfer-recipe') ? null : readUnitsJsonText(text);
  return reading ? { kind: 'expressions', reading } : { kind: 'recipe', recipe: parseRecipeJson(text), face: null, unfinished: null };
}

async function readPng(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<OpenedRecipe | OpenedForeign | OpenedPicture> {
  const recipe = await readRecipe(bytes);
  if (recipe) return { kind: 'recipe', recipe, face: bytes, unfinished: null };
  const unfinished = await readUnfinished(bytes);
  if (unfinished) return { kind: 'recipe', recipe: unfinished.recipe, face: null, unfinished };
  const picture = await readForeign(bytes);
  if (picture) return { kind: 'foreign', picture };
  return { kind: 'picture', why: `${name} is a PNG picture, which carries no recipe. ${LAYOUT}` };
}

/** What is wrong with a file, with the file's name. */
async function named<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, `${name}: ${error.message}`, { cause: error });
    if (error instanceof ExpressionError) throw new ExpressionError(`${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
