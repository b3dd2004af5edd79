import type { PackManifest } from '../../../src/domain/packs/manifest';
import type { PackGraphs } from '../graphs/packGraphs';
import type { Family } from './family';
import { stableDiffusion } from './stableDiffusion';
import { synfer } from './synfer';

/** The family of a pack: the one place that asks. */
export function openFamily(manifest: PackManifest, graphs: PackGraphs): Family {
  switch (manifest.family) {
    case 'synfer':
      return synfer(manifest, graphs);
    case 'stable-diffusion':
      return stableDiffusion(manifest, graphs);
  }
}
