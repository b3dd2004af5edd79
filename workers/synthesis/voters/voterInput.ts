import type { VoterInput } from '../../../src/domain/recognisers/voterFile';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { Eyes, SeenFace } from '../faces/seenFace';
import { placeOf, warp } from '../pictures/warp';
import type { Placement } from '../pictures/warp';
import { float32 } from '../runtime/runtime';
import type { Tensor } from '../runtime/runtime';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a recogniser is given of a face; null where it needs a face, or eyes, that were not found. */
export async function voterInput(face: SeenFace, input: VoterInput): Promise<Tensor | null> {
  const placed = await place(face, input);
  if (placed === null) return null;
  return tensor(warp(face.pixels, placed.placement, placed.size.width, placed.size.height), input);
}

async function place({ pixels, box, eyes }: SeenFace, { crop, size }: VoterInput): Promise<{ placement: Placement; size: Size } | null> {
  switch (crop.of) {
    case 'picture':
    case 'middle':
      return middle(pixels, crop.of === 'middle' ? crop.share : 1, size);
    case 'face': {
      if (box === null || size === undefined) return null;
      const [width, height] = [box.width * pixels.width, box.height * pixels.height];
      const side = Math.max(width, height) * (1 + 2 * crop.margin);
      const [left, top] = [box.left * pixels.width + (width - side) / 2, box.top * pixels.height + (height - side) / 2];
      return { placement: placeOf({ left, top, width: side, height: side }, size.width, size.height), size };
    }
    case 'eyes': {
      const found = await eyes();
      if (found === null || size === undefined) return null;
      return { placement: byEyes(found, crop, size), size };
    }
  }
}

/** The middle in the input's shape; without a size the crop's own, on whole pixels. */
function middle({ width, height }: Pixels, share: number, size: Size | undefined): { placement: Placement; size: Size } {
  const shape = size ?? { width, height };
  const scale = share * Math.min(width / shape.width, height / shape.height);
  const part = { width: scale * shape.width, height: scale * shape.height };
  if (size !== undefined) return { placement: placeOf({ left: (width - part.width) / 2, top: (height - part.height) / 2, ...part }, size.width, size.height), size };
  const own = { width: Math.round(part.width), height: Math.round(part.height) };
  return { placement: placeOf({ left: Math.floor((width - own.width) / 2), top: Math.floor((height - own.height) / 2), ...own }, own.width, own.height), size: own };
}

/** The turn and scale that bring the eyes to where the input has them. */
function byEyes(eyes: Eyes, to: { readonly left: readonly [number, number]; readonly right: readonly [number, number] }, size: Size): Placement {
  const target = ([x, y]: readonly [number, number]) => [x * size.width, y * size.height] as const;
  const [left, right] = [target(to.left), target(to.right)];
  const [across, acrossInput] = [difference(eyes.right, eyes.left), difference(right, left)];
  const length = acrossInput[0] ** 2 + acrossInput[1] ** 2;
  // As complex numbers: the pixels in the picture that one of the input is.
  const real = (across[0] * acrossInput[0] + across[1] * acrossInput[1]) / length;
  const imaginary = (across[1] * acrossInput[0] - across[0] * acrossInput[1]) / length;
  const origin = [eyes.left[0] - real * left[0] + imaginary * left[1], eyes.left[1] - imaginary * left[0] - real * left[1]] as const;
  return { origin, right: [real, imaginary], down: [-imaginary, real] };
}

function difference(a: readonly [number, number], b: readonly [number, number]): readonly [number, number] {
  return [a[0] - b[0], a[1] - b[1]];
}

/** 8-bit pixels → the graph's input, of batch 1. */
function tensor({ width, height, data }: Pixels, { colour, layout, mean, deviation }: VoterInput): Tensor {
  const channels = colour === 'grey' ? 1 : 3;
  const values = new Float32Array(channels * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = (channelValue(data, 4 * i, channel, colour) / 255 - (mean[channel] ?? mean[0])) / (deviation[channel] ?? deviation[0]);
      values[layout === 'nchw' ? channel * width * height + i : i * channels + channel] = value;
    }
  }
  return layout === 'nchw' ? float32(values, 1, channels, height, width) : float32(values, 1, height, width, channels);
}

/** Grey by ITU-R BT.601, as PIL and OpenCV have it. */
function channelValue(data: Uint8ClampedArray, at: number, channel: number, colour: VoterInput['colour']): number {
  const value = (offset: number) => data[at + offset] ?? 0;
  switch (colour) {
    case 'rgb':
      return value(channel);
    case 'bgr':
      return value(2 - channel);
    case 'grey':
      return 0.299 * value(0) + 0.587 * value(1) + 0.114 * value(2);
  }
}
