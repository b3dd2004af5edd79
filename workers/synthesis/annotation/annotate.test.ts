import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import type { PackManifest } from '../../../src/domain/packs/manifest';
import { annotate } from './annotate';

const ones = [1, 1, 1, 1, 1, 1, 1, 1];
const feranno: PackManifest['voters'][number] = { graph: 'feranno', label: 'FERAnno', temperature: 1, classWeights: ones };
const second: PackManifest['voters'][number] = { graph: 'second_opinion', label: 'Second opinion', temperature: 1, classWeights: ones };
const pixels = { width: 1, height: 1, data: Uint8ClampedArray.of(255, 0, 0, 255) };

function networks(first: number, other: number, images: Float32Array[] = []) {
  const logits = (index: number) => Float32Array.from({ length: 8 }, (_, i) => (i === index ? 4 : 0));
  return {
    encodeImage: (image: Float32Array) => {
      images.push(image);
      return Promise.resolve(Float32Array.of(1));
    },
    annotate: () => Promise.resolve({ logits: logits(first), au: Float32Array.of(0.25, 0.5) }),
    secondOpinion: () => Promise.resolve(logits(other)),
  };
}

describe('FERAnno', () => {
  it('labels where all voters agree with the request', async () => {
    const label = await annotate(networks(1, 1), [feranno, second], [], pixels, 'happiness');
    expect(label).toMatchObject({ recognised: 'happiness', rectified: false, realisedAu: [0.25, 0.5] });
    expect(label.probabilities?.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect(label.confidence).toBe(label.probabilities?.[1]);
    expect(label.votes.map((vote) => vote.label)).toEqual(['FERAnno', 'Second opinion']);
  });

  it('rectifies where voters disagree, with each other or with the request', async () => {
    expect((await annotate(networks(1, 2), [feranno, second], [], pixels, 'happiness')).rectified).toBe(true);
    expect((await annotate(networks(2, 2), [feranno, second], [], pixels, 'happiness')).rectified).toBe(true);
    expect((await annotate(networks(2, 2), [feranno, second], [], pixels, null)).rectified).toBe(false);
  });

  it('counts the request among those who say what the face shows', async () => {
    const [blind, asked] = [await annotate(networks(1, 2), [feranno, second], [], pixels, null), await annotate(networks(1, 2), [feranno, second], [], pixels, 'sadness')];
    expect(blind.probabilities?.[1]).toBeCloseTo(blind.probabilities?.[2] ?? NaN, 12);
    expect(asked).toMatchObject({ recognised: 'sadness', rectified: true });
    expect(asked.confidence).toBeCloseTo((2 / 3) * (blind.probabilities?.[2] ?? NaN) + 1 / 3, 12);
    expect((await annotate(networks(1, 1), [feranno, second], [], pixels, 'sadness')).recognised).toBe('happiness');
  });

  it('weighs voters class by class', async () => {
    const label = await annotate(networks(1, 2), [feranno, { ...second, classWeights: ones.map(() => 0.1) }], [], pixels, null);
    expect(label.recognised).toBe('happiness');
  });

  it('looks at the 8-bit picture', async () => {
    const images: Float32Array[] = [];
    await annotate(networks(1, 1, images), [feranno], [], pixels, null);
    expect([...(images[0] ?? [])]).toEqual([1, -1, -1]);
  });

  describe('with the photograph voter', () => {
    const outsider = (name: 'happiness' | 'anger', weight: number) => [
      {
        vote: { voter: 'photograph', label: 'Photograph voter', probabilities: EXPRESSION_CLASSES.map((other) => (other === name ? 1 : 0)), classWeights: EXPRESSION_CLASSES.map((other) => (other === 'contempt' ? null : weight)) },
        actionUnits: null,
      },
    ];

    it('keeps its vote beside the others and lets it weigh on the label', async () => {
      const [without, label] = [await annotate(networks(1, 2), [feranno, second], [], pixels, null), await annotate(networks(1, 2), [feranno, second], outsider('happiness', 1), pixels, null)];
      expect(label.votes.map((vote) => vote.voter)).toEqual(['feranno', 'second_opinion', 'photograph']);
      expect(label.probabilities?.[1]).toBeGreaterThan(without.probabilities?.[1] ?? NaN);
    });

    it('labels as without it where it does not count', async () => {
      const [without, label] = [await annotate(networks(1, 1), [feranno, second], [], pixels, 'happiness'), await annotate(networks(1, 1), [feranno, second], outsider('anger', 0), pixels, 'happiness')];
      expect(label).toMatchObject({ recognised: 'happiness', rectified: false });
      label.probabilities?.forEach((p, k) => {
        expect(p).toBeCloseTo(without.probabilities?.[k] ?? NaN, 12);
      });
    });
  });

  it('keeps what readers of action units say beside what the pack reads', async () => {
    const reading = { reader: 'own-reader', label: 'Reader', units: { AU12: 0.75, AU1L: 0 } };
    const label = await annotate(networks(1, 1), [feranno, second], [{ vote: null, actionUnits: reading }], pixels, null);
    expect(label).toMatchObject({ realisedAu: [0.25, 0.5], auReadings: [reading] });
    expect(label.votes).toHaveLength(2);
    expect(await annotate(networks(1, 1), [feranno], [], pixels, null)).not.toHaveProperty('auReadings');
  });

  it('reads no AUs back where FERAnno does not vote', async () => {
    expect((await annotate(networks(1, 1), [second], [], pixels, null)).realisedAu).toBeNull();
  });

  describe('in a pack without voters', () => {
    const brought = (counts: number) => ({ vote: { voter: 'own-net', label: 'Net', probabilities: EXPRESSION_CLASSES.map((name) => (name === 'anger' ? 1 : 0)), classWeights: ones.map(() => counts) }, actionUnits: null });

    it('makes no label up, whatever was asked for', async () => {
      expect(await annotate(networks(1, 1), [], [], pixels, 'fear')).toEqual({ votes: [], realisedAu: null, recognised: null, probabilities: null, confidence: null, rectified: false });
    });

    it('hears who does not count, and gives no label by it', async () => {
      const reading = { reader: 'own-reader', label: 'Reader', units: { AU12: 0.75 } };
      const label = await annotate(networks(1, 1), [], [brought(0), { vote: null, actionUnits: reading }], pixels, 'fear');
      expect(label).toMatchObject({ recognised: null, auReadings: [reading] });
      expect(label.votes).toHaveLength(1);
    });

    it('takes the label of a recogniser that was brought and counts', async () => {
      expect(await annotate(networks(1, 1), [], [brought(0.5)], pixels, 'fear')).toMatchObject({ recognised: 'anger', rectified: true });
    });
  });

  it('refuses numbers that are none', async () => {
    const broken = { ...networks(1, 1), secondOpinion: () => Promise.resolve(new Float32Array(8).fill(NaN)) };
    await expect(annotate(broken, [second], [], pixels, null)).rejects.toHaveProperty('code', 'numerical');
  });
});
