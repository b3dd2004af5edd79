import { ExpressionError, type ExpressionReading } from './reading';
import { TableReader } from './table';

type Json = Readonly<Record<string, unknown>>;

/** Where tools put the list of their frames. */
const LISTS = ['frames', 'faces', 'data', 'results', 'expressions'] as const;

/**
 * Units or blend shapes as JSON: an object of them, a list of such, or one under "frames". Every number becomes a column named by its
 * innermost key, so that `{"au": {"AU12": {"left": 0.4, "right": 0}}}` is the table with AU12.left and AU12.right.
 * @returns null where nothing in it is about a unit @throws ExpressionError where what is has no scale
 */
export function readUnitsJson(value: unknown): ExpressionReading | null {
  const records = recordsIn(value).map((record) => new Map(cellsOf(record, '')));
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const reader = TableReader.of(names);
  if (!reader) return null;
  for (const record of records) reader.add(names.map((name) => record.get(name) ?? ''));
  return reader.finish();
}

/** Text that is JSON → its reading, as `readUnitsJson`. */
export function readUnitsJsonText(text: string): ExpressionReading | null {
  try {
    return readUnitsJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    return null;
  }
}

function recordsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) {
    // MediaPipe lists a face's shapes: {"categoryName": "jawOpen", "score": 0.3}.
    if (value.length > 0 && value.every(isCategory)) return [Object.fromEntries(value.map(({ categoryName, score }) => [categoryName, score]))];
    return value.flatMap((each) => recordsIn(each));
  }
  if (!isObject(value)) return [];
  for (const key of LISTS) {
    const inner = value[key];
    if (Array.isArray(inner)) return recordsIn(inner);
  }
  const shapes = value['categories'] ?? value['faceBlendshapes'];
  return Array.isArray(shapes) ? recordsIn(shapes) : [value];
}

function* cellsOf(record: Json, parent: string): Generator<readonly [name: string, cell: string]> {
  for (const [key, value] of Object.entries(record)) {
    const name = key === 'left' || key === 'right' ? `${parent}.${key}` : key;
    if (isObject(value)) yield* cellsOf(value, key);
    else if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') yield [name, String(value)];
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCategory(value: unknown): value is { readonly categoryName: string; readonly score: number } {
  return isObject(value) && typeof value['categoryName'] === 'string' && typeof value['score'] === 'number';
}
