import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** TensorFlow.js weight manifest: tensors follow one another in the binary, quantised ones as one byte a value. */
const manifestSchema = z.tuple([
  z.object({
    paths: z.tuple([z.string()]),
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.int().positive()),
        dtype: z.literal('float32'),
        quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }).optional(),
      }),
    ),
  }),
]);

export interface WeightTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Tensors of a TensorFlow.js weight manifest by name; quantised ones as byte · scale + min. @throws where they do not fill the binary */
export async function readWeights(folder: string, manifestName: string): Promise<ReadonlyMap<string, WeightTensor>> {
  const [group] = manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  const bytes = await readFile(join(folder, group.paths[0]));
  const tensors = new Map<string, WeightTensor>();
  let offset = 0;
  for (const { name, shape, quantization } of group.weights) {
    const start = offset;
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
    if (quantization === undefined) {
      for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(start + 4 * i);
      offset += 4 * values.length;
    } else {
      for (let i = 0; i < values.length; i++) values[i] = bytes.readUInt8(start + i) * quantization.scale + quantization.min;
      offset += values.length;
    }
    tensors.set(name, { shape, values });
  }
  if (offset !== bytes.length) throw new Error(`${manifestName} describes ${String(offset)} bytes, but ${group.paths[0]} has ${String(bytes.length)}.`);
  return tensors;
}
