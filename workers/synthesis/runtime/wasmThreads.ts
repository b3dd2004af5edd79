/**
 * Threads for the WASM build: 1 without cross-origin isolation (no SharedArrayBuffer), else the processor's cores up
 * to 4, half of them beyond, at most 8.
 */
export function wasmThreads(isolated: boolean, cores: number): number {
  if (!isolated) return 1;
  return cores <= 4 ? Math.max(cores, 1) : Math.min(Math.max(4, Math.ceil(cores / 2)), 8);
}
