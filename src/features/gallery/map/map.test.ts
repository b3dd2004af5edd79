import { describe, expect, it } from 'vitest';
import { toEnd } from '../../../library/toEnd';
import { testSummary } from '../../../storage/testSummary';
import { COLOURINGS } from './colouring';
import { describeFeatures, faceFeatures } from './features';
import { placement } from './placement';
import { paint, stampOf } from './raster';
import { boxAfter } from './keyBox';
import { WHOLE, dragged, toMap, toWindow, zoomed } from './viewport';

const one = [1, 0, 0, 0, 0, 0, 0, 0];

describe('what places a face', () => {
  it('is what every voter said, then the action units; what was not said is unknown', () => {
    const { rows, voters, units } = toEnd(
      faceFeatures([
        testSummary({ id: 'both', votes: [one, one], au: [0.5, 0.25] }),
        testSummary({ id: 'alone', votes: [one], au: null }),
      ]),
    );
    expect([voters, units]).toEqual([2, 2]);
    expect(rows[0]).toEqual([...one, ...one, 0.5, 0.25]);
    expect(rows[1]).toEqual([...one, ...one.map(() => NaN)]);
  });

  it('is said in a sentence', () => {
    expect(describeFeatures({ rows: [], voters: 2, units: 47 }, [0.41, 0.2])).toContain('63 numbers');
  });
});

describe('a colouring', () => {
  it('has a group for every face', () => {
    const face = testSummary({ id: 'a', requested: null, recognised: 'fear', confidence: 1, agreement: 0.5 });
    const groups = Object.values(COLOURINGS).map(({ groupOf }) => groupOf(face));
    expect(groups).toEqual(['fear', 'none', '4', '2']);
    for (const [index, { groups: known }] of Object.values(COLOURINGS).entries()) expect(known.map(({ id }) => id)).toContain(groups[index]);
  });
});

describe('the shown faces on the map', () => {
  const faces = ['a', 'b', 'c', 'd'].map((id) => testSummary({ id, recognised: id === 'd' ? 'fear' : 'anger', confidence: 1 }));
  const places = new Map([['a', { x: 0, y: 0 }], ['b', { x: 0, y: 0.2 }], ['c', { x: 1, y: 0 }], ['d', { x: 0.9, y: 0 }]]);

  it('are grouped as the colours say; of labels, those nearer to the middle of another group are told', () => {
    const { dots, members, centres, astray } = toEnd(placement(faces, places, 'recognised'));
    expect(dots.map(({ id, group }) => `${id} ${group}`)).toEqual(['a anger', 'b anger', 'c anger', 'd fear']);
    expect(members.get('anger')).toHaveLength(3);
    expect(centres.get('fear')).toEqual({ x: 0.9, y: 0 });
    expect(Array.from(astray, ([group, far]) => [group, far.map(({ id }) => id)])).toEqual([['anger', ['c']]]);
    expect(toEnd(placement(faces, places, 'confidence')).astray.size).toBe(0);
  });

  it('are left out while they have no place', () => {
    places.delete('b');
    expect(toEnd(placement(faces, places, 'recognised')).dots.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });
});

describe('many dots', () => {
  const raster = { pixels: new Uint32Array(35), width: 7, height: 5 };

  it('are painted as discs and rings, cut at the edges of the picture', () => {
    paint(raster, 3.4, 2.9, stampOf(1), 1);
    paint(raster, 0, 0, stampOf(2, 1.4), 2);
    const rows = Array.from({ length: 5 }, (_, row) => raster.pixels.slice(row * 7, row * 7 + 7).join(''));
    expect(rows).toEqual(['0020000', '0201000', '2011100', '0001000', '0000000']);
  });
});

describe('the window on the map', () => {
  const size = { width: 400, height: 200 };

  it('shows all of it at first, the middle in the middle, up upwards', () => {
    expect(toWindow({ x: 0, y: 0 }, WHOLE, size)).toEqual({ x: 200, y: 100 });
    expect(toWindow({ x: 0, y: 1 }, WHOLE, size).y).toBeGreaterThanOrEqual(0);
    expect(toWindow({ x: 0, y: 1 }, WHOLE, size).y).toBeLessThan(100);
  });

  it('zooms about a place, and no further out than the whole', () => {
    const place = { x: 90, y: 40 };
    const near = zoomed(WHOLE, 4, place, size);
    expect(toMap(place, near, size).x).toBeCloseTo(toMap(place, WHOLE, size).x, 12);
    expect(toMap(place, near, size).y).toBeCloseTo(toMap(place, WHOLE, size).y, 12);
    expect(zoomed(WHOLE, 0.5, place, size).zoom).toBe(1);
  });

  it('moves with the hand', () => {
    const before = toWindow({ x: 0.3, y: 0.2 }, WHOLE, size);
    const after = toWindow({ x: 0.3, y: 0.2 }, dragged(WHOLE, 30, -10, size), size);
    expect(after.x - before.x).toBeCloseTo(30, 9);
    expect(after.y - before.y).toBeCloseTo(-10, 9);
  });
});

describe('the box of the keyboard', () => {
  const size = { width: 100, height: 100 };
  const box = { left: 40, top: 40, width: 20, height: 20 };

  it('moves, and stays in the window', () => {
    expect(boxAfter('ArrowRight', false, box, size)).toEqual({ ...box, left: 45 });
    expect(boxAfter('ArrowUp', false, { ...box, top: 2 }, size)?.top).toBe(0);
    expect(boxAfter('ArrowRight', false, { ...box, left: 79 }, size)?.left).toBe(80);
  });

  it('grows and shrinks with Shift', () => {
    expect(boxAfter('ArrowDown', true, box, size)).toEqual({ ...box, height: 25 });
    expect(boxAfter('ArrowLeft', true, { ...box, width: 9 }, size)?.width).toBe(8);
  });

  it('leaves other keys alone', () => expect(boxAfter('a', false, box, size)).toBeNull());
});
