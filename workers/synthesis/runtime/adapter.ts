/** The parts of WebGPU's GPUAdapter that the choice of backend looks at. */
interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}
export interface Adapter {
  readonly info?: AdapterInfo;
  readonly isFallbackAdapter?: boolean;
  readonly features?: { has(feature: string): boolean };
  readonly limits?: { readonly maxBufferSize: number };
}
export interface Gpu {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<Adapter | null>;
}

/** The graphics adapter, or null where the browser has none. */
export async function requestAdapter(): Promise<Adapter | null> {
  const { gpu } = navigator as { gpu?: Gpu };
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)) ?? null;
}

/** True for an adapter that computes on the processor (SwiftShader, llvmpipe): 40–100 times slower than WASM, measured. */
export function isSoftwareAdapter({ info, isFallbackAdapter }: Adapter): boolean {
  if (isFallbackAdapter === true || info?.isFallbackAdapter === true) return true;
  const text = [info?.vendor, info?.architecture, info?.device, info?.description].join(' ');
  return /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(text) || info?.vendor?.toLowerCase() === 'google';
}

/** "nvidia ampere", for people. */
export function adapterName({ info }: Adapter): string {
  const parts = [info?.vendor, info?.architecture, info?.description].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? 'unnamed adapter' : parts.join(' ');
}
