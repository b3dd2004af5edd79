import type { GraphName, PackManifest } from './manifest';

/** What a pack's sessions take of memory, in bytes. Estimates on the high side. */
export interface MemoryNeed {
  readonly weights: number;
  /** What is computed with, at its peak. */
  readonly work: number;
  readonly together: number;
}

/** How a need stands to what a machine has, in words with numbers. */
export type MemoryVerdict = { readonly kind: 'fits' } | { readonly kind: 'tight' | 'refused'; readonly reason: string };

/** Sessions without which there is no face; all others are made when they are first needed. */
const NEEDED: readonly GraphName[] = ['text_encoder', 'denoiser', 'preview', 'decoder'];

const FLOAT = 4;
/** Of attention over the latent's places: the prompt's branch and the other's. */
const BRANCHES = 2;
const HEADS = 8;
/** Channels of a decoder's last layers at the picture's full size, and how many such layers are there at a time (Stable Diffusion's VAE). */
const DECODER_CHANNELS = 128;
const DECODER_LAYERS = 3;

/** A page's WebAssembly has 32-bit addresses, of which the runtime itself takes some. */
const WASM_MEMORY = 2 ** 32;
const WASM_RUNTIME = 0.2e9;
/** Of a machine's memory, what one page may take before others are pushed out. */
const SHARE_OF_MEMORY = 0.75;
/** Browsers tell no more than this (Device Memory, W3C), whatever there is. */
const MOST_TOLD = 8 * 2 ** 30;

/**
 * Each session holds its graph's weights by itself. They are stored in float16; a session that computes in float32 holds them in that, folded
 * as it loads.
 */
export function memoryNeed({ graphs, arithmetic, latent, image }: PackManifest): MemoryNeed {
  const grown = arithmetic === 'float16' ? 1 : 2;
  const weights = NEEDED.flatMap((name) => graphs[name] ?? []).reduce((sum, { file, externalData }) => sum + file.bytes + grown * externalData.reduce((all, { bytes }) => all + bytes, 0), 0);
  const attention = BRANCHES * HEADS * (latent.height * latent.width) ** 2 * FLOAT;
  const decoder = DECODER_LAYERS * DECODER_CHANNELS * image.height * image.width * FLOAT;
  const work = Math.max(attention, decoder);
  return { weights, work, together: weights + work };
}

/** @param memory as the browser tells it, in bytes; null where it does not */
export function memoryVerdict(manifest: PackManifest, { onGraphics, memory }: { readonly onGraphics: boolean; readonly memory: number | null }): MemoryVerdict {
  const { weights, work, together } = memoryNeed(manifest);
  const needs = `Its sessions take about ${inGb(together)} (weights ${inGb(weights)}, what is computed with ${inGb(work)})`;
  if (!onGraphics && weights + WASM_RUNTIME > WASM_MEMORY) {
    return { kind: 'refused', reason: `${needs}, and without WebGPU a page has ${inGb(WASM_MEMORY)} at most. Use a browser with WebGPU, or a smaller model.` };
  }
  if (!onGraphics && together + WASM_RUNTIME > WASM_MEMORY) {
    return { kind: 'tight', reason: `${needs}, and without WebGPU a page has ${inGb(WASM_MEMORY)} at most: it may break off. Use a browser with WebGPU, or smaller pictures.` };
  }
  if (memory !== null && memory < MOST_TOLD && together > SHARE_OF_MEMORY * memory) {
    return { kind: 'tight', reason: `${needs}, and this machine has about ${inGb(memory)} of memory. Close other programs and tabs, or use a smaller model.` };
  }
  return { kind: 'fits' };
}

function inGb(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
