import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/domain/bytes/sha256';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { SeenFace } from '../faces/seenFace';
import type { Outputs } from '../runtime/runtime';
import { noVoter, testRuntime } from '../testing';
import { fetchVoterReader } from './fetchVoterReader';
import type { BroughtRecogniser } from './voterPanel';
import { VoterPanel } from './voterPanel';

const description = {
  format: 'synfer-voter',
  version: 2,
  name: 'Net',
  source: 'a test',
  licence: 'MIT',
  trainedBy: 'nobody',
  graph: 'voter.onnx',
  input: { name: 'image', crop: { of: 'middle', share: 0.5 }, colour: 'rgb', layout: 'nchw', mean: [0.5], deviation: [0.5] },
  expression: { output: 'logits', classes: ['neutral', 'anger', 'surprise'], gives: 'logits', temperature: 2, reliability: { measuredOn: 'a set', classes: { anger: 0.5, surprise: 1 } } },
};
const GRAPH = Uint8Array.of(1);
const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const folder = (described: unknown = description) => (name: string) => Promise.resolve({ 'voter.json': encoded(described), 'voter.onnx': GRAPH }[name] ?? null);
const says = (outputs: Outputs) => testRuntime({ Net: () => outputs });
const runtime = () => says({ logits: Float32Array.of(0, 4, 2) });
const face: SeenFace = { pixels: { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(255) }, box: null, eyes: () => Promise.resolve(null) };
const brought = (change: Partial<BroughtRecogniser> = {}): BroughtRecogniser => ({ id: 'own-net', name: 'Net', counts: null, read: folder(), ...change });
const seated = async (change: Partial<BroughtRecogniser>, outputs: Outputs = { logits: Float32Array.of(0, 4, 2) }, guide: string | null = null) => {
  const panel = await VoterPanel.open(noVoter, says(outputs), guide);
  return { panel, statuses: await panel.seat([brought(change)]) };
};

describe('the photograph voter', () => {
  it('votes in class order, softened by its temperature, and says how much it counts', async () => {
    const panel = await VoterPanel.open(folder(), runtime(), null);
    expect(panel.photographStatus).toEqual({ votes: true, reason: 'a test, MIT' });
    const [opinion] = await panel.read(face);
    expect(opinion?.vote).toMatchObject({ voter: 'photograph', label: 'Net', classWeights: [0, null, null, 1, null, null, 0.5, null] });
    const sum = 1 + Math.exp(2) + Math.exp(1);
    const expected = { neutral: 1 / sum, anger: Math.exp(2) / sum, surprise: Math.exp(1) / sum } as Record<string, number>;
    opinion?.vote?.probabilities.forEach((p, k) => {
      expect(p).toBeCloseTo(expected[EXPRESSION_CLASSES[k] ?? ''] ?? 0, 6);
    });
  });

  it('leaves its seat empty, without a failure, where it is not there, cannot be read or run, or gives other classes', async () => {
    const status = async (read = folder(), on = runtime()) => (await VoterPanel.open(read, on, null)).photographStatus;
    expect(await status(noVoter)).toEqual({ votes: false, reason: 'Its graph is not there: npm run voter makes it.' });
    expect((await status(folder({ ...description, version: 1 }))).reason).toMatch(/could not be used/);
    expect((await status(folder(), testRuntime({ Net: () => { throw new Error('no such operator'); } }))).reason).toContain('no such operator');
    expect((await status(folder(), says({ logits: Float32Array.of(1, 2) }))).reason).toContain('2 numbers for 3 logits');
    expect((await status(folder(), says({ scores: Float32Array.of(1, 2, 3) }))).reason).toContain('no output "logits"; it has scores');
    expect((await status(folder(), says({ logits: Float32Array.of(1, NaN, 3) }))).reason).toContain('no usable numbers');
  });
});

describe('a recogniser that was brought', () => {
  it('votes beside the photograph voter, as its reliability was measured or by hand', async () => {
    const panel = await VoterPanel.open(folder(), runtime(), null);
    expect(await panel.seat([brought({}), brought({ id: 'own-b', counts: 0.25 })])).toMatchObject([{ id: 'own-net', votes: true }, { id: 'own-b', votes: true }]);
    const votes = (await panel.read(face)).map(({ vote }) => [vote?.voter, vote?.classWeights?.[3], vote?.classWeights?.[7]]);
    expect(votes).toEqual([['photograph', 1, null], ['own-net', 1, null], ['own-b', 0.25, null]]);
  });

  it('is heard and not counted where nobody has measured it', async () => {
    const { reliability: _, ...unmeasured } = description.expression;
    const { panel } = await seated({ read: folder({ ...description, expression: unmeasured }) });
    expect((await panel.read(face))[0]?.vote?.classWeights).toEqual([0, null, null, 0, null, null, 0, null]);
  });

  it('is heard and not counted where it guides the faces, whatever was set', async () => {
    const { panel, statuses } = await seated({ counts: 1 }, undefined, await sha256Hex(GRAPH));
    expect(statuses[0]?.reason).toMatch(/what steers a face must not grade it/);
    expect((await panel.read(face))[0]?.vote?.classWeights).toEqual([0, null, null, 0, null, null, 0, null]);
  });

  it('may give probabilities, and classes that the studio does not have', async () => {
    const read = folder({ ...description, expression: { output: 'p', classes: ['happy', 'other', 'sad'], gives: 'probabilities', temperature: 1 } });
    const { panel } = await seated({ read }, { p: Float32Array.of(0.3, 0.5, 0.2) });
    const probabilities = (await panel.read(face))[0]?.vote?.probabilities ?? [];
    expect(probabilities[1]).toBeCloseTo(0.6, 5);
    expect(probabilities[2]).toBeCloseTo(0.4, 5);
  });

  it('may read action units, as logits or on a scale of its own, and have no vote', async () => {
    const { expression: _, ...reader } = description;
    const units = (gives: string, maximum: number) => ({ ...reader, actionUnits: { output: 'au', columns: ['AU1', null, 'AU12L'], gives, maximum } });
    const scaled = await seated({ read: folder(units('intensities', 5)) }, { au: Float32Array.of(2.5, 1, 7) });
    expect(await scaled.panel.read(face)).toEqual([{ vote: null, actionUnits: { reader: 'own-net', label: 'Net', sha256: await sha256Hex(GRAPH), units: { AU1: 0.5, AU12L: 1 } } }]);
    const logits = await seated({ read: folder(units('logits', 1)) }, { au: Float32Array.of(0, 0, -100) });
    expect((await logits.panel.read(face))[0]?.actionUnits?.units).toMatchObject({ AU1: 0.5, AU12L: expect.closeTo(0) as number });
  });

  it('abstains where it needs a face and none was found', async () => {
    const read = folder({ ...description, input: { ...description.input, crop: { of: 'face', margin: 0 }, size: { width: 8, height: 8 } } });
    const { panel, statuses } = await seated({ read });
    expect(statuses[0]?.votes).toBe(true);
    expect(await panel.read(face)).toEqual([{ vote: null, actionUnits: null }]);
  });

  it('gives its memory back when it leaves its seat, fails or was tried alone, and not before it has said its say', async () => {
    const on = runtime();
    const panel = await VoterPanel.open(folder(), on, null);
    await panel.seat([brought(), brought({ id: 'own-b' })]);
    const reading = panel.read(face);
    await panel.seat([brought()]);
    expect(await reading).toHaveLength(3);
    expect([on.made.length, on.released.length]).toEqual([4, 2]);
    await panel.try(folder(), () => Promise.resolve());
    await panel.seat([]);
    expect([on.made.length, on.released.length]).toEqual([5, 4]);
    expect(await panel.read(face)).toHaveLength(1);
    const failing = says({ scores: Float32Array.of(1) });
    await VoterPanel.open(folder(), failing, null);
    expect(failing.released).toEqual(['Net']);
  });

  it('that fails gets no seat and harms nobody', async () => {
    const panel = await VoterPanel.open(noVoter, runtime(), null);
    const statuses = await panel.seat([brought({ read: () => Promise.resolve(null) }), brought({ id: 'own-b' })]);
    expect(statuses.map(({ votes }) => votes)).toEqual([false, true]);
    expect(await panel.read(face)).toHaveLength(1);
  });
});

describe('fetching the voter', () => {
  const answering = (answer: () => Promise<Response>) => fetchVoterReader('https://studio.test/voters/photograph/', answer);

  it('gives the bytes, and null for what does not answer or is a page', async () => {
    expect(await answering(() => Promise.resolve(new Response('abc')))('voter.onnx')).toEqual(new TextEncoder().encode('abc'));
    expect(await answering(() => Promise.resolve(new Response('', { status: 404 })))('voter.onnx')).toBeNull();
    expect(await answering(() => Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html' } })))('voter.onnx')).toBeNull();
    expect(await answering(() => Promise.reject(new TypeError('offline')))('voter.onnx')).toBeNull();
  });
});
