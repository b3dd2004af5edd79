import { describe, expect, it } from 'vitest';
import { UNTOUCHED } from '../curation/curation';
import type { Face } from '../face/face';
import { testFace } from '../face/testFace';
import { datasetCard } from './card';
import { croissantJson } from './croissant';
import { toExample } from './example';
import { metadataJson } from './row';
import { DEFAULT_RATIOS } from './splits';
import { Counter } from './tally';

const sha256 = 'a'.repeat(64);
const angry = [0, 0, 0, 0, 0, 0, 1, 0];
const face: Face = {
  ...testFace('0123456789abcdef'),
  label: {
    votes: [
      { voter: 'photograph', label: 'Photograph voter', probabilities: angry, classWeights: [0, 0, 0, 0, 0, 0, 0, null], sha256: 'b'.repeat(64) },
      { voter: 'own-net', label: 'Net', probabilities: angry, classWeights: [1, 1, 1, 1, 1, 1, 0.5, null], sha256 },
    ],
    probabilities: angry, recognised: 'anger', confidence: 1, rectified: false, realisedAu: null,
    auReadings: [{ reader: 'own-reader', label: 'Reader', units: { AU12L: 0.25 } }],
  },
};
const settings = { format: 'imagefolder', name: 'set', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-11-30' } as const;
const layout = { source: { kind: 'tables', tables: 'data/*.parquet' }, dataFiles: ['x'], columns: true, usage: () => '' } as const;

describe('recognisers that were added, in a set', () => {
  it('have their votes and readings in columns that every set has, by name and by network', async () => {
    const example = (await toExample(face, UNTOUCHED, { group: 'a', split: 'train' }, { auLayout: () => undefined })) ?? expect.unreachable();
    const row = JSON.parse(metadataJson(example, null)) as Record<string, string>;
    expect(JSON.parse(row['recogniser_votes'] ?? '')).toMatchObject([{ voter: 'own-net', name: 'Net', sha256, probabilities: { anger: 1, fear: 0, contempt: null }, weights: { anger: 0.5, contempt: null } }]);
    expect(JSON.parse(row['recogniser_units'] ?? '')).toEqual([{ reader: 'own-reader', name: 'Reader', sha256: null, units: { AU12L: 0.25 } }]);
  });

  it('are named in the card and in Croissant, each network once', async () => {
    const counter = new Counter();
    const example = (await toExample(face, UNTOUCHED, { group: 'a', split: 'train' }, { auLayout: () => undefined })) ?? expect.unreachable();
    for (let times = 0; times < 2; times++) counter.add(example);
    const named = `Net (\`own-net\`, network SHA-256 \`${sha256}\`); Reader (\`own-reader\`, network not noted)`;
    expect(datasetCard(settings, layout, counter)).toContain(named);
    expect(croissantJson(settings, layout.source, counter)).toContain(named);
    expect(datasetCard(settings, layout, new Counter())).not.toContain('**Recognisers.**');
  });
});
