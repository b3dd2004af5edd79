import { describe, expect, it } from 'vitest';
import type { PseudoLabel } from '../face/label';
import { NO_FACE, labelRows, labelsCsv, labelsJsonl } from './labelTable';

const label: PseudoLabel = {
  votes: [{ voter: 'own-net', label: 'Net', probabilities: [0, 0.75, 0.25, 0, 0, 0, 0, 0], classWeights: [0, 0, 0, 0, 0, 0, 0, null] }],
  probabilities: [0, 0.7, 0.3, 0, 0, 0, 0, 0],
  recognised: 'happiness',
  confidence: 0.7,
  rectified: false,
  realisedAu: [0.5],
  auReadings: [{ reader: 'own-reader', label: 'Reader', units: { AU12L: 0.123456789 } }],
};
const box = { left: 0.25, top: 0.1, width: 0.5, height: 0.5, score: 0.9 };
const rows = [
  ...labelRows({ picture: 'a, b/1.png', faces: [{ box, label }], problem: null }, ['AU12']),
  ...labelRows({ picture: '=2.png', faces: [], problem: NO_FACE }, ['AU12']),
];

describe('the table of labels', () => {
  it('has a row for each face, with every vote and reading', () => {
    expect(Object.fromEntries(rows[0] ?? [])).toMatchObject({ picture: 'a, b/1.png', face: 1, left: 0.25, recognised: 'happiness', p_happiness: 0.7, 'own-net_says': 'happiness', 'own-net_p_sadness': 0.25, 'own-net_p_contempt': null, pack_AU12: 0.5, 'own-reader_AU12L': 0.123457 });
  });

  it('says of a picture without a face why', () => {
    expect(Object.fromEntries(rows[1] ?? [])).toEqual({ picture: '=2.png', face: 0, problem: 'no face found' });
  });

  it('is CSV that spreadsheets read as text, every row as long as the header', () => {
    const [header = '', first = '', second = ''] = labelsCsv(rows).split('\r\n');
    expect(header.startsWith('picture,face,problem,left,top,width,height,score,recognised,confidence,p_neutral')).toBe(true);
    expect(first.startsWith('"a, b/1.png",1,,0.25,0.1')).toBe(true);
    expect(second.startsWith("'=2.png,0,no face found,,")).toBe(true);
    expect(second.split(',')).toHaveLength(header.split(',').length);
  });

  it('is JSONL, an object a line', () => {
    expect(labelsJsonl(rows).trim().split('\n').map((line) => (JSON.parse(line) as { picture: string }).picture)).toEqual(['a, b/1.png', '=2.png']);
  });
});
