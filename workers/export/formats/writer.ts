import type { DatasetExample } from '../../../src/domain/dataset/example';
import type { LayoutDescription } from '../../../src/domain/dataset/layout';
import type { Checksum } from '../../../src/domain/dataset/checksums';
import type { ExportFile } from '../file';

/** Shards are closed once their pictures pass this size, in bytes: one for each split is in memory. */
export const SHARD_BYTES = 24 * 1024 * 1024;

/** A file that has been written. */
export interface WrittenFile extends Checksum {
  readonly bytes: number;
}

/** Told where each face went: path of its picture, or of the shard that holds it. */
export type Place = (example: DatasetExample, path: string) => void;

/** How one layout is written. */
export interface FormatWriter {
  /** The layout's own files, each as soon as it is complete. Card, Croissant, recipes and checksums come from `exportFiles`. */
  write(examples: AsyncIterable<DatasetExample>, place: Place): AsyncGenerator<ExportFile>;
  /** What the card and Croissant say of it. @param files those that `write` gave */
  describe(files: readonly WrittenFile[]): LayoutDescription;
}
