import type { PackManifest } from '../../../src/domain/packs/manifest';
import type { GraphValues } from '../graphs/feeds';
import type { PackGraphs } from '../graphs/packGraphs';
import type { Condition, Family, Guide, Predictor } from './family';

/** How families put their parts together; each family says which of them it is made of. */

type ConditionValues = (latent: Float32Array, timestep: number, conditions: readonly Condition[]) => GraphValues;

/** AUs as a branch of λ_AU beside the text, its unconditional side as the pack says. */
export function auBranch({ auColumns, unconditional }: PackManifest): Pick<Family, 'condition' | 'unconditional'> {
  const rest = () => new Float32Array(auColumns);
  return {
    condition: (text, au, auStrength) => ({ text, au: au ?? rest(), auScale: au === null ? 0 : auStrength }),
    unconditional: (text, { auScale }) => ({ text, au: rest(), auScale: unconditional === 'au-zeros' ? auScale : 0 }),
  };
}

/** Latent, timestep and conditions by the roles of docs/pack-format.md. */
export function conditionValues({ latent: { channels, height, width }, tokenizer: { maxLength }, auColumns, auMaximum = 1 }: PackManifest): ConditionValues {
  return (latent, timestep, conditions) => ({
    latent: { items: conditions.map(() => latent), shape: [channels, height, width] },
    timestep: { items: conditions.map(() => Float32Array.of(timestep)), shape: [] },
    text: { items: conditions.map(({ text }) => text), shape: [maxLength, (conditions[0]?.text.length ?? 0) / maxLength] },
    au: { items: conditions.map(({ au }) => (auMaximum === 1 ? au : au.map((intensity) => intensity * auMaximum))), shape: [auColumns] },
    au_scale: { items: conditions.map(({ auScale }) => Float32Array.of(auScale)), shape: [] },
  });
}

/** A graph that predicts. */
export function predictorOf(graphs: PackGraphs, name: 'denoiser' | 'student', purpose: string, values: ConditionValues): Predictor {
  return {
    async denoise(latent, timestep, conditions) {
      const { prediction } = await graphs.run(name, purpose, values(latent, timestep, conditions), ['prediction']);
      return conditions.map((_, i) => prediction.slice(i * latent.length, (i + 1) * latent.length));
    },
  };
}

/** The pack's guidance graph. */
export function guideOf(graphs: PackGraphs, values: ConditionValues): Guide {
  return {
    async guide(latent, timestep, condition, alphaBar, target) {
      const fed: GraphValues = {
        ...values(latent, timestep, [condition]),
        alpha_bar: { items: [Float32Array.of(alphaBar)], shape: [] },
        target: { items: [target], shape: [target.length] },
      };
      const { loss, probabilities, gradient } = await graphs.run('guidance', 'for semantic guidance; set its strength to 0', fed, ['loss', 'probabilities', 'gradient']);
      return { loss: loss[0] ?? NaN, probabilities, gradient };
    },
  };
}

/** Previews by the pack's small decoder, in the size that it declares, or by the decoder itself. */
export function previewOf({ image, graphs: { preview } }: PackManifest, graphs: PackGraphs): Family['preview'] {
  const [height, width] = preview?.outputs[0]?.shape.slice(2) ?? [];
  if (typeof height !== 'number' || typeof width !== 'number') {
    return async (sample) => ({ image: await graphs.decodeLatent(sample), width: image.width, height: image.height });
  }
  return async (sample) => ({ image: await graphs.glimpseLatent(sample), width, height });
}
