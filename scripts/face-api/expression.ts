import { Layers } from './layers';
import { OnnxGraph } from './onnx';
import type { WeightTensor } from './weights';

/** What face-api's expression network reads (faceFeatureExtractor/FaceFeatureExtractor.ts): side in pixels, mean RGB to subtract. */
const SIDE = 112;
const MEAN_RGB = [122.782, 117.001, 104.298] as const;
const BLOCKS = 4;
const CLASSES = 7;

/**
 * face-api's expression network as an ONNX file: `image` float32 [n,3,h,w], RGB in −1…1 → `logits` [n,7] in face-api's
 * order (neutral, happy, sad, angry, fearful, disgusted, surprised). The picture is resized inside, as face-api resizes
 * tensors: bilinear, source = target · h / 112. Four dense blocks of four convolutions, an average over what is left, one
 * linear layer (faceFeatureExtractor/denseBlock.ts, faceProcessor/FaceProcessor.ts of the package).
 * @throws where a tensor is missing
 */
export function convertExpressionNetwork(weights: ReadonlyMap<string, WeightTensor>): Uint8Array {
  const graph = new OnnxGraph('face-expression', 'The expression network of @vladmandic/face-api; its licence (MIT) lies beside this file.');
  const layers = new Layers(graph, weights);

  const resized = graph.node('Resize', 'resized', ['image', '', '', graph.integers('side', [SIDE, SIDE])], {
    axes: [2, 3],
    mode: 'linear',
    coordinate_transformation_mode: 'asymmetric',
  });
  let x = layers.normalised(resized, MEAN_RGB);
  for (let block = 0; block < BLOCKS; block++) x = layers.denseBlock(x, block, 4);
  const features = graph.node('Flatten', 'features', [graph.node('GlobalAveragePool', 'pooled', [x])]);
  graph.node('Gemm', 'logits', [features, layers.weight('fc/weights'), layers.weight('fc/bias')]);
  return graph.encode({ image: ['n', 3, 'height', 'width'] }, { logits: ['n', CLASSES] });
}
