import type { StableDiffusionManifest } from '../../../src/domain/packs/manifest';
import { SynthesisError } from '../errors';
import type { PackGraphs } from '../graphs/packGraphs';
import { auBranch, conditionValues, guideOf, predictorOf, previewOf } from './shared';
import type { Family } from './family';

/**
 * A Stable Diffusion checkpoint. Text is CLIP's; AUs come in by an adapter inside the denoiser, or not at all. There is no student:
 * checkpoints of few steps are denoisers themselves.
 */
export function stableDiffusion(manifest: StableDiffusionManifest, graphs: PackGraphs): Family {
  const values = conditionValues(manifest);
  const denoiser = predictorOf(graphs, 'denoiser', 'to make faces', values);
  return {
    ...auBranch(manifest),
    ...guideOf(graphs, values),
    predictor(sampler) {
      if (sampler === 'student') throw new SynthesisError('pack-missing-graph', `The model pack "${manifest.name}" has no student. Choose another sampler.`);
      return denoiser;
    },
    preview: previewOf(manifest, graphs),
  };
}
