import { describe, expect, it } from 'vitest';
import type { LabelledFace } from '../labelling/labelledFace';
import type { PackManifest } from '../packs/manifest';
import { ownReader, pictureReading } from './pictureUnits';

const pack = {
  name: 'Tiny faces',
  voters: [{ graph: 'feranno', label: 'FERAnno' }],
  actionUnits: [
    { id: 'AU12', columns: { left: 0, right: 1 } },
    { id: 'AU17', columns: { both: 2 } },
  ],
} as unknown as PackManifest;
const withoutReader = { ...pack, voters: [] } as PackManifest;

function face(realisedAu: number[] | null, units: Record<string, number> | null = null): LabelledFace {
  const label = { realisedAu, ...(units && { auReadings: [{ reader: 'own-net', label: 'Net', units }] }) } as unknown as LabelledFace['label'];
  return { box: { left: 0, top: 0, width: 1, height: 1, score: 0.9 }, label };
}

describe('units that are read from a picture', () => {
  it('are those of the model’s own reader, with their sides; what is hardly there is at rest', () => {
    const { tracks } = pictureReading([face([0.8, 0.41, 0.05])], pack);
    expect(tracks).toEqual([{ face: 'face 1, read by FERAnno', frames: [{ name: 'face 1, read by FERAnno', time: 0, au: { AU12: { left: 0.8, right: 0.42 } }, seen: true, confidence: 0.9 }] }]);
  });

  it('have a track for each face and reader', () => {
    const { tracks, tool } = pictureReading([face([0, 0, 0.5], { AU12L: 0.6, AU4: 1 }), face([1, 1, 0])], pack);
    expect(tracks.map(({ face: name, frames }) => [name, frames[0]?.au])).toEqual([
      ['face 1, read by FERAnno', { AU17: 0.5 }],
      ['face 1, read by Net', { AU12: { left: 0.6, right: 0 }, AU4: 1 }],
      ['face 2, read by FERAnno', { AU12: 1 }],
    ]);
    expect(tool).toBe('a picture, its units read by FERAnno and Net');
  });

  it('come with how far each reader can be trusted, and with the units that none reads', () => {
    expect(pictureReading([face([0, 0, 1])], pack).notes).toEqual([expect.stringMatching(/^FERAnno learned from faces such as Tiny faces makes\..*first guess\.$/)]);
    expect(pictureReading([face(null, { AU12: 1 })], withoutReader).notes).toEqual([
      expect.stringMatching(/^Net was brought.*no measurement/),
      'Nobody here reads AU17: it stays at rest.',
    ]);
  });

  it('need a reader: the model’s own where it has one', () => {
    expect(ownReader(pack)).toBe('FERAnno');
    expect(ownReader(withoutReader)).toBeNull();
  });
});
