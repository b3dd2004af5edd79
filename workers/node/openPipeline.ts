import { openPack } from '../synthesis/packs/openPack';
import { SynthesisPipeline } from '../synthesis/pipeline';
import type { Runtime } from '../synthesis/runtime/runtime';
import { diskPackReader } from './diskReader';

/** The pipeline over a pack's folder, each file verified as in the browser. @throws as openPack and SynthesisPipeline.open */
export async function openPipeline(folder: string, runtime: Runtime): Promise<SynthesisPipeline> {
  const silent = () => undefined;
  return SynthesisPipeline.open(await openPack(diskPackReader(folder), null, silent), runtime, silent);
}
