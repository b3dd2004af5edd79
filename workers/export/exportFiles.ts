import { sha256Hex } from '../../src/domain/bytes/sha256';
import { datasetCard } from '../../src/domain/dataset/card';
import { checksumsText } from '../../src/domain/dataset/checksums';
import { croissantJson } from '../../src/domain/dataset/croissant';
import type { DatasetExample } from '../../src/domain/dataset/example';
import { faceRecordJson } from '../../src/domain/dataset/faceRecord';
import { exportFormat } from '../../src/domain/dataset/formats';
import type { ExportSettings } from '../../src/domain/dataset/settings';
import type { SplitSizes } from '../../src/domain/dataset/splits';
import { faceCount } from '../../src/domain/dataset/tally';
import type { Counter } from '../../src/domain/dataset/tally';
import { labelNumber } from '../../src/domain/labels/labelOrders';
import { ExportError } from './errors';
import { TextFile, textFile } from './file';
import type { ExportFile } from './file';
import type { WrittenFile } from './formats/writer';
import { WRITERS } from './formats/writers';

/**
 * Every file of an export, each as soon as it is complete: the layout's own, then recipes.jsonl, croissant.json, README.md and
 * CHECKSUMS.sha256. One face at a time is taken from `examples`.
 * @param counter counts what is written and what is left out
 * @param expected faces that each split is to get, as far as that is known: shards are cut by it
 * @throws ExportError `no-faces` where nothing can be written
 */
export async function* exportFiles(examples: AsyncIterable<DatasetExample>, settings: ExportSettings, counter: Counter, expected: SplitSizes): AsyncGenerator<ExportFile> {
  const writer = WRITERS[settings.format];
  const recipes = new TextFile('recipes.jsonl');
  const written: WrittenFile[] = [];
  const note = async (file: ExportFile): Promise<ExportFile> => {
    written.push({ path: file.path, sha256: await sha256Hex(file.bytes), bytes: file.bytes.length });
    return file;
  };

  const place = (example: DatasetExample, path: string) => {
    recipes.add(`${faceRecordJson(example, path)}\n`);
  };
  for await (const file of writer.write(fitting(examples, settings, counter), place, { name: settings.name, expected })) {
    if (faceCount(counter) === 0) break;
    yield note(file);
  }
  if (faceCount(counter) === 0) throw new ExportError('no-faces', nothingLeft(counter));

  const layout = writer.describe(written, settings.name);
  yield note(recipes.finish());
  yield note(textFile('croissant.json', croissantJson(settings, layout.source, counter)));
  yield note(textFile('README.md', datasetCard(settings, layout, counter)));
  yield textFile('CHECKSUMS.sha256', checksumsText(written));
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
    : `None of the ${String(left)} faces can be exported: ${String(excluded.rejected)} were rejected, ${String(excluded['no-class'])} are of a class this layout lacks, ${String(excluded.missing)} are gone.`;
}
