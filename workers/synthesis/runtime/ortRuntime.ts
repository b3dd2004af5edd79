import type { InferenceSession, Tensor as OrtTensor, TensorConstructor } from 'onnxruntime-web';
import { SynthesisError, isModuleAbort, toFailure } from '../errors';
import type { BackendChoice } from '../../../src/domain/packs/loading';
import { toSingles } from '../graphs/float16';
import { Mutex } from './mutex';
import type { Feeds, GraphBytes, Outputs, Runtime, Session } from './runtime';

/** The part of ONNX Runtime's API that its web and Node builds share. */
export interface Ort {
  readonly InferenceSession: {
    create(graph: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: TensorConstructor;
}

/** Execution providers that compute on the processor, in ONNX Runtime's web builds. */
export const PROCESSOR = ['wasm'];

/** ONNX Runtime allows one run at a time per module ("Session already started"); so does this runtime. */
export function ortRuntime(
  ort: Ort,
  options: InferenceSession.SessionOptions,
  choice: BackendChoice,
  isDeviceLost: () => boolean = () => false,
): Runtime {
  const mutex = new Mutex();
  // Node's build takes bytes alone.
  const takesFiles = choice.backend.kind !== 'node';
  const named = (graph: GraphBytes, doing: string, error: unknown): SynthesisError => {
    const { code, message } = toFailure(error);
    if (isDeviceLost() || code === 'device-lost') {
      return new SynthesisError('device-lost', 'The graphics device was lost. The engine has to be restarted.', { cause: error });
    }
    if (code === 'out-of-memory') return new SynthesisError(code, message, { cause: error });
    if (isModuleAbort(error)) return new SynthesisError('worker-crashed', message, { cause: error });
    const reason = error instanceof Error ? error.message : `code ${String(error)}`;
    return new SynthesisError('backend-unavailable', `The ${graph.name} graph could not be ${doing}: ${reason}`, { cause: error });
  };
  return {
    choice,
    createSession: (graph) =>
      mutex.run(async () => {
        const externalData = await Promise.all(graph.externalData.map(async ({ path, data }) => ({ path, data: takesFiles ? data : await bytesOf(data) })));
        const session = await ort.InferenceSession.create(graph.graph, {
          ...options,
          ...(graph.onProcessor === true && choice.backend.kind === 'webgpu' && { executionProviders: PROCESSOR }),
          externalData,
        }).catch((error: unknown) => {
          throw named(graph, 'loaded', error);
        });
        return {
          run: (feeds) =>
            mutex.run(() =>
              runOnce(ort, session, feeds).catch((error: unknown) => {
                throw named(graph, 'run', error);
              }),
            ),
          release: () => mutex.run(() => session.release()),
        } satisfies Session;
      }),
  };
}

async function runOnce(ort: Ort, session: InferenceSession, feeds: Feeds): Promise<Outputs> {
  const inputs: Record<string, OrtTensor> = {};
  for (const [name, { type, data, dims }] of Object.entries(feeds)) inputs[name] = new ort.Tensor(type, data, dims);
  const results = await session.run(inputs);
  const outputs: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(results)) outputs[name] = singles(tensor.type, await tensor.getData());
  return outputs;
}

function singles(type: OrtTensor.Type, data: OrtTensor.DataType): Float32Array {
  if (type === 'float32') return data as Float32Array;
  if (type === 'float16') return toSingles(data as Uint16Array);
  return Float32Array.from(data as ArrayLike<number | bigint>, Number);
}

async function bytesOf(data: Uint8Array<ArrayBuffer> | Blob): Promise<Uint8Array<ArrayBuffer>> {
  return data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data;
}
