import * as ort from 'onnxruntime-node';
import { SynthesisError } from '../synthesis/errors';
import { ortRuntime } from '../synthesis/runtime/ortRuntime';
import type { Runtime } from '../synthesis/runtime/runtime';

/**
 * onnxruntime-node.
 * @param threads per operator on the processor, ≥ 1
 * @param provider what computes: "cpu", "cuda", "webgpu" …, as this machine's onnxruntime-node names them
 * @throws SynthesisError `backend-unavailable` where there is no such provider
 */
export function nodeRuntime(threads: number, provider = 'cpu'): Runtime {
  const available = ort.listSupportedBackends().map(({ name }) => name);
  if (!available.includes(provider)) {
    throw new SynthesisError('backend-unavailable', `This machine's onnxruntime-node has no "${provider}" (it has ${available.join(', ')}). Choose one of these with --provider.`);
  }
  const options = { executionProviders: [provider], intraOpNumThreads: threads, interOpNumThreads: 1 };
  const name = `onnxruntime-node ${ort.env.versions.node ?? ''}`.trim();
  return ortRuntime(ort, options, { backend: { kind: 'node' }, runtime: name, reason: `${name} on ${provider}, ${String(threads)} thread(s).` });
}
