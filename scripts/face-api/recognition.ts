import { Layers } from './layers';
import { OnnxGraph } from './onnx';
import type { WeightTensor } from './weights';

/** What face-api's recognition network reads (faceRecognitionNet/FaceRecognitionNet.ts): side in pixels, mean RGB to subtract. */
const SIDE = 150;
const MEAN_RGB = [122.782, 117.001, 104.298] as const;
const DESCRIPTOR = 128;

/** Its stages: blocks that halve the picture and those that keep it, with the side and channels that each begins with. */
const STAGES = [
  { blocks: ['conv32_1', 'conv32_2', 'conv32_3'], down: null },
  { blocks: ['conv64_1', 'conv64_2', 'conv64_3'], down: { name: 'conv64_down', side: 35, from: 32, to: 64 } },
  { blocks: ['conv128_1', 'conv128_2'], down: { name: 'conv128_down', side: 17, from: 64, to: 128 } },
  { blocks: ['conv256_1', 'conv256_2'], down: { name: 'conv256_down', side: 8, from: 128, to: 256 } },
  { blocks: [], down: { name: 'conv256_down_out', side: 4, from: 256, to: 256 } },
] as const;

type Down = NonNullable<(typeof STAGES)[number]['down']>;

/**
 * face-api's recognition network, a residual network, as an ONNX file: `image` float32 [n,3,h,w], RGB in −1…1, a face and little
 * around it → `descriptor` [n,128]. Two pictures of one person lie near one another. The picture is resized inside, as face-api
 * resizes tensors. It only measures: nothing steers by it, labels by it or learns from it.
 * @throws where a tensor is missing
 */
export function convertRecognitionNetwork(weights: ReadonlyMap<string, WeightTensor>): Uint8Array {
  const graph = new OnnxGraph('face-recognition', 'The recognition network of @vladmandic/face-api; its licence (MIT) lies beside this file.');
  const layers = new Layers(graph, weights);

  const perChannel = (name: string) => layers.weight(name, ({ shape: [channels = 0], values }) => ({ shape: [1, channels, 1, 1], values }));
  /** A convolution whose every channel is scaled and shifted afterwards. */
  const scaled = (x: string, name: string, stride: 1 | 2, padding: 'same' | 'valid') => {
    const convolved = layers.convolution(x, `${name}/conv`, stride, padding);
    const product = graph.node('Mul', `${name}/scale`, [convolved, perChannel(`${name}/scale/weights`)]);
    return graph.node('Add', `${name}/shift`, [product, perChannel(`${name}/scale/biases`)]);
  };
  const relu = (x: string) => graph.node('Relu', `${x}/relu`, [x]);
  const padded = (x: string, channels: number, side: number) => graph.node('Pad', `${x}/padded`, [x, graph.integers(`${x}/pads`, [0, 0, 0, 0, 0, channels, side, side])]);

  const block = (x: string, name: string) => {
    const inner = scaled(relu(scaled(x, `${name}/conv1`, 1, 'same')), `${name}/conv2`, 1, 'same');
    return relu(graph.node('Add', `${name}/sum`, [inner, x]));
  };
  /** What is passed on is averaged and gets empty channels; where it is larger than what was worked out, that gets an empty edge. */
  const halved = (x: string, { name, side, from, to }: Down) => {
    const worked = scaled(relu(scaled(x, `${name}/conv1`, 2, 'valid')), `${name}/conv2`, 1, 'same');
    const passed = graph.node('AveragePool', `${name}/passed`, [x], { kernel_shape: [2, 2], strides: [2, 2] });
    const edge = Math.floor(side / 2) - Math.floor((side - 1) / 2);
    return relu(graph.node('Add', `${name}/sum`, [edge > 0 ? padded(worked, 0, edge) : worked, to > from ? padded(passed, to - from, 0) : passed]));
  };

  const resized = graph.node('Resize', 'resized', ['image', '', '', graph.integers('side', [SIDE, SIDE])], { axes: [2, 3], mode: 'linear', coordinate_transformation_mode: 'asymmetric' });
  const first = relu(scaled(layers.normalised(resized, MEAN_RGB), 'conv32_down', 2, 'valid'));
  let x = graph.node('MaxPool', 'first/pooled', [first], { kernel_shape: [3, 3], strides: [2, 2] });
  for (const { down, blocks } of STAGES) {
    if (down !== null) x = halved(x, down);
    for (const name of blocks) x = block(x, name);
  }
  const features = graph.node('Flatten', 'features', [graph.node('GlobalAveragePool', 'pooled', [x])]);
  graph.node('MatMul', 'descriptor', [features, layers.weight('fc')]);
  return graph.encode({ image: ['n', 3, 'height', 'width'] }, { descriptor: ['n', DESCRIPTOR] });
}
