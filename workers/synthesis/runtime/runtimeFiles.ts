/// <reference types="vite/client" />
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** Addresses of a runtime's two files. */
interface RuntimeFiles {
  readonly mjs: string;
  readonly wasm: string;
}

/** Whether WebAssembly can wait for a promise by itself; without it WebGPU needs the larger build. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly;
}

/** What ONNX Runtime loads in this browser for a backend. */
export function runtimeFiles(backend: 'webgpu' | 'wasm'): RuntimeFiles {
  if (backend === 'wasm') return { mjs: wasmMjs, wasm: wasmWasm };
  return hasJspi() ? { mjs: jspiMjs, wasm: jspiWasm } : { mjs: asyncifyMjs, wasm: asyncifyWasm };
}
