import { describe, expect, it } from 'vitest';
import { testRecipe } from '../recipe/testRecipe';
import { faceSchema, writtenFaceSchema, type Face } from './face';
import { NO_VERDICT } from './label';
import { pixelsSchema } from './pixels';

const flat = Array<number>(8).fill(1 / 8);

const face: Face = {
  id: '0123456789abcdef',
  recipe: testRecipe(),
  pixels: { width: 2, height: 1, data: new Uint8ClampedArray(8) },
  label: { votes: [{ voter: 'feranno', label: 'FERAnno', probabilities: flat }], probabilities: flat, recognised: 'neutral', confidence: 1 / 8, rectified: false, realisedAu: null },
  requestedAu: [0, 1],
  unknownWords: [],
  provenance: { app: '0.1.0', pack: 'a-pack', packSha256: '', backend: { kind: 'wasm', threads: 2 }, milliseconds: 10 },
};

describe('a face', () => {
  it('is what it was after it was checked', () => {
    expect(faceSchema.parse(face)).toEqual(face);
  });

  it('is written without its picture', () => {
    const { pixels: _, ...written } = face;
    expect(writtenFaceSchema.parse(JSON.parse(JSON.stringify(face)))).toEqual(written);
  });

  it('that nobody has labelled has no label, also where an earlier version made one up', () => {
    const unlabelled = { ...face, label: { votes: [], realisedAu: null, ...NO_VERDICT } };
    expect(faceSchema.parse(unlabelled)).toEqual(unlabelled);
    expect(faceSchema.parse({ ...face, label: { ...face.label, votes: [], rectified: true } })).toEqual(unlabelled);
  });

  it.each([
    ['half a label', { label: { ...face.label, recognised: null } }],
    ['a picture that lacks bytes', { pixels: { width: 2, height: 2, data: new Uint8ClampedArray(8) } }],
    ['probabilities of seven classes', { label: { ...face.label, probabilities: flat.slice(1) } }],
    ['an intensity above 1', { requestedAu: [1.5] }],
    ['a backend that nobody knows', { provenance: { ...face.provenance, backend: { kind: 'abacus' } } }],
  ])('is refused with %s', (_, wrong) => {
    expect(faceSchema.safeParse({ ...face, ...wrong }).success).toBe(false);
  });
});

describe('pixels', () => {
  it('are never copied by being checked', () => {
    expect(pixelsSchema.parse(face.pixels).data).toBe(face.pixels.data);
  });
});
