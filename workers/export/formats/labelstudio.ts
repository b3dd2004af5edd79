import { humanLabel } from '../../../src/domain/curation/curation';
import type { DatasetExample } from '../../../src/domain/dataset/example';
import { WHOLE_PATH } from '../../../src/domain/dataset/layout';
import { metadataJson } from '../../../src/domain/dataset/row';
import { argmax } from '../../../src/domain/labels/probabilities';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { ExpressionClass } from '../../../src/domain/packs/manifest';
import { TextFile, textFile } from '../file';
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

/** A task: the picture, what is known of it, each voter's prediction and that of voters and request together, and people's label where there is one. */
function task(example: DatasetExample, path: string) {
  const { id, face, curation, split, group } = example;
  const human = humanLabel(curation);
  return {
    data: { image: `/data/local-files/?d=${path}`, id, split, group_id: group, intended_label: face.recipe.expression ?? '', seed: face.recipe.seed, prompt: face.recipe.prompt },
    predictions: [prediction('ensemble', face.label.probabilities), ...face.label.votes.map(({ voter, probabilities }) => prediction(voter, probabilities))],
    annotations: human === null ? [] : [{ result: choice(human) }],
  };
}

/** `tasks.json` for Label Studio, with `images/<id>.png` beside it. */
export const labelStudio: FormatWriter = {
  async *write(examples, place) {
    const tasks = new TextFile('tasks.json');
    const metadata = new TextFile('metadata.jsonl');
    let separator = '[\n';
    for await (const example of examples) {
      const path = `images/${example.id}.png`;
      tasks.add(`${separator}${JSON.stringify(task(example, path))}`);
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

  describe: () => ({
    source: { kind: 'files', metadata: 'metadata.jsonl', pictures: 'images/*.png', name: WHOLE_PATH },
    dataFiles: null,
    columns: false,
    usage: () => `\`images/<id>.png\`, and \`tasks.json\` with a task a face. In Label Studio, serve this folder as local files (its document root), make a project with
\`labeling-interface.xml\`, and import \`tasks.json\`. Predictions: the ensemble and each voter; people's label comes as an annotation.
\`metadata.jsonl\` has all fields.`,
  }),
};
