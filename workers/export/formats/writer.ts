import type { DatasetExample } from '../../../src/domain/dataset/example';
import type { LayoutDescription } from '../../../src/domain/dataset/layout';
import type { Split, SplitSizes } from '../../../src/domain/dataset/splits';
import type { BeginFile, ExportFile, WrittenFile } from '../file';

/** Shards are closed once their pictures pass this size, in bytes: in a tab one for each split is in memory. */
const SHARD_BYTES = 24 * 1024 * 1024;
/** Workers of a loader that are to have a shard each: `webdataset` refuses fewer shards than workers. */
const PARALLEL_READERS = 4;

/** What is known of a set before its first face. */
export interface SetShape {
  /** Its name, which the folder that holds it has too. */
  readonly name: string;
  /** Faces that each split is to get. */
  readonly expected: SplitSizes;
  /** Begins a file that grows with the set. */
  readonly begin: BeginFile;
}

/** True where a shard is to be closed: it is large, or others have to be left faces enough for as many readers as usual. */
export function shardIsFull(faces: number, bytes: number, split: Split, { expected }: Pick<SetShape, 'expected'>): boolean {
  return bytes >= SHARD_BYTES || faces >= Math.max(1, Math.floor(expected[split] / PARALLEL_READERS));
}

/** Shards of each split as a brace list, "train-{000000..000003}.tar", which WebDataset expands; the path itself where there is one. */
export function braceList(paths: readonly string[]): string {
  const [first = ''] = paths;
  const last = paths.at(-1) ?? first;
  const numbered = /^(.*-)(\d+)(\.[a-z]+)$/;
  const [, stem = '', from = '', extension = ''] = numbered.exec(first) ?? [];
  return first === last ? first : `${stem}{${from}..${numbered.exec(last)?.[2] ?? from}}${extension}`;
}

/**
 * Told where each face went: path of its picture, or of the shard that holds it.
 * @param offset where in a shard the picture's bytes begin; null where they cannot be read alone; absent for a picture that is a file
 */
export type Place = (example: DatasetExample, path: string, offset?: number | null) => void;

/** How one layout is written. */
export interface FormatWriter {
  /** The layout's own files, each as soon as it is complete. Card, Croissant, recipes and checksums come from `exportFiles`. */
  write(examples: AsyncIterable<DatasetExample>, place: Place, shape: SetShape): AsyncGenerator<ExportFile | WrittenFile>;
  /** What the card and Croissant say of it. @param files those that `write` gave, but for pictures that lie alone @param name of the set */
  describe(files: readonly WrittenFile[], name: string): LayoutDescription;
}
