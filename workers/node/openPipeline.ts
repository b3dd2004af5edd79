import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openPack } from '../synthesis/packs/openPack';
import { SynthesisPipeline } from '../synthesis/pipeline';
import type { Runtime } from '../synthesis/runtime/runtime';
import { diskPackReader } from './diskReader';

const PHOTOGRAPH_VOTER = new URL('../../public/voters/photograph/', import.meta.url);

/**
 * The pipeline over a pack's folder, each file verified as in the browser, with the photograph voter where `npm run voter` has
 * made it. @throws as openPack and SynthesisPipeline.open
 */
export async function openPipeline(folder: string, runtime: Runtime): Promise<SynthesisPipeline> {
  const silent = () => undefined;
  return SynthesisPipeline.open(await openPack(diskPackReader(folder), null, silent), runtime, readVoter, silent);
}

async function readVoter(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await readFile(fileURLToPath(new URL(name, PHOTOGRAPH_VOTER))).catch(() => null);
  return bytes === null ? null : new Uint8Array(bytes);
}
