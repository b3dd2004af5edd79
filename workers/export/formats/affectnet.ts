import { NO_AFFECT } from '../../../src/domain/dataset/columns';
import { WHOLE_PATH } from '../../../src/domain/dataset/layout';
import { metadataJson } from '../../../src/domain/dataset/row';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import { TextFile } from '../file';
import type { FormatWriter } from './writer';

/** The columns of AffectNet's lists of 2017. */
const HEADER = 'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal';

const FOLDERS: Readonly<Record<Split, string>> = { train: 'train', validation: 'val', test: 'test' };

/** `<train|val|test>/<0–7>/<id>.png`, with a `labels.csv` in each split. */
export const affectNet: FormatWriter = {
  async *write(examples, place) {
    const lists = new Map<Split, TextFile>();
    const metadata = new TextFile('metadata.jsonl');
    for await (const example of examples) {
      const { split, id, png, width, height } = example;
      const expression = String(labelNumber(example.label, 'affectnet') ?? 0);
      const name = `${expression}/${id}.png`;
      const path = `${FOLDERS[split]}/${name}`;
      let list = lists.get(split);
      if (list === undefined) {
        list = new TextFile(`${FOLDERS[split]}/labels.csv`);
        list.add(`${HEADER}\n`);
        lists.set(split, list);
      }
      list.add(`${[name, 0, 0, width, height, '', expression, NO_AFFECT, NO_AFFECT].join(',')}\n`);
      metadata.add(`${metadataJson(example, path)}\n`);
      place(example, path);
      yield { path, bytes: png };
    }
    for (const split of SPLITS) {
      const list = lists.get(split);
      if (list !== undefined) yield list.finish();
    }
    yield metadata.finish();
  },

  describe: () => ({
    source: { kind: 'files', metadata: 'metadata.jsonl', pictures: '*/*/*.png', name: WHOLE_PATH },
    dataFiles: null,
    columns: false,
    usage: () => `\`train\`, \`val\` and \`test\`, each with folders \`0\`–\`7\` and a \`labels.csv\` with the columns of AffectNet's lists of 2017; paths in it count from its
own folder. The face's box is the whole picture. Landmarks are empty, and valence and arousal are −2, AffectNet's value for
"not annotated". \`metadata.jsonl\` has all fields.`,
  }),
};
