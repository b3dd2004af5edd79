import { sha256Hex } from '../../src/domain/bytes/sha256';
import { datasetCard } from '../../src/domain/dataset/card';
import { checksumsText } from '../../src/domain/dataset/checksums';
import { croissantJson } from '../../src/domain/dataset/croissant';
import type { DatasetExample } from '../../src/domain/dataset/example';
import { faceRecordJson } from '../../src/domain/dataset/faceRecord';
import { exportFormat } from '../../src/domain/dataset/formats';
import type { ExportSettings } from '../../src/domain/dataset/settings';
import type { SplitSizes } from '../../src/domain/dataset/splits';
import { RECIPES_PATH } from '../../src/domain/library/setLibrary';
import type { Piece } from '../../src/domain/library/setLibrary';
import { exclusionSentences, faceCount } from '../../src/domain/dataset/tally';
import type { Counter } from '../../src/domain/dataset/tally';
import { labelNumber } from '../../src/domain/labels/labelOrders';
import { ExportError } from './errors';
import { textFile, growInMemory } from './file';
import type { BeginFile, ExportFile, WrittenFile } from './file';
import type { Place } from './formats/writer';
import { WRITERS } from './formats/writers';

const encoder = new TextEncoder();

/** Where an export's files are kept while they grow, and what lies in the set beside them. */
export interface Keeping {
  readonly begin: BeginFile;
  readonly beside: readonly ExportFile[];
  /** Told of every face; gives files that lie in the set as well. */
  readonly library?: SetLibrary;
}

/** What makes a set a library to look through (src/domain/library). */
export interface SetLibrary {
  add(id: string, picture: Piece | null, record: Piece): void;
  finish(): readonly (ExportFile | WrittenFile)[];
}

/**
 * Every file of an export, each as soon as it is complete: the layout's own, then recipes.jsonl, croissant.json, README.md and
 * CHECKSUMS.sha256. One face at a time is taken from `examples`. Files that lie in their place already are not handed out.
 * @param counter counts what is written and what is left out
 * @param expected faces that each split is to get, as far as that is known: shards are cut by it
 * @throws ExportError `no-faces` where nothing can be written
 */
export async function* exportFiles(
  examples: AsyncIterable<DatasetExample>,
  settings: ExportSettings,
  counter: Counter,
  expected: SplitSizes,
  { begin, beside, library }: Keeping = { begin: growInMemory, beside: [] },
): AsyncGenerator<ExportFile> {
  const writer = WRITERS[settings.format];
  const recipes = begin(RECIPES_PATH);
  const checksums = begin('CHECKSUMS.sha256');
  /** All but pictures that lie alone, which would be as many as faces. */
  const written: WrittenFile[] = [];
  let lastPlace = '';
  async function* noted(file: ExportFile | WrittenFile): AsyncGenerator<ExportFile> {
    const sum: WrittenFile = 'sha256' in file ? file : { path: file.path, sha256: await sha256Hex(file.bytes), bytes: file.bytes.length };
    checksums.add(checksumsText([sum]));
    if (file.path !== lastPlace || file.path.endsWith('.tar')) written.push(sum);
    if (!('sha256' in file)) yield file;
  }

  let recordsEnd = 0;
  const place: Place = (example, path, offset) => {
    const line = encoder.encode(`${faceRecordJson(example, path)}\n`);
    recipes.add(line);
    const picture = offset === undefined ? { path, offset: 0, bytes: 0 } : offset === null ? null : { path, offset, bytes: example.png.length };
    library?.add(example.id, picture, { path: RECIPES_PATH, offset: recordsEnd, bytes: line.length });
    recordsEnd += line.length;
    lastPlace = path;
  };
  for await (const file of writer.write(fitting(examples, settings, counter), place, { name: settings.name, expected, begin })) {
    if (faceCount(counter) === 0) break;
    yield* noted(file);
  }
  if (faceCount(counter) === 0) throw new ExportError('no-faces', nothingLeft(counter));

  const layout = writer.describe(written, settings.name);
  yield* noted(recipes.finish());
  for (const file of library?.finish() ?? []) yield* noted(file);
  for (const file of beside) yield* noted(file);
  yield* noted(textFile('croissant.json', croissantJson(settings, layout.source, counter)));
  yield* noted(textFile('README.md', datasetCard(settings, layout, counter)));
  const last = checksums.finish();
  if (!('sha256' in last)) yield last;
}

/** The examples whose class the layout's labels have, counted. */
async function* fitting(examples: AsyncIterable<DatasetExample>, settings: ExportSettings, counter: Counter): AsyncGenerator<DatasetExample> {
  const { labels } = exportFormat(settings.format);
  for await (const example of examples) {
    if (labelNumber(example.label, labels) === null) counter.exclude('no-class');
    else {
      counter.add(example);
      yield example;
    }
  }
}

function nothingLeft({ excluded }: Counter): string {
  const left = Object.values(excluded).reduce((a, b) => a + b, 0);
  return left === 0
    ? 'There is no face to export. Make or choose some first.'
    : `None of the ${String(left)} faces can be exported. ${exclusionSentences({ excluded }).join(' ')}`;
}
