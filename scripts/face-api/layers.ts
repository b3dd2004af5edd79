import type { OnnxGraph } from './onnx';
import type { WeightTensor } from './weights';

/** Values [a,b,c,d] → [d,c,a,b]: TensorFlow's height, width, in, out → ONNX's out, in, height, width. */
function outputFirst({ shape, values }: WeightTensor): WeightTensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const moved = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let i = 0; i < inputs; i++)
        for (let o = 0; o < outputs; o++) moved[((o * inputs + i) * height + y) * width + x] = values[((y * width + x) * inputs + i) * outputs + o] ?? NaN;
  return { shape: [outputs, inputs, height, width], values: moved };
}

/** TensorFlow's "same" padding of a 3 × 3 kernel on an even side, as [top, left, bottom, right]. */
function samePadding(stride: 1 | 2): readonly number[] {
  return stride === 1 ? [1, 1, 1, 1] : [0, 0, 1, 1];
}

/** The kinds of layers that face-api's networks are made of, with weights by the names that the package gives them. */
export class Layers {
  constructor(
    private readonly graph: OnnxGraph,
    private readonly weights: ReadonlyMap<string, WeightTensor>,
  ) {}

  /** A weight as a constant of the graph, laid out anew where `change` says so. @throws where it is missing */
  weight(name: string, change = (tensor: WeightTensor) => tensor): string {
    const found = this.weights.get(name);
    if (found === undefined) throw new Error(`face-api's weights have no tensor "${name}".`);
    const { shape, values } = change(found);
    return this.graph.constant(name, shape, values);
  }

  /** A convolution with bias: padded like TensorFlow's "same" of a 3 × 3 kernel on an even side, or not at all. */
  convolution(x: string, name: string, stride: 1 | 2, padding: 'same' | 'valid'): string {
    const side = this.weights.get(`${name}/filters`)?.shape[0] ?? 0;
    return this.graph.node('Conv', name, [x, this.weight(`${name}/filters`, outputFirst), this.weight(`${name}/bias`)], {
      kernel_shape: [side, side],
      strides: [stride, stride],
      pads: padding === 'same' ? samePadding(stride) : [0, 0, 0, 0],
    });
  }

  /** A 3 × 3 convolution of each channel by itself, then one across channels. */
  separableConvolution(x: string, name: string, stride: 1 | 2 = 1): string {
    // Of a depthwise filter [3,3,channels,1], each channel is an output of its own.
    const channels = this.weights.get(`${name}/depthwise_filter`)?.shape[2] ?? 0;
    const depthwise = this.weight(`${name}/depthwise_filter`, ({ values }) => outputFirst({ shape: [3, 3, 1, channels], values }));
    const spread = this.graph.node('Conv', `${name}/depthwise`, [x, depthwise], {
      group: channels,
      kernel_shape: [3, 3],
      strides: [stride, stride],
      pads: samePadding(stride),
    });
    return this.graph.node('Conv', name, [spread, this.weight(`${name}/pointwise_filter`, outputFirst), this.weight(`${name}/bias`)], { kernel_shape: [1, 1] });
  }

  /** A dense block of these many convolutions, the first of which halves the picture: each reads the sum of all before it. */
  denseBlock(x: string, block: number, convolutions: number): string {
    const name = `dense${String(block)}`;
    const first = block === 0 ? this.convolution(x, `${name}/conv0`, 2, 'same') : this.separableConvolution(x, `${name}/conv0`, 2);
    let sum = this.graph.node('Relu', `${name}/relu0`, [first]);
    let read = sum;
    for (let k = 1; k < convolutions; k++) {
      sum = this.graph.node('Add', `${name}/sum${String(k)}`, [sum, this.separableConvolution(read, `${name}/conv${String(k)}`)]);
      read = this.graph.node('Relu', `${name}/relu${String(k)}`, [sum]);
    }
    return read;
  }

  /** RGB in −1…1 → 0…255, less the mean, over 255: x/2 + 1/2 − mean/255. */
  normalised(x: string, meanRgb: readonly number[]): string {
    const halved = this.graph.node('Mul', 'halved', [x, this.graph.constant('half', [1], Float32Array.of(0.5))]);
    const offset = Float32Array.from(meanRgb, (mean) => 0.5 - mean / 255);
    return this.graph.node('Add', 'normalised', [halved, this.graph.constant('offset', [1, 3, 1, 1], offset)]);
  }
}
