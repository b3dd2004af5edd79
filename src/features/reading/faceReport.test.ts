import { describe, expect, it } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { canonicalJson } from '../../domain/recipe/canonical';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';
import { faceReport, synthCommand, type ReportContext } from './faceReport';

const SHA = 'a'.repeat(64);
const recipe = testRecipe({ prompt: "a woman's face", expression: 'happiness', au: { AU12: 1 } });
const face = {
  id: '0123456789abcdef',
  recipe,
  label: {
    votes: [{ voter: 'feranno', label: 'FERAnno', probabilities: [0.1, 0.9, 0, 0, 0, 0, 0, 0] }],
    probabilities: [0.2, 0.8, 0, 0, 0, 0, 0, 0],
    recognised: 'happiness',
    confidence: 0.8,
    rectified: false,
    realisedAu: null,
  },
  requestedAu: null,
  unknownWords: ['unicorn'],
  provenance: { app: 'synfer-studio/0.1.0', pack: 'synfer-faces-256', packSha256: SHA, backend: { kind: 'wasm', threads: 2 }, milliseconds: 4321 },
} as unknown as Face;

const float32 = [{ name: 'x', type: 'float32', shape: [1] }];
const manifest = { id: 'synfer-faces-256', version: '0.5.0', graphs: { denoiser: { inputs: float32, outputs: float32 } } } as unknown as PackManifest;
const context: ReportContext = {
  browser: 'Mozilla/5.0 test',
  loaded: { manifest, packSha256: SHA, choice: { backend: { kind: 'wasm', threads: 2 }, runtime: 'onnxruntime-web 1.30.0', reason: 'WASM was asked for.' } },
  steps: [{ milliseconds: 100.4 }, { milliseconds: 99.6 }],
  written: new Date('2026-11-27T00:00:00Z'),
};

describe('the report of a face', () => {
  it('says all that it takes to make the face again, and what came of it', () => {
    const report = faceReport(face, context);
    for (const line of [
      '# Face 0123456789abcdef',
      "- Random numbers: PyTorch's CPU generator (mt19937, as torch.randn), seed 7",
      '- Sampler: DDIM, 6 steps',
      canonicalJson(recipe),
      '- Studio: synfer-studio/0.1.0',
      `- Model pack: synfer-faces-256, version 0.5.0, SHA-256 of its pack.json ${SHA}`,
      '- Numbers in and out of the network: float32',
      '- Backend: wasm, 2 threads',
      '- Time: 4.32 s; ms for each step: 100, 100',
      '- Recognised: happiness, calibrated confidence 0.8000',
      '- Words the model was not trained on: unicorn',
      '| FERAnno | 0.1000 | 0.9000 |',
      '| together, calibrated | 0.2000 | 0.8000 |',
      '- Browser: Mozilla/5.0 test',
      '- Runtime: onnxruntime-web 1.30.0; wasm, 2 threads: WASM was asked for.',
      'npm run synth -- --recipe 0123456789abcdef.json --out out/0123456789abcdef\n',
    ]) {
      expect(report).toContain(line);
    }
  });

  it('gives no version of a pack that is not the one loaded, and no time of making where the face was restored', () => {
    const elsewhere = faceReport({ ...face, provenance: { ...face.provenance, packSha256: 'b'.repeat(64), restored: true } }, context);
    expect(elsewhere).toContain(`- Model pack: synfer-faces-256, SHA-256 of its pack.json ${'b'.repeat(64)}`);
    expect(elsewhere).not.toContain('Numbers in and out');
    expect(elsewhere).not.toContain('- Time:');
    expect(elsewhere).toContain('- Restored: from its picture');
    expect(faceReport(face, { ...context, loaded: null, steps: [] })).toContain('- Runtime: none');
  });

  it('quotes the recipe for a shell, and asks for the layout picture where there is one', () => {
    expect(synthCommand(face)).toContain(`"prompt":"a woman'\\''s face"`);
    expect(synthCommand(face)).not.toContain('--layout');
    const layout = { source: { kind: 'shipped', name: 'example' }, strength: 0.5 } as const;
    expect(synthCommand({ ...face, recipe: testRecipe({ layout }) })).toMatch(/ --layout PICTURE\.png$/);
  });
});
