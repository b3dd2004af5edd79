import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Curation } from '../../../src/domain/curation/curation';
import { exampleOf } from '../../../src/domain/dataset/example';
import type { DatasetExample, ExampleContext } from '../../../src/domain/dataset/example';
import type { ExportSettings } from '../../../src/domain/dataset/settings';
import type { SplitSizes } from '../../../src/domain/dataset/splits';
import { Counter } from '../../../src/domain/dataset/tally';
import type { PackManifest } from '../../../src/domain/packs/manifest';
import type { PlanPlaces } from '../../../src/domain/plan/places';
import { planText } from '../../../src/domain/plan/planFile';
import { exportFiles } from '../../export/exportFiles';
import { textFile } from '../../export/file';
import { writeFolder } from '../folderSink';
import type { ShardFolder } from '../shards/folder';
import { soundEntry } from '../shards/shardFile';
import type { Chosen } from './choose';
import type { FaceIndex } from './faceIndex';
import { LibraryFiles } from './libraryFiles';
import { growOnDisk } from './growOnDisk';

/** What a merged set is written from. */
export interface Merge {
  readonly folder: ShardFolder;
  readonly count: number;
  readonly index: FaceIndex;
  readonly chosen: Chosen;
  readonly places: PlanPlaces;
  readonly curations: ReadonlyMap<number, Curation>;
  readonly manifest: PackManifest;
  readonly failed: number;
  /** The set is to be a library to look through as well. */
  readonly library: boolean;
}

/**
 * Writes the chosen faces as a labelled set, one at a time from their shards, beside its place and renamed when all is there.
 * @returns what it holds
 */
export async function writeMerged(merge: Merge, settings: ExportSettings, out: string, onFace: (done: number, total: number) => void): Promise<Counter> {
  const counter = new Counter();
  for (const [reason, count] of [...merge.chosen.excluded, ['failed', merge.failed] as const]) for (let i = 0; i < count; i++) counter.exclude(reason);
  const beside = `${out}.part`;
  await rm(beside, { recursive: true, force: true });
  const begin = growOnDisk(beside);
  const library = merge.library ? new LibraryFiles(begin, settings.name, merge.folder.planSha256, merge.manifest.actionUnits) : null;
  const keeping = { begin, beside: [textFile('plan.json', planText(merge.folder.plan))], ...(library && { library }) };
  await writeFolder(exportFiles(examples(merge, library, onFace), settings, counter, expected(merge), keeping), beside);
  await rename(beside, out);
  return counter;
}

function expected({ index, chosen, places }: Merge): SplitSizes {
  const sizes = { train: 0, validation: 0, test: 0 };
  for (let place = 0; place < index.places; place++) if (chosen.has(place)) sizes[places.of(place).split] += 1;
  return sizes;
}

/** The chosen faces in the plan's order. */
async function* examples(merge: Merge, library: LibraryFiles | null, onFace: (done: number, total: number) => void): AsyncGenerator<DatasetExample> {
  const { folder, count, index, chosen, places, curations, manifest } = merge;
  const context: ExampleContext = { auLayout: () => manifest };
  const total = Object.values(expected(merge)).reduce((sum, size) => sum + size, 0);
  let file: FileHandle | null = null;
  let opened = -1;
  let done = 0;
  try {
    for (let place = 0; place < index.places; place++) {
      if (!chosen.has(place)) continue;
      const { shard, offset, length } = index.whereabouts(place);
      if (opened !== shard) {
        await file?.close();
        file = await open(folder.tar({ index: shard, count }), 'r');
        opened = shard;
      }
      const entry = file === null ? null : await soundEntry(file, offset);
      if (entry?.kind !== 'made' || entry.raw.length !== length) throw new Error(`Shard ${String(shard)} changed while it was read.`);
      const { said, png } = entry;
      await library?.look(said.face, png, said.hash);
      const example = exampleOf(said.face, { png, width: said.width, height: said.height }, curations.get(place), places.of(place), context);
      if (example !== null) yield example;
      onFace(++done, total);
    }
  } finally {
    await file?.close();
  }
}
