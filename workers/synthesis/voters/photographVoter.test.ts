import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { testRuntime } from '../testing';
import { fetchVoterReader } from './fetchVoterReader';
import { PhotographVoter, middle } from './photographVoter';

const description = {
  format: 'synfer-voter',
  version: 1,
  source: 'a test',
  graph: 'voter.onnx',
  crop: 0.5,
  temperature: 2,
  classes: ['neutral', 'anger', 'surprise'],
  classWeights: { neutral: 0, anger: 0.5, surprise: 1 },
};
const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const folder = (files: Record<string, Uint8Array<ArrayBuffer>>) => (name: string) => Promise.resolve(files[name] ?? null);
const whole = folder({ 'voter.json': encoded(description), 'voter.onnx': Uint8Array.of(1) });
const runtime = () => testRuntime({ photograph: () => ({ logits: Float32Array.of(0, 4, 2) }) });
const picture = { width: 4, height: 4, data: new Uint8ClampedArray(64).map((_, i) => (i % 4 === 3 ? 255 : i)) };

describe('the photograph voter', () => {
  it('votes in class order, softened by its temperature, and says how much it counts', async () => {
    const { voter, status } = await PhotographVoter.seat(whole, runtime());
    expect(status).toEqual({ votes: true, reason: 'a test' });
    const vote = await voter?.vote(picture);
    expect(vote).toMatchObject({ voter: 'photograph', label: 'Photograph voter', classWeights: [0, null, null, 1, null, null, 0.5, null] });
    const sum = 1 + Math.exp(2) + Math.exp(1);
    const expected = { neutral: 1 / sum, anger: Math.exp(2) / sum, surprise: Math.exp(1) / sum } as Record<string, number>;
    vote?.probabilities.forEach((p, k) => {
      expect(p).toBeCloseTo(expected[EXPRESSION_CLASSES[k] ?? ''] ?? 0, 6);
    });
  });

  it('reads the middle of the picture', () => {
    const { width, height, image } = middle(picture, 0.5);
    expect([width, height]).toEqual([2, 2]);
    // Red of the four pixels in the middle, of rows of four pixels of four bytes.
    expect([...image.slice(0, 4)].map((value) => Math.round((value + 1) * 127.5))).toEqual([20, 24, 36, 40]);
    expect(middle(picture, 1).image).toHaveLength(48);
  });

  it.each([
    ['is not described', folder({}), /npm run voter makes it/],
    ['has no graph', folder({ 'voter.json': encoded(description) }), /npm run voter makes it/],
    ['is described in a way that this version cannot read', folder({ 'voter.json': encoded({ ...description, version: 2 }) }), /could not be used/],
  ])('leaves its seat empty, without a failure, where it %s', async (_, read, reason) => {
    const { voter, status } = await PhotographVoter.seat(read, runtime());
    expect(voter).toBeNull();
    expect(status.votes).toBe(false);
    expect(status.reason).toMatch(reason);
  });

  it('leaves its seat empty where its graph cannot be run, or gives other classes', async () => {
    const fails = testRuntime({ photograph: () => { throw new Error('no such operator'); } });
    expect((await PhotographVoter.seat(whole, fails)).status.reason).toContain('no such operator');
    const other = testRuntime({ photograph: () => ({ logits: Float32Array.of(1, 2) }) });
    expect((await PhotographVoter.seat(whole, other)).status.reason).toContain('2 numbers for 3 classes');
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
