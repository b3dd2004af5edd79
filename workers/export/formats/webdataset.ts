import { metadataJson } from '../../../src/domain/dataset/row';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import { canonicalJson } from '../../../src/domain/recipe/canonical';
import type { ExportFile } from '../file';
import { TarArchive } from '../tar';
import { braceList, shardIsFull } from './writer';
import type { WrittenFile } from '../file';
import type { FormatWriter } from './writer';

const encoder = new TextEncoder();

interface Shards {
  readonly split: Split;
  archive: TarArchive;
  faces: number;
  number: number;
}

const shardsOf = (files: readonly WrittenFile[], split: Split) => files.map(({ path }) => path).filter((path) => path.startsWith(`${split}-`) && path.endsWith('.tar'));

const shardPath = ({ split, number }: Shards) => `${split}-${String(number).padStart(6, '0')}.tar`;

/**
 * The face's metadata with its recipe as text: recipes name different units, and `datasets` wants every sample's
 * JSON to have the same keys.
 */
function sampleJson(example: DatasetExample): string {
  return `${metadataJson(example, null).slice(0, -1)},"recipe":${JSON.stringify(canonicalJson(example.face.recipe))}}`;
}

/** `<split>-000000.tar` with `<id>.png`, `<id>.cls` and `<id>.json` of each face next to each other; ids have no dots. */
export const webDataset: FormatWriter = {
  async *write(examples, place, shape) {
    const open = new Map<Split, Shards>();
    const metadata = shape.text('metadata.jsonl');
    const finish = (shards: Shards): ExportFile => ({ path: shardPath(shards), bytes: shards.archive.finish() });
    for await (const example of examples) {
      const { split, id, png, label } = example;
      const shards = open.get(split) ?? { split, archive: new TarArchive(0), faces: 0, number: 0 };
      open.set(split, shards);
      shards.archive.add(`${id}.png`, png);
      shards.archive.add(`${id}.cls`, encoder.encode(String(labelNumber(label, 'affectnet') ?? 0)));
      shards.archive.add(`${id}.json`, encoder.encode(sampleJson(example)));
      metadata.add(`${metadataJson(example, `${id}.png`)}\n`);
      shards.faces += 1;
      place(example, shardPath(shards));
      if (shardIsFull(shards.faces, shards.archive.size, split, shape)) {
        yield finish(shards);
        shards.archive = new TarArchive(0);
        shards.faces = 0;
        shards.number += 1;
      }
    }
    for (const split of SPLITS) {
      const shards = open.get(split);
      if (shards !== undefined && shards.archive.size > 0) yield finish(shards);
    }
    yield metadata.finish();
  },

  describe: (files, set) => ({
    source: { kind: 'shards', metadata: 'metadata.jsonl', shards: files.filter(({ path }) => path.endsWith('.tar')) },
    dataFiles: (split) => `${split}-*.tar`,
    columns: false,
    usage: () => `\`<split>-<number>.tar\`, each face as \`<id>.png\`, \`<id>.cls\` (the class's number) and \`<id>.json\` (all fields, and the recipe
as text). \`metadata.jsonl\` has the fields of all faces once more.

\`\`\`python
webdataset.WebDataset("${set}/${braceList(shardsOf(files, 'train'))}", shardshuffle=False).decode("pil").to_tuple("png", "cls", "json")
datasets.load_dataset("webdataset", data_files={"train": "${set}/train-*.tar"})
datasets.load_dataset("${set}")                          # every split
\`\`\`

Shards are cut so that four workers have one each where a split has faces enough.`,
  }),
};
