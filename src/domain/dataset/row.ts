import { METADATA_COLUMNS } from './columns';
import type { MetadataColumn } from './columns';
import type { DatasetExample } from './example';

/** Kept digits after the point. */
const PRECISION = 1e6;

/** A column's value as it is written: floats to six digits. */
export function columnValue(column: MetadataColumn, example: DatasetExample): string | number | boolean {
  return column.type === 'float' ? Math.round(column.value(example) * PRECISION) / PRECISION : column.value(example);
}

/**
 * A face's metadata as one JSON object: the same keys always, no null. Floats always have a point, since Arrow takes
 * a column of "0" and "1" for integers and then refuses the next file, where it holds "0.5".
 * @param fileName path of the picture as the metadata's reader wants it; null leaves the key out
 */
export function metadataJson(example: DatasetExample, fileName: string | null): string {
  const entries = METADATA_COLUMNS.map((column) => `${JSON.stringify(column.name)}:${jsonValue(column, example)}`);
  const file = fileName === null ? [] : [`"file_name":${JSON.stringify(fileName)}`];
  return `{${[...file, ...entries].join(',')}}`;
}

function jsonValue(column: MetadataColumn, example: DatasetExample): string {
  const value = columnValue(column, example);
  return column.type === 'float' && Number.isInteger(value) ? `${String(value)}.0` : JSON.stringify(value);
}
