import { openPack } from '../synthesis/packs/openPack';
import { SynthesisPipeline } from '../synthesis/pipeline';
import type { Runtime } from '../synthesis/runtime/runtime';
import { diskPackReader } from './diskReader';
import { readShippedVoter } from './voterFolders';

/**
 * The pipeline over a pack's folder, each file verified as in the browser, with the photograph voter where `npm run voter` has
 * made it. @throws as openPack and SynthesisPipeline.open
 */
export async function openPipeline(folder: string, runtime: Runtime): Promise<SynthesisPipeline> {
  const silent = () => undefined;
  return SynthesisPipeline.open(await openPack(diskPackReader(folder), null, silent), runtime, readShippedVoter, silent);
}
