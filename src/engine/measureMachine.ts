import { proxy } from 'comlink';
import type { BackendReport, GoldenRun } from '../domain/machine/measurement';
import type { Recipe } from '../domain/recipe/recipe';
import { describeBackend } from '../ui/describeBackend';
import { requestAdapter } from '../../workers/synthesis/runtime/adapter';
import type { BackendPreference } from '../../workers/synthesis/protocol';
import { spawnSynthesis } from './client';
import { Connection } from './connection';
import { cancelled } from './errors';
import { packFileUrl, packSource } from './packSource';

/**
 * Measures the loaded pack on every backend of this browser, each in a worker of its own that ends with it. The studio's own worker
 * keeps its model meanwhile, and should have nothing to do.
 * @param onProgress told what is being measured, and where
 * @throws SynthesisError `cancelled`, and what a load or a face failed with
 */
export async function measureBackends(signal: AbortSignal, onProgress: (what: string) => void): Promise<BackendReport[]> {
  const golden = await goldenRun();
  const backends: BackendPreference[] = (await requestAdapter()) === null ? ['wasm'] : ['wasm', 'webgpu'];
  const reports: BackendReport[] = [];
  for (const backend of backends) reports.push(await measureBackend(backend, golden, signal, (what) => onProgress(`${backend}: ${what}`)));
  return reports;
}

async function measureBackend(backend: BackendPreference, golden: GoldenRun | null, signal: AbortSignal, onProgress: (what: string) => void): Promise<BackendReport> {
  if (signal.aborted) throw cancelled();
  const connection = new Connection(spawnSynthesis(), () => undefined);
  const stop = () => connection.end({ cause: 'slow-stop', error: cancelled() });
  signal.addEventListener('abort', stop, { once: true });
  try {
    onProgress('the model is loaded');
    const begun = performance.now();
    const { manifest, choice } = await connection.call((remote) => remote.load({ ...packSource, backend }, proxy(() => undefined)));
    const load = performance.now() - begun;
    onProgress('the first face');
    const recipe: Recipe = { format: 'synfer-recipe', version: 1, pack: manifest.id, expression: 'happiness', prompt: '', negativePrompt: '', seed: 1, layout: null, au: {}, ...manifest.defaults };
    const asked = performance.now();
    await connection.call((remote) => remote.generate('first', recipe, null, proxy(() => undefined)));
    const firstFace = performance.now() - asked;
    const measured = await connection.call((remote) => remote.measure(golden, proxy(onProgress)));
    return { backend: describeBackend(choice.backend), runtime: choice.runtime, load, firstFace, measured };
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** The pack's first golden run; null where it comes without. */
async function goldenRun(): Promise<GoldenRun | null> {
  const url = packFileUrl('golden.json');
  if (url === null) return null;
  try {
    const response = await fetch(url);
    const [first] = response.ok ? ((await response.json()) as GoldenRun[]) : [];
    return first ?? null;
  } catch {
    return null;
  }
}
