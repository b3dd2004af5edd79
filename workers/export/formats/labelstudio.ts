import { humanLabels } from '../../../src/domain/curation/curation';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { WHOLE_PATH } from '../../../src/domain/dataset/layout';
import { metadataJson } from '../../../src/domain/dataset/row';
import { argmax } from '../../../src/domain/labels/probabilities';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { ExpressionClass } from '../../../src/domain/packs/manifest';
import { textFile } from '../file';
import type { FormatWriter } from './writer';

/** The labelling interface that the tasks fit. */
const INTERFACE = `<View>
  <Image name="image" value="$image"/>
  <Choices name="expression" toName="image" choice="single" showInLine="true">
${EXPRESSION_CLASSES.map((name, i) => `    <Choice value="${name}" hotkey="${String(i + 1)}"/>`).join('\n')}
  </Choices>
</View>
`;

function choice(expression: ExpressionClass) {
  return [{ from_name: 'expression', to_name: 'image', type: 'choices', value: { choices: [expression] } }];
}

function prediction(version: string, probabilities: readonly number[]) {
  const best = argmax(probabilities);
  return { model_version: version, score: probabilities[best] ?? 0, result: choice(EXPRESSION_CLASSES[best] ?? 'neutral') };
}

/**
 * A task: the picture, what is known of it, each voter's prediction, last that of voters and request together, which Label
 * Studio then shows, and an annotation for each rater's label: an opinion, no ground truth.
 * @param path of the picture below Label Studio's document root
 */
function task(example: DatasetExample, path: string) {
  const { id, face, curation, split, group } = example;
  const raters = Object.values(humanLabels(curation)).filter((label) => label !== null);
  return {
    data: { image: `/data/local-files/?d=${path}`, id, split, group_id: group, intended_label: face.recipe.expression ?? '', seed: face.recipe.seed, prompt: face.recipe.prompt },
    predictions: [...face.label.votes.map(({ voter, probabilities }) => prediction(voter, probabilities)), ...(face.label.probabilities ? [prediction('ensemble', face.label.probabilities)] : [])],
    annotations: raters.map((label) => ({ result: choice(label), ground_truth: false })),
  };
}

/** `tasks.json` for Label Studio, with `images/<id>.png` beside it. */
export const labelStudio: FormatWriter = {
  async *write(examples, place, { name, begin }) {
    const tasks = begin('tasks.json');
    const metadata = begin('metadata.jsonl');
    let separator = '[\n';
    for await (const example of examples) {
      const path = `images/${example.id}.png`;
      tasks.add(`${separator}${JSON.stringify(task(example, `${name}/${path}`))}`);
      separator = ',\n';
      metadata.add(`${metadataJson(example, path)}\n`);
      place(example, path);
      yield { path, bytes: example.png };
    }
    tasks.add('\n]\n');
    yield tasks.finish();
    yield metadata.finish();
    yield textFile('labeling-interface.xml', INTERFACE);
  },

  describe: (_, set) => ({
    source: { kind: 'files', metadata: 'metadata.jsonl', pictures: 'images/*.png', name: WHOLE_PATH },
    dataFiles: ['images/*.png', 'metadata.jsonl'],
    columns: true,
    usage: () => `\`images/<id>.png\`, and \`tasks.json\` with a task a face: each voter and, last, the ensemble as predictions, each rater's label as an annotation
(which is nobody's ground truth). From the folder that holds \`${set}\`:

\`\`\`sh
LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT="$PWD" label-studio start
\`\`\`

1. Make a project with \`labeling-interface.xml\` (Labeling Setup, Code).
2. Settings, Cloud Storage, Add Source Storage, Local files: the absolute path of \`${set}/images\`. Save it without a sync: pictures answer 404
   until there is such a storage, and its path must lie below the document root, not be it.
3. Import \`tasks.json\`. A face that a rater judged counts as done: raise Settings, Quality, Overlap to have it judged again.
4. Label Studio shows a prediction as the answer to begin with; Settings, Annotation, "Use predictions to prelabel" switches that off for blind raters.

\`metadata.jsonl\` has all fields.

\`\`\`python
everyone = datasets.load_dataset("${set}", split="faces")
\`\`\``,
  }),
};
