import { NO_AFFECT } from '../../../src/domain/dataset/columns';
import { STAND_IN_NOTE, faceBoxOf, standInLandmarks } from '../../../src/domain/dataset/landmarks';
import { metadataJson } from '../../../src/domain/dataset/row';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import type { Bytes } from '../file';
import type { GrowingFile } from '../file';
import { npy } from '../npy';
import type { FormatWriter } from './writer';

const FOLDERS: Readonly<Record<Split, string>> = { train: 'train_set', validation: 'val_set', test: 'test_set' };

/**
 * `<train|val|test>_set/images/<id>.jpg` and `annotations/<id>_exp.npy`, `_val`, `_aro`, `_lnd`, as AffectNet's release of eight
 * classes has them. The pictures hold PNG data: the loaders ask for this name, and Pillow and OpenCV go by the content.
 */
export const affectNet8: FormatWriter = {
  async *write(examples, place, { begin }) {
    const metadata = new Map<string, GrowingFile>();
    for await (const example of examples) {
      const folder = FOLDERS[example.split];
      const path = `${folder}/images/${example.id}.jpg`;
      const lines = metadata.get(folder) ?? begin(`${folder}/images/metadata.jsonl`);
      metadata.set(folder, lines);
      lines.add(`${metadataJson(example, `${example.id}.jpg`)}\n`);
      place(example, path);
      yield { path, bytes: example.png };
      const annotations: readonly (readonly [name: string, bytes: Bytes])[] = [
        ['exp', npy('<i8', labelNumber(example.label, 'affectnet') ?? 0)],
        ['val', npy('<f8', NO_AFFECT)],
        ['aro', npy('<f8', NO_AFFECT)],
        ['lnd', npy('<f8', standInLandmarks(faceBoxOf(example)).flat())],
      ];
      for (const [name, bytes] of annotations) yield { path: `${folder}/annotations/${example.id}_${name}.npy`, bytes };
    }
    for (const lines of metadata.values()) yield lines.finish();
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: '*/images/metadata.jsonl', pictures: '*/images/*.jpg', name: '[^/]+/images/(.+)' },
    dataFiles: (split) => `${FOLDERS[split]}/images/**`,
    columns: true,
    usage: () => `\`train_set\`, \`val_set\` and \`test_set\`, each with \`images/<id>.jpg\` and \`annotations/<id>_exp.npy\` (the class, 0–7), \`_val.npy\`, \`_aro.npy\` and
\`_lnd.npy\`, as the loaders of DAN and EmotiEffLib ask for AffectNet's eight classes. The pictures hold PNG data, with recipe and synthetic marker,
under that name. Valence and arousal are −2: not annotated. ${STAND_IN_NOTE} \`images/metadata.jsonl\` has all fields.

\`\`\`python
sorted(glob.glob("${set}/train_set/annotations/*_exp.npy"))
datasets.load_dataset("${set}")                          # every field
\`\`\``,
  }),
};
