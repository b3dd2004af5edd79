import { median } from '../../src/domain/machine/measurement';
import type { GoldenRun, Measurement } from '../../src/domain/machine/measurement';
import type { GraphName } from '../../src/domain/packs/manifest';
import { parseRecipe } from '../../src/domain/recipe/parse';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { studentRecipe } from '../../src/domain/recipe/student';
import type { SynthesisPipeline } from './pipeline';

/** Runs of each graph and of each face: enough for a median, few enough for seconds. */
const RUNS = 5;

/** Sides of text guidance that the denoiser works out in one run; everything else is made for one face at a time. */
const BATCH: Partial<Record<GraphName, number>> = { denoiser: 2 };

/**
 * Measure the loaded pack on its backend: each graph bare, faces with the pack's defaults and by its student, and how far the
 * latents lie from golden ones. @param onProgress told what is being measured
 * @throws SynthesisError of the runtime
 */
export async function measureMachine(pipeline: SynthesisPipeline, golden: GoldenRun | null, onProgress: (what: string) => void): Promise<Measurement> {
  const { manifest } = pipeline;
  const graphs = [];
  for (const graph of Object.keys(manifest.graphs) as GraphName[]) {
    onProgress(`the graph ${graph}`);
    await pipeline.trial(graph, BATCH[graph] ?? 1);
    const times = [];
    for (let run = 0; run < RUNS; run++) times.push(await pipeline.trial(graph, BATCH[graph] ?? 1));
    graphs.push({ graph, milliseconds: median(times) ?? NaN });
  }

  onProgress('a face');
  const recipe = defaultRecipe(pipeline);
  const faces: number[] = [];
  const steps: { readonly guided: number[]; readonly unguided: number[] } = { guided: [], unguided: [] };
  for (let run = 0; run < RUNS; run++) {
    const face = await pipeline.generate(
      { ...recipe, seed: run },
      { layout: null, onStep: ({ step, guide, milliseconds }) => void (step > 0 && (guide === null ? steps.unguided : steps.guided).push(milliseconds)) },
    );
    faces.push(face.provenance.milliseconds);
  }

  onProgress('the student');
  const students: number[] = [];
  if (manifest.student) {
    const quick = { ...studentRecipe(recipe, manifest.student), semanticGuidance: { ...recipe.semanticGuidance, strength: 0 } };
    for (let run = 0; run < RUNS; run++) {
      const begun = performance.now();
      await pipeline.preview({ ...quick, seed: run }, { layout: null });
      students.push(performance.now() - begun);
    }
  }

  onProgress('the golden latents');
  return {
    graphs,
    step: { guided: median(steps.guided), unguided: median(steps.unguided) },
    face: median(faces) ?? NaN,
    student: median(students),
    golden: golden === null ? null : await distance(pipeline, golden),
  };
}

function defaultRecipe({ manifest }: SynthesisPipeline): Recipe {
  return { format: 'synfer-recipe', version: 1, pack: manifest.id, expression: 'happiness', prompt: '', negativePrompt: '', seed: 0, layout: null, au: {}, ...manifest.defaults };
}

/** Largest difference of any value of any step's latent. */
async function distance(pipeline: SynthesisPipeline, { recipe, latents }: GoldenRun): Promise<number> {
  let largest = 0;
  let step = 0;
  await pipeline.generate(parseRecipe(recipe), {
    layout: null,
    onStep: null,
    onLatent: ({ latent }) => {
      const expected = latents[step++];
      latent.forEach((value, i) => (largest = Math.max(largest, Math.abs(value - (expected?.[i] ?? NaN)))));
    },
  });
  return largest;
}
