import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OnnxGraph } from '../../scripts/face-api/onnx';
import { decodePng } from '../../src/domain/png/decode';
import { KNOWN_PICTURES } from '../../src/domain/recognisers/trial';
import { parseVoterFile } from '../../src/domain/recognisers/voterFile';
import { voterInput } from '../../workers/synthesis/voters/voterInput';

/** Cells a side in which pictures are compared. */
const CELLS = 8;
/** For classes that no known picture shows. */
const FAR = -1e6;

/** A voter.json for tests: grey, 8 × 8. */
export function tinyVoter({ name = 'Tiny net', classes = ['happy', 'surprised', 'angry'] } = {}): object {
  return {
    format: 'synfer-voter',
    version: 2,
    name,
    source: 'a test',
    licence: 'MIT',
    trainedBy: 'nobody: it knows three pictures',
    graph: 'tiny.onnx',
    input: { name: 'pixels', crop: { of: 'picture' }, size: { width: CELLS, height: CELLS }, colour: 'grey', layout: 'nchw', mean: [0], deviation: [1] },
    expression: { output: 'scores', classes, gives: 'logits', temperature: 0.2 },
  };
}

/**
 * The graph that a voter.json of "nchw" describes, with a layer of its own: the nearer a picture comes to a known one, the likelier it calls it what
 * `names` calls that.
 */
export async function tinyGraph(voter: object, names: readonly string[]): Promise<Buffer> {
  const { input, expression } = parseVoterFile(JSON.stringify(voter));
  const { classes = [] } = (voter as { expression?: { classes: string[] } }).expression ?? {};
  const { width, height } = input.size ?? { width: CELLS, height: CELLS };
  const channels = input.colour === 'grey' ? 1 : 3;
  const known = await Promise.all(
    KNOWN_PICTURES.map(async ({ file }) => {
      const pixels = await decodePng(new Uint8Array(await readFile(fileURLToPath(new URL(`../../public/voters/known/${file}`, import.meta.url)))));
      const tensor = await voterInput({ pixels, box: { left: 0, top: 0.1, width: 1, height: 1, score: 1 }, eyes: () => Promise.resolve(null) }, input);
      return cellMeans((tensor?.data ?? []) as Float32Array, { channels, width, height });
    }),
  );
  const templates = classes.map((name) => known[names.indexOf(name)] ?? null);
  const size = channels * CELLS ** 2;
  const graph = new OnnxGraph('tiny', 'For tests.');
  // −|x − t|² is 2·x·t − |t|², but for what is the same for all classes.
  const weights = Float32Array.from({ length: size * templates.length }, (_, i) => 2 * (templates[i % templates.length]?.[Math.floor(i / templates.length)] ?? 0));
  const bias = Float32Array.from(templates, (template) => (template === null ? FAR : -template.reduce((sum, value) => sum + value ** 2, 0)));
  const cell = [height / CELLS, width / CELLS];
  const pooled = graph.node('AveragePool', 'pooled', [input.name], { kernel_shape: cell, strides: cell });
  const output = expression?.output ?? 'scores';
  graph.node('Gemm', output, [graph.node('Flatten', 'flat', [pooled]), graph.constant('w', [size, templates.length], weights), graph.constant('b', [templates.length], bias)]);
  return Buffer.from(graph.encode({ [input.name]: ['n', channels, height, width] }, { [output]: ['n', templates.length] }));
}

/** A recogniser that knows the three known pictures, by its files' names. */
export async function tinyRecogniser(given: Parameters<typeof tinyVoter>[0] = {}): Promise<Map<string, Buffer>> {
  const voter = tinyVoter(given);
  // What it is read as is the file's business: the network itself always gives happy, surprised, angry.
  const graph = await tinyGraph(tinyVoter(), ['happy', 'surprised', 'angry']);
  return new Map([
    ['tiny.onnx', graph],
    ['voter.json', Buffer.from(JSON.stringify(voter, null, 2))],
  ]);
}

function cellMeans(values: Float32Array, { channels, width, height }: { readonly channels: number; readonly width: number; readonly height: number }): number[] {
  const [across, down] = [width / CELLS, height / CELLS];
  const means = new Array<number>(channels * CELLS ** 2).fill(0);
  values.forEach((value, i) => {
    const [plane, y, x] = [Math.floor(i / (width * height)), Math.floor(i / width) % height, i % width];
    const at = plane * CELLS ** 2 + Math.floor(y / down) * CELLS + Math.floor(x / across);
    means[at] = (means[at] ?? 0) + value / (across * down);
  });
  return means;
}
