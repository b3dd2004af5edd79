import { Layers } from './layers';
import { OnnxGraph } from './onnx';
import type { WeightTensor } from './weights';

/** What face-api's landmark networks read (faceFeatureExtractor/TinyFaceFeatureExtractor.ts): side in pixels, mean RGB to subtract. */
const SIDE = 112;
const MEAN_RGB = [122.782, 117.001, 104.298] as const;
const BLOCKS = 3;
const NUMBERS = 136;

/**
 * face-api's tiny landmark network as an ONNX file: `image` float32 [n,3,112,112], RGB in −1…1, the square around a face's box →
 * `landmarks` [n,136], x and y of 68 points in shares of that square. Three dense blocks of three convolutions, an average over what is
 * left, one linear layer (faceLandmarkNet/FaceLandmark68TinyNet.ts of the package).
 * @throws where a tensor is missing
 */
export function convertLandmarkNetwork(weights: ReadonlyMap<string, WeightTensor>): Uint8Array {
  const graph = new OnnxGraph('face-landmarks', 'The tiny landmark network of @vladmandic/face-api; its licence (MIT) lies beside this file.');
  const layers = new Layers(graph, weights);
  let x = layers.normalised('image', MEAN_RGB);
  for (let block = 0; block < BLOCKS; block++) x = layers.denseBlock(x, block, 3);
  const features = graph.node('Flatten', 'features', [graph.node('GlobalAveragePool', 'pooled', [x])]);
  graph.node('Gemm', 'landmarks', [features, layers.weight('fc/weights'), layers.weight('fc/bias')]);
  return graph.encode({ image: ['n', 3, SIDE, SIDE] }, { landmarks: ['n', NUMBERS] });
}
