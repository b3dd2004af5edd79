import { NO_AFFECT } from '../../../src/domain/dataset/columns';
import { STAND_IN_NOTE, faceBoxOf, standInLandmarks } from '../../../src/domain/dataset/landmarks';
import { metadataJson } from '../../../src/domain/dataset/row';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import type { GrowingFile } from '../file';
import type { FormatWriter } from './writer';

/** The columns of AffectNet's lists of 2017. */
const HEADER = 'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal';

const FOLDERS: Readonly<Record<Split, string>> = { train: 'train', validation: 'val', test: 'test' };

/** `<train|val|test>/<0–7>/<id>.png`, with a `labels.csv` in each split. */
export const affectNet: FormatWriter = {
  async *write(examples, place, { begin }) {
    const lists = new Map<Split, GrowingFile>();
    const metadata = new Map<Split, GrowingFile>();
    for await (const example of examples) {
      const { split, id, png, width, height } = example;
      const expression = String(labelNumber(example.label, 'affectnet') ?? 0);
      const name = `${expression}/${id}.png`;
      const path = `${FOLDERS[split]}/${name}`;
      let list = lists.get(split);
      if (list === undefined) {
        list = begin(`${FOLDERS[split]}/labels.csv`);
        list.add(`${HEADER}\n`);
        lists.set(split, list);
      }
      const landmarks = standInLandmarks(faceBoxOf(example)).map((point) => point.map((length) => length.toFixed(2)).join(';')).join(';');
      list.add(`${[name, 0, 0, width, height, landmarks, expression, NO_AFFECT, NO_AFFECT].join(',')}\n`);
      const lines = metadata.get(split) ?? begin(`${FOLDERS[split]}/metadata.jsonl`);
      metadata.set(split, lines);
      lines.add(`${metadataJson(example, name)}\n`);
      place(example, path);
      yield { path, bytes: png };
    }
    for (const split of SPLITS) {
      const list = lists.get(split);
      const lines = metadata.get(split);
      if (list !== undefined) yield list.finish();
      if (lines !== undefined) yield lines.finish();
    }
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: '*/metadata.jsonl', pictures: '*/*/*.png', name: '[^/]+/(.+)' },
    dataFiles: (split) => `${FOLDERS[split]}/**`,
    columns: true,
    usage: () => `\`train\`, \`val\` and \`test\`, each with folders \`0\`–\`7\` and a \`labels.csv\` with the columns of AffectNet's lists of 2017; paths in it count from its
own folder. The face's box is the whole picture. ${STAND_IN_NOTE} Valence and arousal are −2, AffectNet's value for
"not annotated". \`metadata.jsonl\` in each split has all fields.

\`\`\`python
pandas.read_csv("${set}/train/labels.csv")
datasets.load_dataset("${set}")                          # every field
\`\`\``,
  }),
};
