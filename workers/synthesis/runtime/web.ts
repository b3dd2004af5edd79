import { SynthesisError } from '../errors';
import type { BackendPreference } from '../protocol';
import { adapterName, isSoftwareAdapter, requestAdapter } from './adapter';
import type { Adapter } from './adapter';
import { noticingZeros } from './lostDevice';
import { PROCESSOR, ortRuntime } from './ortRuntime';
import type { Feeds, GraphBytes, Outputs, Runtime } from './runtime';
import { hasJspi, runtimeFiles } from './runtimeFiles';
import { wasmThreads } from './wasmThreads';

type OrtWeb = typeof import('onnxruntime-web');

/** An ONNX graph of one Identity, base64. */
const SMALLEST_GRAPH = 'CAgSADo2ChAKAXgSAXkiCElkZW50aXR5EgBaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAS';

/** A graph with fixed inputs that WebGPU has to compute as WASM does before it is trusted. */
export interface Probe {
  readonly graph: GraphBytes;
  readonly feeds: Feeds;
  readonly output: string;
}

export interface WebRuntimeOptions {
  /** `webgpu` takes even a software adapter; `wasm` takes no adapter; null lets the studio choose. */
  readonly preferred: BackendPreference | null;
  /** Asked for only where WebGPU is tried: it waits for the pack. */
  readonly probe: () => Promise<Probe>;
}

/** Largest mean absolute difference to WASM in the probe's output that is put down to rounding. */
const PROBE_TOLERANCE = 0.01;

/**
 * Choose and open a backend: WebGPU where there is a real adapter that passes the probe, else WASM.
 * @throws SynthesisError `backend-unavailable` where neither opens.
 */
export async function openWebRuntime({ preferred, probe }: WebRuntimeOptions): Promise<Runtime> {
  if (preferred === 'wasm') return openWasm('WASM was asked for.');
  const adapter = await requestAdapter();
  if (adapter === null) return openWasm('This browser offers no WebGPU adapter, so the processor does the work.');
  const name = adapterName(adapter);
  if (isSoftwareAdapter(adapter) && preferred !== 'webgpu') {
    return openWasm(`The only WebGPU adapter (${name}) is a software one, which is far slower than WASM.`);
  }
  let complaint: string;
  try {
    const wanted = preferred === 'webgpu' ? 'WebGPU was asked for' : 'WebGPU is the fastest backend here';
    const webgpu = await openWebGpu(adapter, `${wanted}; ${name} passed the self-test.`);
    const difference = await probeDifference(await probe(), webgpu);
    if (difference <= PROBE_TOLERANCE) return webgpu.runtime;
    complaint = `it computed wrong numbers (off by ${difference.toPrecision(2)})`;
  } catch (error) {
    complaint = error instanceof Error ? error.message : String(error);
  }
  return openWasm(`WebGPU on ${name} failed the self-test: ${complaint}. The processor does the work instead.`);
}

interface WebGpu {
  readonly runtime: Runtime;
  /** The same module's processor, for the comparison. */
  readonly reference: Runtime;
}

async function openWebGpu(adapter: Adapter, reason: string): Promise<WebGpu> {
  const ort: OrtWeb = hasJspi() ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = runtimeFiles('webgpu');
  ort.env.wasm.numThreads = 1;
  let lost = false;
  let watched = false;
  const runtime = ortRuntime(ort, { executionProviders: ['webgpu'] }, { backend: { kind: 'webgpu', adapter: adapterName(adapter) }, runtime: runtimeName(ort), reason }, () => lost);
  return {
    runtime: noticingZeros({
      choice: runtime.choice,
      async createSession(graph) {
        const session = await runtime.createSession(graph);
        if (!watched && graph.onProcessor !== true) {
          watched = true;
          // The device exists only once a session does. `lost` never rejects.
          const device = (await ort.env.webgpu.device) as { lost?: Promise<unknown> } | undefined;
          void device?.lost?.then(() => {
            lost = true;
          });
        }
        return session;
      },
    }),
    reference: ortRuntime(ort, { executionProviders: PROCESSOR }, { backend: { kind: 'wasm', threads: 1 }, runtime: runtimeName(ort), reason }),
  };
}

async function probeDifference({ graph, feeds, output }: Probe, { runtime, reference }: WebGpu): Promise<number> {
  const run = async (on: Runtime): Promise<Outputs> => (await on.createSession(graph)).run(feeds);
  const [got, expected] = [(await run(runtime))[output], (await run(reference))[output]];
  if (got === undefined || expected === undefined || got.length === 0) return Infinity;
  const sum = got.reduce((total, value, i) => total + Math.abs(value - (expected[i] ?? NaN)), 0);
  return Number.isFinite(sum) ? sum / got.length : Infinity;
}

async function openWasm(why: string): Promise<Runtime> {
  const threads = wasmThreads(globalThis.crossOriginIsolated, navigator.hardwareConcurrency);
  try {
    const ort: OrtWeb = await import('onnxruntime-web/wasm');
    ort.env.wasm.wasmPaths = runtimeFiles('wasm');
    ort.env.wasm.numThreads = threads;
    // The module and its threads start with the first session: with this one, while the pack is still on its way.
    await ort.InferenceSession.create(Uint8Array.from(atob(SMALLEST_GRAPH), (character) => character.charCodeAt(0)), { executionProviders: PROCESSOR });
    const isolation = globalThis.crossOriginIsolated ? '' : ' The page is not cross-origin isolated, so one thread is all it may use.';
    return ortRuntime(ort, { executionProviders: PROCESSOR }, { backend: { kind: 'wasm', threads }, runtime: runtimeName(ort), reason: why + isolation });
  } catch (cause) {
    throw new SynthesisError('backend-unavailable', 'ONNX Runtime could not be loaded. Reload the page; if that does not help, update the browser.', { cause });
  }
}

function runtimeName({ env }: OrtWeb): string {
  return `onnxruntime-web ${env.versions.web ?? ''}`.trim();
}
