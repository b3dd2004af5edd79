import { adapterName, isSoftwareAdapter, requestAdapter } from '../../workers/synthesis/runtime/adapter';
import { hasJspi, runtimeFiles } from '../../workers/synthesis/runtime/runtimeFiles';

/** The graphics adapter, for people; "none" where the browser has none. */
export async function describeAdapter(): Promise<string> {
  const adapter = await requestAdapter();
  return adapter ? `${adapterName(adapter)}${isSoftwareAdapter(adapter) ? ' (software)' : ''}` : 'none';
}

/** Whether WebAssembly can wait for a promise by itself (JSPI). */
export const waitsByItself = hasJspi;

/** Address of the WebAssembly that runs a backend's graphs in this browser. */
export function runtimeUrl(backend: 'webgpu' | 'wasm'): string {
  return new URL(runtimeFiles(backend).wasm, location.href).href;
}
