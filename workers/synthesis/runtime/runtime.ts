import type { BackendChoice } from '../../../src/domain/packs/loading';

export interface Tensor {
  readonly type: 'float32' | 'float16' | 'int64' | 'int32';
  readonly dims: readonly number[];
  /** float16 by its bits. */
  readonly data: Float32Array | Uint16Array | BigInt64Array | Int32Array;
}

/** An ONNX graph and the weight files it names as external data. */
export interface GraphBytes {
  /** For messages. */
  readonly name: string;
  readonly graph: Uint8Array<ArrayBuffer>;
  /** Large ones as files. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array<ArrayBuffer> | Blob }[];
  /** True for a small graph that a graphics device would take longer to prepare than the processor to run. */
  readonly onProcessor?: boolean;
}

export type Feeds = Readonly<Record<string, Tensor>>;
/** Outputs by name, float32, row by row. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** A loaded graph. */
export interface Session {
  run(feeds: Feeds): Promise<Outputs>;
  /** Gives back the memory it takes. It runs nothing any more. */
  release(): Promise<void>;
}

/** What runs graphs: onnxruntime-web in the browser, onnxruntime-node on the command line. Runs one thing at a time. */
export interface Runtime {
  readonly choice: BackendChoice;
  /** @throws SynthesisError `backend-unavailable` where the graph cannot be loaded, `out-of-memory`, `device-lost` */
  createSession(graph: GraphBytes): Promise<Session>;
}

/** A float32 tensor. */
export function float32(data: Float32Array, ...dims: number[]): Tensor {
  return { type: 'float32', dims, data };
}

/** The output of this name. @throws Error where the graph has none: the pack breaks its contract. */
export function output(outputs: Outputs, name: string): Float32Array {
  const data = outputs[name];
  if (data === undefined) throw new Error(`The graph gave no output "${name}".`);
  return data;
}
