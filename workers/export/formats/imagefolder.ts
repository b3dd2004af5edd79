import { metadataJson } from '../../../src/domain/dataset/row';
import { SPLITS } from '../../../src/domain/dataset/splits';
import type { Split } from '../../../src/domain/dataset/splits';
import { labelNumber } from '../../../src/domain/labels/labelOrders';
import type { ExpressionClass } from '../../../src/domain/packs/manifest';
import type { GrowingFile } from '../file';
import type { FormatWriter } from './writer';

/** "3_surprise": the number in front makes torchvision's alphabetical index AffectNet's number. */
function classFolder(label: ExpressionClass): string {
  return `${String(labelNumber(label, 'affectnet') ?? 0)}_${label}`;
}

/**
 * `<split>/<class>/<id>.png` with `<split>/metadata.jsonl`: torchvision passes over the loose file, `datasets` reads it
 * and takes no labels from the folders, CVAT imports label folders.
 */
export const imageFolder: FormatWriter = {
  async *write(examples, place, { begin }) {
    const metadata = new Map<Split, GrowingFile>();
    for await (const example of examples) {
      const { split, id, png } = example;
      const name = `${classFolder(example.label)}/${id}.png`;
      const file = metadata.get(split) ?? begin(`${split}/metadata.jsonl`);
      metadata.set(split, file);
      file.add(`${metadataJson(example, name)}\n`);
      place(example, `${split}/${name}`);
      yield { path: `${split}/${name}`, bytes: png };
    }
    for (const split of SPLITS) {
      const file = metadata.get(split);
      if (file !== undefined) yield file.finish();
    }
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: '*/metadata.jsonl', pictures: '*/*/*.png', name: '[^/]+/(.+)' },
    dataFiles: (split) => `${split}/**`,
    columns: true,
    usage: () => `\`<split>/<number>_<class>/<id>.png\`, and \`<split>/metadata.jsonl\` with all fields.

\`\`\`python
torchvision.datasets.ImageFolder("${set}/train")         # classes 0_neutral … 7_contempt
datasets.load_dataset("imagefolder", data_dir="${set}")  # every field, \`label\` as a number
datasets.load_dataset("${set}")                          # every field, \`label\` with its class names
\`\`\`

FiftyOne's \`ImageClassificationDirectoryTree\` opens one split: point it at \`${set}/train\`. POSTER_V2 wants the validation split called \`valid\`: rename the folder.
For cleanlab, \`p_neutral\` … \`p_contempt\` are in the order of \`label\` (sort by that number, not by \`label_name\`); leave out \`p_photograph_…\`, which may be −1.`,
  }),
};
