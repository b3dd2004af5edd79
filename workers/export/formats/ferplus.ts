import { humanLabel } from '../../../src/domain/curation/curation';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { greySquare } from '../../../src/domain/dataset/grey';
import { metadataJson } from '../../../src/domain/dataset/row';
import type { Split } from '../../../src/domain/dataset/splits';
import { FERPLUS_VOTES, wholeVotes } from '../../../src/domain/dataset/votes';
import { labelNumber, reorderProbabilities } from '../../../src/domain/labels/labelOrders';
import { argmax } from '../../../src/domain/labels/probabilities';
import { oneHot } from '../../../src/domain/labels/rectify';
import { decodePng } from '../../../src/domain/png/decode';
import type { GrowingFile } from '../file';
import type { FormatWriter } from './writer';

/** Side of FER2013's pictures. */
const SIDE = 48;

const USAGES: Readonly<Record<Split, { usage: string; folder: string }>> = {
  train: { usage: 'Training', folder: 'FER2013Train' },
  validation: { usage: 'PublicTest', folder: 'FER2013Valid' },
  test: { usage: 'PrivateTest', folder: 'FER2013Test' },
};

/** Ten votes in FERPlus's order: all for people's label where there is one, otherwise by the pseudo-label's probabilities. */
function votesOf({ curation, face }: DatasetExample): number[] {
  const human = humanLabel(curation);
  const probabilities = human === null ? (face.label.probabilities ?? []) : oneHot(human);
  return wholeVotes(reorderProbabilities(probabilities, 'ferplus') ?? [], FERPLUS_VOTES);
}

/** FER2013's number. It has no contempt: such a face gets the likeliest of its seven, or neutral where no network said. */
function emotionOf({ label, face }: DatasetExample): number {
  return labelNumber(label, 'fer2013') ?? (face.label.probabilities ? argmax(reorderProbabilities(face.label.probabilities, 'fer2013') ?? []) : (labelNumber('neutral', 'fer2013') ?? 0));
}

/** `fer2013.csv` (48 × 48 grey) and `fer2013new.csv` (votes), row by row the same faces, and the pictures in full size. */
export const ferPlus: FormatWriter = {
  async *write(examples, place, { begin }) {
    const pixels = begin('fer2013.csv');
    const votes = begin('fer2013new.csv');
    const byFolder = new Map<string, { readonly metadata: GrowingFile; readonly labels: GrowingFile }>();
    pixels.add('emotion,pixels,Usage\n');
    votes.add('Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n');
    let number = 0;
    for await (const example of examples) {
      const { usage, folder } = USAGES[example.split];
      const name = `fer${String(number).padStart(7, '0')}.png`;
      const path = `images/${folder}/${name}`;
      number += 1;
      pixels.add(`${String(emotionOf(example))},${greySquare(await decodePng(example.png), SIDE).join(' ')},${usage}\n`);
      const counted = votesOf(example);
      votes.add(`${[usage, name, ...counted, 0, 0].join(',')}\n`);
      const lists = byFolder.get(folder) ?? { metadata: begin(`images/${folder}/metadata.jsonl`), labels: begin(`images/${folder}/label.csv`) };
      byFolder.set(folder, lists);
      lists.metadata.add(`${metadataJson(example, name)}\n`);
      lists.labels.add(`${name},"(0, 0, ${String(example.width)}, ${String(example.height)})",${[...counted, 0, 0].join(',')}\n`);
      place(example, path);
      yield { path, bytes: example.png };
    }
    yield pixels.finish();
    yield votes.finish();
    for (const { metadata, labels } of byFolder.values()) {
      yield labels.finish();
      yield metadata.finish();
    }
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: 'images/*/metadata.jsonl', pictures: 'images/*/*.png', name: 'images/[^/]+/(.+)' },
    dataFiles: (split) => `images/${USAGES[split].folder}/**`,
    columns: true,
    usage: () => `\`fer2013.csv\` (\`emotion,pixels,Usage\`, 48 × 48 grey) and \`fer2013new.csv\` (ten votes a face in FERPlus's order), row by row the same faces;
\`images/FER2013Train\`, \`FER2013Valid\` and \`FER2013Test\` hold the pictures in full size under FERPlus's names. Usage: Training, PublicTest (our
validation), PrivateTest (our test). Votes are the voters' calibrated probabilities in tenths, or ten for people's label; nobody
voted "unknown" or "NF". FER2013's \`emotion\` has no contempt: there it is the likeliest other class, or neutral where no
network said, so train contempt on the votes. \`metadata.jsonl\` in each folder has all fields.

The reader of microsoft/FERPlus takes \`${set}/images\` as its base folder: each folder has the \`label.csv\` it asks for. Its script that makes
pictures out of \`fer2013.csv\` is not needed, and pointed at this folder would write over the pictures.

\`\`\`python
pandas.read_csv("${set}/fer2013new.csv")
datasets.load_dataset("${set}")                          # every field
\`\`\``,
  }),
};
