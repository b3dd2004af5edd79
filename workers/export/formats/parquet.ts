import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnSource } from 'hyparquet-writer';
import { METADATA_COLUMNS } from '../../../src/domain/dataset/columns';
import type { MetadataColumn } from '../../../src/domain/dataset/columns';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { columnValue } from '../../../src/domain/dataset/row';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { canonicalJson } from '../../../src/domain/recipe/canonical';
import type { ExportFile } from '../file';
import { shardIsFull } from './writer';
import type { FormatWriter } from './writer';

/**
 * Parquet's element for each of our types. Nothing is ever null; yet `datasets` takes its own features for columns that may be
 * null only.
 */
const ELEMENTS = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  int: { type: 'INT64', repetition_type: 'OPTIONAL' },
  class: { type: 'INT64', repetition_type: 'OPTIONAL' },
  float: { type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  bool: { type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
} as const satisfies Record<MetadataColumn['type'], object>;
const FEATURES: Readonly<Record<MetadataColumn['type'], object>> = {
  string: { dtype: 'string', _type: 'Value' },
  int: { dtype: 'int64', _type: 'Value' },
  class: { names: EXPRESSION_CLASSES, _type: 'ClassLabel' },
  float: { dtype: 'float64', _type: 'Value' },
  bool: { dtype: 'bool', _type: 'Value' },
};

/** What `datasets` reads from a file's metadata: pictures are shown as such, classes by name. */
const HUGGING_FACE = JSON.stringify({
  info: {
    features: {
      image: { _type: 'Image' },
      ...Object.fromEntries(METADATA_COLUMNS.map(({ name, type }) => [name, FEATURES[type]])),
      recipe: FEATURES.string,
    },
  },
});

interface Table {
  readonly split: Split;
  examples: DatasetExample[];
  bytes: number;
  number: number;
}

const tablePath = ({ split, number }: Table) => `data/${split}-${String(number).padStart(5, '0')}.parquet`;

function columnData(column: MetadataColumn, examples: readonly DatasetExample[]): ColumnSource {
  const integer = column.type === 'int' || column.type === 'class';
  const data = examples.map((example) => columnValue(column, example));
  return { name: column.name, data: integer ? data.map(BigInt) : data };
}

function tableFile(table: Table): ExportFile {
  const { examples } = table;
  const pictures = examples.map(({ png, id }) => ({ bytes: png, path: `${id}.png` }));
  const bytes = parquetWriteBuffer({
    columnData: [
      // The struct that `datasets` keeps pictures in. PNG does not compress further, and nobody asks for its least value.
      { name: 'image', data: pictures, codec: 'UNCOMPRESSED', statistics: false },
      ...METADATA_COLUMNS.map((column) => columnData(column, examples)),
      { name: 'recipe', data: examples.map(({ face }) => canonicalJson(face.recipe)) },
    ],
    schema: [
      { name: 'root', num_children: METADATA_COLUMNS.length + 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', ...ELEMENTS.string },
      ...METADATA_COLUMNS.map(({ name, type }) => ({ name, ...ELEMENTS[type] })),
      { name: 'recipe', ...ELEMENTS.string },
    ],
    rowGroupSize: examples.length,
    kvMetadata: [{ key: 'huggingface', value: HUGGING_FACE }],
    createdBy: 'SynFER Studio',
  });
  return { path: tablePath(table), bytes: new Uint8Array(bytes) };
}

/** `data/<split>-00000.parquet`: a row a face, the picture in it. */
export const parquet: FormatWriter = {
  async *write(examples, place, shape) {
    const open = new Map<Split, Table>();
    for await (const example of examples) {
      const table: Table = open.get(example.split) ?? { split: example.split, examples: [], bytes: 0, number: 0 };
      open.set(example.split, table);
      table.examples.push(example);
      table.bytes += example.png.length;
      place(example, tablePath(table), null);
      if (shardIsFull(table.examples.length, table.bytes, example.split, shape)) {
        yield tableFile(table);
        table.examples = [];
        table.bytes = 0;
        table.number += 1;
      }
    }
    for (const split of SPLITS) {
      const table = open.get(split);
      if (table !== undefined && table.examples.length > 0) yield tableFile(table);
    }
  },

  describe: (_, set) => ({
    source: { kind: 'tables', tables: 'data/*.parquet' },
    dataFiles: (split) => `data/${split}-*.parquet`,
    columns: false,
    usage: () => `\`data/<split>-<number>.parquet\`, a row a face: \`image\` (\`bytes\` of the PNG, and \`path\`), all fields, and \`recipe\` as JSON text.

\`\`\`python
datasets.load_dataset("${set}")["train"][0]["image"]     # a Pillow picture
pandas.concat(pandas.read_parquet(path) for path in glob.glob("${set}/data/train-*.parquet"))
\`\`\``,
  }),
};
