import type { GraphSpec, TensorSpec } from '../../../src/domain/packs/manifest';
import { SynthesisError } from '../errors';
import type { Feeds, Outputs, Tensor } from '../runtime/runtime';
import { toHalves } from './float16';

/** What a role has to say: one array of `shape` for each item of the batch. */
export interface RoleValues {
  readonly items: readonly (Float32Array | BigInt64Array)[];
  readonly shape: readonly number[];
}
export type GraphValues = Readonly<Record<string, RoleValues>>;

export function roleOf({ name, role }: TensorSpec): string {
  return role ?? name;
}

/**
 * Values by role → what the graph takes, by the names, types and shapes that the manifest declares. What the graph does not take is left
 * out. Where it takes fewer items at a time than there are, there are several feeds.
 * @throws SynthesisError `pack-invalid` for an input that the studio has nothing for, or of another shape
 */
export function feedsFor(name: string, { inputs }: Pick<GraphSpec, 'inputs'>, values: GraphValues): Feeds[] {
  const unknown = inputs.find((input) => values[roleOf(input)] === undefined);
  if (unknown !== undefined) throw new SynthesisError('pack-invalid', `The ${name} graph takes "${roleOf(unknown)}", which the studio does not know. The pack may be for a newer studio.`);
  const batch = Math.max(...inputs.map((input) => values[roleOf(input)]?.items.length ?? 0));
  const atOnce = Math.min(batch, ...inputs.map((input) => fixedBatch(input, values[roleOf(input)])));
  return Array.from({ length: Math.ceil(batch / atOnce) }, (_, part) =>
    Object.fromEntries(
      inputs.map((input) => {
        const { items, shape } = values[roleOf(input)] ?? { items: [], shape: [] };
        return [input.name, tensorOf(name, input, { items: items.slice(part * atOnce, (part + 1) * atOnce), shape })];
      }),
    ),
  );
}

/** Items that an input takes at once: as many as there are, or the number that its shape begins with. */
function fixedBatch({ shape }: TensorSpec, values: RoleValues | undefined): number {
  const [first] = shape;
  return values !== undefined && shape.length > 0 && shape.length === values.shape.length + 1 && values.shape.length > 0 && typeof first === 'number' ? first : Infinity;
}

function tensorOf(graph: string, { name, type, shape }: TensorSpec, { items, shape: item }: RoleValues): Tensor {
  // A graph may take one number for all items: a timestep of rank 0, or of shape [1].
  const single = item.length === 0 && (shape.length === 0 || shape[0] === 1);
  const dims = [...(single ? (shape.length === 0 ? [] : [1]) : [items.length]), ...item];
  const fits = dims.length === shape.length && shape.every((size, axis) => typeof size === 'string' || size === dims[axis]);
  if (!fits) {
    throw new SynthesisError('pack-invalid', `The ${graph} graph takes "${name}" of shape [${shape.join(', ')}], the pack's other sizes give [${dims.join(', ')}].`);
  }
  return typed(type, dims, joined(single ? items.slice(0, 1) : items));
}

function typed(type: TensorSpec['type'], dims: readonly number[], values: Float32Array | BigInt64Array): Tensor {
  switch (type) {
    case 'float32':
      return { type, dims, data: values instanceof Float32Array ? values : Float32Array.from(values, Number) };
    case 'float16':
      return { type, dims, data: toHalves(values instanceof Float32Array ? values : Float32Array.from(values, Number)) };
    case 'int64':
      return { type, dims, data: values instanceof BigInt64Array ? values : BigInt64Array.from(values, (value) => BigInt(Math.round(value))) };
    case 'int32':
      return { type, dims, data: Int32Array.from(values, Number) };
  }
}

function joined(items: readonly (Float32Array | BigInt64Array)[]): Float32Array | BigInt64Array {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first;
  const length = items.reduce((sum, item) => sum + item.length, 0);
  if (first instanceof BigInt64Array) {
    const all = new BigInt64Array(length);
    items.reduce((offset, item) => (all.set(item as BigInt64Array, offset), offset + item.length), 0);
    return all;
  }
  const all = new Float32Array(length);
  items.reduce((offset, item) => (all.set(item as Float32Array, offset), offset + item.length), 0);
  return all;
}

/**
 * The outputs of one graph, of one run or several, by the roles that the manifest gives them.
 * @throws Error where the graph gave no output of that name: the pack breaks its contract
 */
export function outputsOf({ outputs: specs }: Pick<GraphSpec, 'outputs'>, runs: readonly Outputs[], role: string): Float32Array {
  const name = specs.find((spec) => roleOf(spec) === role)?.name ?? role;
  const parts = runs.map((outputs) => {
    const data = outputs[name];
    if (data === undefined) throw new Error(`The graph gave no output "${name}".`);
    return data;
  });
  return joined(parts) as Float32Array;
}

/** Numbers of the size that a graph is used with, by its inputs. */
export function trialFeeds(inputs: readonly TensorSpec[], batch: number): Feeds {
  const fixed: Readonly<Record<string, number>> = { timestep: 500, au_scale: 1, alpha_bar: 0.5, target: 1 / 8, input_ids: 1 };
  return Object.fromEntries(
    inputs.map((input) => {
      const dims = input.shape.map((size) => (typeof size === 'string' ? batch : size));
      const length = dims.reduce((product, size) => product * size, 1);
      const always = fixed[roleOf(input)];
      return [input.name, typed(input.type, dims, Float32Array.from({ length }, (_, i) => always ?? Math.sin(i * 12.9898)))];
    }),
  );
}
