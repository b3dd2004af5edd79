import { metadataJson } from '../../../src/domain/dataset/row';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import { canonicalJson } from '../../../src/domain/recipe/canonical';
import { BLOCK, TarArchive } from '../tar';
import { braceList, shardIsFull } from './writer';
import type { BeginFile, WrittenFile } from '../file';
import type { FormatWriter } from './writer';

const encoder = new TextEncoder();

/** A split's shard under way. */
interface Shard {
  readonly path: string;
  readonly archive: TarArchive;
  readonly number: number;
  faces: number;
}

const shardsOf = (files: readonly WrittenFile[], split: Split) => files.map(({ path }) => path).filter((path) => path.startsWith(`${split}-`) && path.endsWith('.tar'));

function beginShard(split: Split, number: number, begin: BeginFile): Shard {
  const path = `${split}-${String(number).padStart(6, '0')}.tar`;
  return { path, archive: new TarArchive(begin(path), 0), number, faces: 0 };
}

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
    const open = new Map<Split, Shard>();
    const numbers = new Map<Split, number>();
    const metadata = shape.begin('metadata.jsonl');
    for await (const example of examples) {
      const { split, id, png, label } = example;
      const shard = open.get(split) ?? beginShard(split, numbers.get(split) ?? 0, shape.begin);
      open.set(split, shard);
      const offset = shard.archive.size + BLOCK;
      shard.archive.add(`${id}.png`, png);
      shard.archive.add(`${id}.cls`, encoder.encode(String(labelNumber(label, 'affectnet') ?? 0)));
      shard.archive.add(`${id}.json`, encoder.encode(sampleJson(example)));
      metadata.add(`${metadataJson(example, `${id}.png`)}\n`);
      shard.faces += 1;
      place(example, shard.path, offset);
      if (!shardIsFull(shard.faces, shard.archive.size, split, shape)) continue;
      yield shard.archive.finish();
      open.delete(split);
      numbers.set(split, shard.number + 1);
    }
    for (const split of SPLITS) {
      const shard = open.get(split);
      if (shard !== undefined) yield shard.archive.finish();
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
