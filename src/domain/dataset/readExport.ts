import type { Curation } from '../curation/curation';
import type { Face } from '../face/face';
import type { Pixels } from '../face/pixels';
import { decodePng } from '../png/decode';
import { MAX_FILE_BYTES } from '../png/fileLimit';
import { recipeId } from '../recipe/canonical';
import type { Recipe } from '../recipe/recipe';
import { parseFaceRecord } from './faceRecord';
import type { FaceRecordLine } from './faceRecord';

/** Largest recipes.jsonl that is read: some 100,000 faces. */
const MAX_RECIPES_BYTES = 400 * 1024 * 1024;

/** A file of an export, from a zip or a folder. */
export interface ExportedFile {
  readonly path: string;
  read(limit: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A face brought back, with what people said about it. */
export interface RestoredFace {
  readonly face: Face;
  readonly curation: Curation;
}

export type DecodeFace = (png: Uint8Array<ArrayBuffer>, recipe: Recipe) => Promise<Pixels>;

/** The files are no export of the studio. The message is shown to people. */
export class NotAnExportError extends Error {
  override readonly name = 'NotAnExportError';
}

/**
 * The faces of one of our own exports, one at a time, with recipes, labels and curation; null for each that cannot be brought
 * back: its line is damaged or from a newer version, its id is not its recipe's, or its picture is missing, unreadable or
 * in a shard. The set may lie in a folder of any depth. Nothing outside the given files is ever opened.
 * @param decode a face's PNG → its pixels
 * @throws NotAnExportError where there is no recipes.jsonl
 */
export async function* readExport(files: readonly ExportedFile[], decode: DecodeFace = decodePng): AsyncGenerator<RestoredFace | null> {
  const recipes = files.find(({ path }) => path === 'recipes.jsonl' || path.endsWith('/recipes.jsonl'));
  if (recipes === undefined) throw new NotAnExportError('There is no recipes.jsonl: this is not an export of SynFER Studio.');
  const root = recipes.path.slice(0, -'recipes.jsonl'.length);
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const line of new TextDecoder().decode(await recipes.read(MAX_RECIPES_BYTES)).split('\n')) {
    if (line.trim() !== '') yield restored(parseFaceRecord(line), (file) => byPath.get(`${root}${file}`), decode);
  }
}

async function restored(record: FaceRecordLine | null, find: (file: string) => ExportedFile | undefined, decode: DecodeFace): Promise<RestoredFace | null> {
  const picture = record === null ? undefined : find(record.file);
  if (record === null || picture === undefined || (await recipeId(record.recipe)) !== record.id) return null;
  const { file: _, curation, ...face } = record;
  try {
    return { face: { ...face, pixels: await decode(await picture.read(MAX_FILE_BYTES), record.recipe) }, curation };
  } catch {
    return null;
  }
}
