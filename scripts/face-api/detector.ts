import { Layers } from './layers';
import { OnnxGraph } from './onnx';
import type { WeightTensor } from './weights';

/** What face-api's tiny face detector reads (tinyFaceDetector/const.ts): mean RGB to subtract. */
const MEAN_RGB = [117.001, 114.697, 97.404] as const;
/** Anchors of five numbers each. */
const CHANNELS = 25;
const LEAK = 0.1;

/**
 * face-api's tiny face detector as an ONNX file: `image` float32 [n,3,h,w], RGB in −1…1, sides multiples of 32 → `boxes`
 * [n,25,h/32,w/32], raw: for each of five anchors x, y, log width, log height and the logit of a face
 * (tinyYolov2/TinyYolov2Base.ts of the package, `runMobilenet`).
 * @throws where a tensor is missing
 */
export function convertDetector(weights: ReadonlyMap<string, WeightTensor>): Uint8Array {
  const graph = new OnnxGraph('face-detector', 'The tiny face detector of @vladmandic/face-api; its licence (MIT) lies beside this file.');
  const layers = new Layers(graph, weights);

  let x = layers.normalised('image', MEAN_RGB);
  for (let k = 0; k < 6; k++) {
    const name = `conv${String(k)}`;
    const convolved = k === 0 ? layers.convolution(x, name, 1, 'valid') : layers.separableConvolution(x, name);
    const active = graph.node('LeakyRelu', `${name}/leaky`, [convolved], { alpha: LEAK });
    const stride = k === 5 ? 1 : 2;
    x = graph.node('MaxPool', `${name}/pooled`, [active], { kernel_shape: [2, 2], strides: [stride, stride], auto_pad: 'SAME_UPPER' });
  }
  graph.node('Identity', 'boxes', [layers.convolution(x, 'conv8', 1, 'valid')]);
  return graph.encode({ image: ['n', 3, 'height', 'width'] }, { boxes: ['n', CHANNELS, 'rows', 'columns'] });
}
