import { WHOLE_PATH } from '../../../src/domain/dataset/layout';
import { metadataJson } from '../../../src/domain/dataset/row';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import type { FormatWriter } from './writer';

/** RAF-DB has two splits, told by the file's name. */
const PREFIXES: Readonly<Record<Split, 'train' | 'test'>> = { train: 'train', validation: 'test', test: 'test' };

/**
 * `basic/Image/aligned/train_00001_aligned.jpg` and `basic/EmoLabel/list_patition_label.txt` (sic), labels from 1. The files
 * hold PNG data: the loaders ask for these names, and Pillow and OpenCV go by the content.
 */
export const rafDb: FormatWriter = {
  async *write(examples, place, { begin }) {
    const list = begin('basic/EmoLabel/list_patition_label.txt');
    const metadata = begin('metadata.jsonl');
    const numbers = { train: 0, test: 0 };
    for await (const example of examples) {
      const prefix = PREFIXES[example.split];
      numbers[prefix] += 1;
      const name = `${prefix}_${String(numbers[prefix]).padStart(5, '0')}`;
      const path = `basic/Image/aligned/${name}_aligned.jpg`;
      list.add(`${name}.jpg ${String(labelNumber(example.label, 'rafdb') ?? 0)}\n`);
      metadata.add(`${metadataJson(example, path)}\n`);
      place(example, path);
      yield { path, bytes: example.png };
    }
    yield list.finish();
    yield metadata.finish();
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: 'metadata.jsonl', pictures: 'basic/Image/aligned/*.jpg', name: WHOLE_PATH },
    dataFiles: ['basic/Image/aligned/*.jpg', 'metadata.jsonl'],
    columns: true,
    usage: () => `\`basic/Image/aligned/<name>_aligned.jpg\`, and \`basic/EmoLabel/list_patition_label.txt\` (spelt as in RAF-DB) with a line \`<name>.jpg <label>\` a
face, labels 1 surprise, 2 fear, 3 disgust, 4 happiness, 5 sadness, 6 anger, 7 neutral. Names begin with \`train\` or \`test\`; our validation
split is in \`test\`. RAF-DB has no contempt. The files hold PNG data, with recipe and synthetic marker, under the names RAF-DB's loaders
ask for: Pillow, torchvision and OpenCV go by the content. \`metadata.jsonl\` has all fields.

\`\`\`python
everyone = datasets.load_dataset("${set}", split="faces")
train = everyone.filter(lambda face: face["split"] == "train")
\`\`\``,
  }),
};
