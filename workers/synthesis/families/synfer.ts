import type { SynferManifest } from '../../../src/domain/packs/manifest';
import type { PackGraphs } from '../graphs/packGraphs';
import { auBranch, conditionValues, guideOf, predictorOf, previewOf } from './shared';
import type { Family } from './family';

/** The model of the paper: AUs come in by cross-attention of their own, and a few-step student may stand in the denoiser's place. */
export function synfer(manifest: SynferManifest, graphs: PackGraphs): Family {
  const values = conditionValues(manifest);
  const denoiser = predictorOf(graphs, 'denoiser', 'to make faces', values);
  const student = predictorOf(graphs, 'student', 'for the sampler "student"; choose another sampler', values);
  return {
    ...auBranch(manifest),
    ...guideOf(graphs, values),
    predictor: (sampler) => (sampler === 'student' ? student : denoiser),
    preview: previewOf(manifest, graphs),
  };
}
