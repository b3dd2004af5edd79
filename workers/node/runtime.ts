import * as ort from 'onnxruntime-node';
import { ortRuntime } from '../synthesis/runtime/ortRuntime';
import type { Runtime } from '../synthesis/runtime/runtime';

/** onnxruntime-node on the processor. @param threads per operator, ≥ 1 */
export function nodeRuntime(threads: number): Runtime {
  const options = { executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1 };
  return ortRuntime(ort, options, { backend: { kind: 'node' }, runtime: `onnxruntime-node ${ort.env.versions.node ?? ''}`.trim(), reason: `onnxruntime-node, ${String(threads)} thread(s).` });
}
