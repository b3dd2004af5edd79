import { describe, expect, it } from 'vitest';
import type { PackManifest, StableDiffusionManifest, SynferManifest, TensorSpec } from '../../../src/domain/packs/manifest';
import { abilities } from '../../../src/domain/packs/abilities';
import { parseManifest } from '../../../src/domain/packs/parseManifest';
import { testRecipe } from '../../../src/domain/recipe/testRecipe';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { SynthesisPipeline } from '../pipeline';
import { noVoter, testPack, testPackFiles, testRuntime } from '../testing';

const still = { layout: null, onStep: null };
const recipe = (parts: Partial<Recipe> = {}) => testRecipe({ pack: 'test-pack', steps: 2, ...parts });
const withoutAu = (inputs: readonly TensorSpec[]) => inputs.filter(({ name }) => !name.startsWith('au'));

/** The stand-in pack as a checkpoint: any word known, no student, no labels; with an AU adapter or without. */
function checkpoint(adapter: boolean) {
  return ({ graphs: { student: _, feranno: __, guidance: ___, second_opinion: ____, ...graphs }, student: _____, ...rest }: SynferManifest): StableDiffusionManifest => ({
    ...rest,
    family: 'stable-diffusion',
    words: {},
    voters: [],
    unconditional: adapter ? 'au-zeros' : 'text',
    graphs: adapter ? graphs : { ...graphs, denoiser: { ...graphs.denoiser, inputs: withoutAu(graphs.denoiser.inputs) } },
    ...(!adapter && { actionUnits: [], auColumns: 0 }),
  });
}

async function open(change: (manifest: SynferManifest) => PackManifest, runtime = testRuntime()) {
  return { runtime, pipeline: await SynthesisPipeline.open(await testPack(change), runtime, noVoter, () => undefined) };
}

describe('a checkpoint without AUs', () => {
  it('is fed no AUs and makes a face from words alone', async () => {
    const { runtime, pipeline } = await open(checkpoint(false));
    const face = await pipeline.generate(recipe({ prompt: 'an astronaut, smiling' }), still);
    const denoised = runtime.calls.filter(({ graph }) => graph === 'denoiser');
    expect(denoised.map(({ feeds }) => Object.keys(feeds))).toEqual([['latent', 'timestep', 'text'], ['latent', 'timestep', 'text']]);
    expect(face).toMatchObject({ requestedAu: null, unknownWords: [] });
  });

  it('says what it cannot do, and why', async () => {
    const { pipeline } = await open(checkpoint(false));
    const can = abilities(pipeline.manifest);
    expect(can.actionUnits).toEqual({ can: false, reason: 'Test pack takes no action units: its expression comes from the words alone.' });
    expect([can.semanticGuidance.can, can.student.can, can.labels.can, can.layout.can]).toEqual([false, false, false, true]);
  });

  it('has no student', async () => {
    const { pipeline } = await open(checkpoint(false));
    await expect(pipeline.generate(recipe({ sampler: 'student' }), still)).rejects.toHaveProperty('code', 'pack-missing-graph');
  });
});

describe('the branch that guidance moves away from', () => {
  const branches = async (change: (manifest: SynferManifest) => PackManifest, parts: Partial<Recipe>) => {
    const { runtime, pipeline } = await open(change);
    await pipeline.generate(recipe({ textGuidance: 2, auStrength: 1.5, ...parts }), still);
    const feeds = runtime.calls.find(({ graph }) => graph === 'denoiser')?.feeds;
    return { au: [...(feeds?.['au']?.data ?? [])], auScale: [...(feeds?.['au_scale']?.data ?? [])] };
  };

  it('has encoded zeros at full scale where the pack says so', async () => {
    expect(await branches(checkpoint(true), { au: { AU12: 1 } })).toEqual({ au: [1, 1, 0, 0, 0, 0], auScale: [1.5, 1.5] });
  });

  it('is told AUs on the scale that the pack learned them', async () => {
    expect((await branches((manifest) => ({ ...checkpoint(true)(manifest), auMaximum: 5 }), { au: { AU12: 0.5 } })).au).toEqual([2.5, 2.5, 0, 0, 0, 0]);
  });

  it('has no AUs at all where the pack says so', async () => {
    expect((await branches((manifest) => manifest, { au: { AU12: 1 } })).auScale).toEqual([1.5, 0]);
  });

  it('is without AUs in both where the text leads: with any word known, where no unit is named', async () => {
    expect((await branches(checkpoint(true), { prompt: 'a plain face' })).auScale).toEqual([0, 0]);
  });
});

describe('a pack.json', () => {
  const text = async (change: (manifest: SynferManifest) => object) => new TextDecoder().decode((await testPackFiles(change as (manifest: SynferManifest) => PackManifest)).get('pack.json'));

  it('that says no family is of "synfer"', async () => {
    const earlier = await text(({ family: _, unconditional: __, ...rest }) => ({ ...rest, formatVersion: 3 }));
    expect(parseManifest(earlier)).toMatchObject({ family: 'synfer', unconditional: 'au-off' });
  });

  it('may not count AUs that its denoiser does not take, nor leave out those that it takes', async () => {
    const untaken = await text((manifest) => ({ ...checkpoint(false)(manifest), auColumns: 3 }));
    expect(() => parseManifest(untaken)).toThrow(/"auColumns" is 3.*no input "au"/);
    const uncounted = await text((manifest) => ({ ...manifest, actionUnits: [], auColumns: 0 }));
    expect(() => parseManifest(uncounted)).toThrow(/"auColumns" is 0.*an input "au"/);
  });
});
