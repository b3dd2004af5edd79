import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json';
import type { PackManifest, SynferManifest } from '../../src/domain/packs/manifest';
import { studentRecipe } from '../../src/domain/recipe/student';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { APP } from './app';
import { SynthesisPipeline } from './pipeline';
import type { StepEvent } from '../../src/domain/face/step';
import type { LoadProgress } from '../../src/domain/packs/loading';
import { noVoter, testPack, testRuntime } from './testing';

const silent = () => undefined;
const still = { layout: null, onStep: null };
const picture = { width: 4, height: 4, data: new Uint8ClampedArray(64).map((_, i) => (i % 4 === 3 ? 255 : i * 3)) };

async function open(runtime = testRuntime()) {
  return { runtime, pipeline: await SynthesisPipeline.open(await testPack(), runtime, noVoter, silent) };
}

function recipe(parts: Partial<Recipe> = {}): Recipe {
  return testRecipe({ pack: 'test-pack', steps: 4, ...parts });
}

function layout(strength: number): Recipe['layout'] {
  return { source: { kind: 'shipped', name: 'face' }, strength };
}

describe('the synthesis pipeline', () => {
  it('loads what a face begins with, what it ends with afterwards, and the guide when a recipe asks for it', async () => {
    const { pipeline, runtime } = await open();
    expect(runtime.made).toEqual(['text_encoder', 'denoiser', 'preview', 'decoder']);
    await pipeline.generate(recipe(), still);
    expect(runtime.made.slice(4)).toEqual(['encoder', 'feranno', 'second_opinion']);
    await pipeline.generate(recipe({ expression: 'fear', semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } }), still);
    await pipeline.generate(recipe({ expression: 'fear', semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } }), still);
    expect(runtime.made.filter((name) => name === 'guidance')).toHaveLength(1);
  });

  it('loads the rest ahead, one graph each time that nobody waits for a face', async () => {
    const { pipeline, runtime } = await open();
    let asked = 0;
    await pipeline.prepareRest(() => Promise.resolve(void asked++));
    expect(runtime.made.slice(4)).toEqual(['encoder', 'feranno', 'second_opinion', 'student', 'guidance']);
    expect(asked).toBe(5);
    await pipeline.generate(recipe(), still);
    expect(runtime.made).toHaveLength(9);
  });

  it('reports the loading of sessions up to the end', async () => {
    const events: LoadProgress[] = [];
    await SynthesisPipeline.open(await testPack(), testRuntime(), noVoter, (event) => events.push(event));
    expect(events.every((event) => event.phase === 'sessions')).toBe(true);
    expect(events.at(-1)?.loadedBytes).toBe(events.at(-1)?.totalBytes);
  });

  it('gives the same face for the same recipe, another for another seed', async () => {
    const { pipeline } = await open();
    const [a, b, c] = [await pipeline.generate(recipe(), still), await pipeline.generate(recipe(), still), await pipeline.generate(recipe({ seed: 8 }), still)];
    expect(b.pixels).toEqual(a.pixels);
    expect(b.id).toBe(a.id);
    expect(c.pixels).not.toEqual(a.pixels);
    expect(c.id).not.toBe(a.id);
  });

  it('goes with a variation from the face of one seed to that of another', async () => {
    const { pipeline } = await open();
    const make = async (parts: Partial<Recipe>) => (await pipeline.generate(recipe(parts), still)).pixels;
    const [near, half, far] = [await make({ variation: { seed: 8, strength: 1e-7 } }), await make({ variation: { seed: 8, strength: 0.5 } }), await make({ variation: { seed: 8, strength: 1 } })];
    expect(near).toEqual(await make({}));
    expect(far).toEqual(await make({ seed: 8 }));
    expect(half).not.toEqual(near);
    expect(half).not.toEqual(far);
  });

  it('sends an event with a small preview for each step', async () => {
    const { pipeline } = await open();
    const events: StepEvent[] = [];
    await pipeline.generate(recipe(), { layout: null, onStep: (event) => events.push(event) });
    expect(events.map(({ step, steps }) => [step, steps])).toEqual([[0, 4], [1, 4], [2, 4], [3, 4]]);
    expect(events.every(({ preview, latentNorm, guide }) => preview.width === 2 && preview.height === 2 && latentNorm > 0 && guide === null)).toBe(true);
  });

  it('runs the decoder once, for the finished face, however many steps are shown', async () => {
    const { pipeline, runtime } = await open();
    await pipeline.generate(recipe(), { layout: null, onStep: () => undefined });
    const drawn = runtime.calls.map(({ graph }) => graph).filter((graph) => graph === 'preview' || graph === 'decoder');
    expect(drawn).toEqual(['preview', 'preview', 'preview', 'preview', 'decoder']);
  });

  it('draws steps with the decoder where the pack is of a format without previews', async () => {
    const without = ({ graphs: { preview: _, ...graphs }, ...rest }: SynferManifest): PackManifest => ({ ...rest, graphs, formatVersion: 3 });
    const pipeline = await SynthesisPipeline.open(await testPack(without), testRuntime(), noVoter, silent);
    const events: StepEvent[] = [];
    await pipeline.generate(recipe(), { layout: null, onStep: (event) => events.push(event) });
    expect(events.map(({ preview }) => preview.width)).toEqual([4, 4, 4, 4]);
  });

  it('draws the latent of a step in full when it is asked for, as the face is drawn', async () => {
    const { pipeline } = await open();
    const events: StepEvent[] = [];
    const face = await pipeline.generate(recipe(), { layout: null, onStep: (event) => events.push(event) });
    const last = events.at(-1);
    if (!last) throw new Error('no step');
    expect(await pipeline.draw(last.latent, 'full')).toEqual(face.pixels);
    expect(await pipeline.draw(last.latent, 'preview')).toEqual(last.preview);
  });

  it('draws no latent of another model', async () => {
    const { pipeline } = await open();
    await expect(pipeline.draw({ space: 'e'.repeat(64), values: new Float32Array(8) }, 'full')).rejects.toHaveProperty('code', 'latent-mismatch');
  });

  it('previews the same picture without labelling it', async () => {
    const { pipeline, runtime } = await open();
    const preview = await pipeline.preview(recipe({ au: { AU12: 1 } }), { layout: null });
    expect(runtime.calls.some(({ graph }) => graph === 'feranno')).toBe(false);
    expect(preview).toEqual((await pipeline.generate(recipe({ au: { AU12: 1 } }), still)).pixels);
  });

  it('turns the AU branch off where the text leads', async () => {
    const { pipeline, runtime } = await open();
    const face = await pipeline.generate(recipe({ expression: 'happiness' }), still);
    const feeds = runtime.calls.find((call) => call.graph === 'denoiser')?.feeds;
    expect(face.requestedAu).toBeNull();
    expect([...(feeds?.['au_scale']?.data ?? [])]).toEqual([0, 0]);
  });

  it('sends the AU vector with λ_AU on the conditional side alone', async () => {
    const { pipeline, runtime } = await open();
    const face = await pipeline.generate(recipe({ au: { AU12: { left: 1, right: 0.5 } }, auStrength: 1.5 }), still);
    const feeds = runtime.calls.find((call) => call.graph === 'denoiser')?.feeds;
    expect(face.requestedAu).toEqual([1, 0.5, 0]);
    expect([...(feeds?.['au']?.data ?? [])]).toEqual([1, 0.5, 0, 0, 0, 0]);
    expect([...(feeds?.['au_scale']?.data ?? [])]).toEqual([1.5, 0]);
  });

  it('asks for a face at rest where nothing speaks of an expression', async () => {
    const { pipeline } = await open();
    expect((await pipeline.generate(recipe({ prompt: 'a face' }), still)).requestedAu).toEqual([0, 0, 0]);
  });

  it('guides towards the requested class', async () => {
    const { pipeline, runtime } = await open();
    const events: StepEvent[] = [];
    await pipeline.generate(recipe({ expression: 'fear', semanticGuidance: { strength: 1, start: 0.5, end: 1, iterations: 2 } }), { layout: null, onStep: (event) => events.push(event) });
    const guided = runtime.calls.filter((call) => call.graph === 'guidance');
    expect(guided).toHaveLength(4);
    expect([...(guided[0]?.feeds['target']?.data ?? [])]).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
    expect(events.map(({ guide }) => guide?.gradientNorm ?? null)).toEqual([null, null, 5, 5]);
  });

  it('does not guide where no expression is requested', async () => {
    const { pipeline, runtime } = await open();
    await pipeline.generate(recipe({ prompt: 'happy', semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } }), still);
    expect(runtime.made).not.toContain('guidance');
  });

  describe('with the student for a sampler', () => {
    it('runs it once a step in the denoiser’s place, and loads it no sooner', async () => {
      const { pipeline, runtime } = await open();
      expect(runtime.made).not.toContain('student');
      const steps: StepEvent[] = [];
      const face = await pipeline.generate(studentRecipe(recipe({ au: { AU12: 1 } }), { steps: 2, textGuidance: 2 }), { layout: null, onStep: (event) => steps.push(event) });
      expect(steps.map(({ timestep }) => timestep)).toEqual([999, 499]);
      const evaluated = runtime.calls.filter(({ graph }) => graph === 'student' || graph === 'denoiser');
      expect(evaluated.map(({ graph, feeds }) => [graph, feeds['latent']?.dims[0]])).toEqual([['student', 1], ['student', 1]]);
      expect(face.recipe.sampler).toBe('student');
    });

    it('needs a pack that has one', async () => {
      const without = ({ student: _, graphs: { student: __, ...graphs }, ...rest }: SynferManifest): PackManifest => ({ ...rest, graphs });
      const pipeline = await SynthesisPipeline.open(await testPack(without), testRuntime(), noVoter, silent);
      await expect(pipeline.generate(recipe({ sampler: 'student' }), still)).rejects.toMatchObject({ code: 'pack-missing-graph', message: expect.stringMatching(/no student graph.*choose another sampler/) as string });
    });
  });

  it('names words the text encoder never saw', async () => {
    const { pipeline } = await open();
    expect((await pipeline.generate(recipe({ prompt: 'a purple face' }), still)).unknownWords).toEqual(['purple']);
  });

  it('says where the face comes from', async () => {
    const { pipeline } = await open();
    const { provenance, id } = await pipeline.generate(recipe(), still);
    expect(provenance).toMatchObject({ app: APP, pack: 'test-pack', packSha256: 'f'.repeat(64), backend: { kind: 'node' } });
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(APP).toBe(`${packageJson.name}/${packageJson.version}`);
  });

  describe('with a layout', () => {
    it('of strength 0 gives the encoded picture back without denoising', async () => {
      const { pipeline, runtime } = await open();
      await pipeline.generate(recipe({ layout: layout(0) }), { layout: picture, onStep: null });
      expect(runtime.calls.map((call) => call.graph)).not.toContain('denoiser');
    });

    it('of strength 1 keeps nothing of the picture', async () => {
      const { pipeline } = await open();
      const [kept, free] = [await pipeline.generate(recipe({ layout: layout(1) }), { layout: picture, onStep: null }), await pipeline.generate(recipe(), still)];
      expect(kept.pixels).toEqual(free.pixels);
    });

    it('in between inverts and then denoises that share of the steps', async () => {
      const { pipeline } = await open();
      const steps: StepEvent[] = [];
      await pipeline.generate(recipe({ layout: layout(0.5) }), { layout: picture, onStep: (event) => steps.push(event) });
      expect(steps.map(({ step, steps: count, timestep }) => [step, count, timestep])).toEqual([[0, 2, 499], [1, 2, 249]]);
    });

    it('says when the picture is not at hand', async () => {
      const { pipeline } = await open();
      await expect(pipeline.generate(recipe({ layout: layout(0.5) }), still)).rejects.toHaveProperty('code', 'picture-invalid');
    });
  });

  it('labels any picture, resized, exactly as it labels a face', async () => {
    const { pipeline } = await open();
    const face = await pipeline.generate(recipe({ expression: 'happiness' }), still);
    expect((await pipeline.labeller.label(face.pixels, 'happiness')).label).toEqual(face.label);
    expect((await pipeline.labeller.label({ width: 9, height: 5, data: new Uint8ClampedArray(180) }, null)).label.recognised).toBe('happiness');
  });

  it('restores a face from its picture and recipe: all but how it was made', async () => {
    const { pipeline } = await open();
    const face = await pipeline.generate(recipe({ expression: 'happiness' }), still);
    const restored = await pipeline.restore(face.recipe, face.pixels);
    expect({ ...restored, provenance: null }).toEqual({ ...face, provenance: null });
    expect(restored.provenance.restored).toBe(true);
    expect(face.provenance.restored).toBeUndefined();
  });

  it('fails with the code of what went wrong', async () => {
    const { pipeline } = await open();
    await expect(pipeline.generate(recipe({ au: { AU99: 1 } }), still)).rejects.toHaveProperty('code', 'recipe-unknown-au');
    await expect(pipeline.generate({ ...recipe(), version: 9 } as never, still)).rejects.toHaveProperty('code', 'recipe-version');
    await expect(pipeline.generate(recipe(), { ...still, signal: AbortSignal.abort() })).rejects.toHaveProperty('code', 'cancelled');
    const black = await open(testRuntime({ decoder: () => ({ image: new Float32Array(48) }) }));
    await expect(black.pipeline.generate(recipe(), still)).rejects.toHaveProperty('code', 'numerical');
  });

  it('opens without a network that labels: nobody votes then', async () => {
    const pipeline = await SynthesisPipeline.open(await testPack((manifest) => ({ ...manifest, voters: [] })), testRuntime(), noVoter, silent);
    expect((await pipeline.generate(recipe(), still)).label.votes).toEqual([]);
  });
});
