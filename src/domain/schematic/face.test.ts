import { describe, expect, it } from 'vitest';
import { FACS_UNITS } from '../facs/actionUnits';
import { PROTOTYPES } from '../facs/prototypes';
import type { AuIntensities } from '../recipe/recipe';
import { FACE_VIEW, schematicFace } from './face';
import { schematicMuscles } from './muscles';

/** The numbers of a path as points. */
function points(d: string): [number, number][] {
  const numbers = (d.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? NaN] as [number, number]] : []));
}

const first = (d: string) => points(d)[0] ?? [NaN, NaN];
const last = (d: string) => points(d).at(-1) ?? [NaN, NaN];
const height = (d: string) => {
  const ys = points(d).map(([, y]) => y);
  return Math.max(...ys) - Math.min(...ys);
};

function paths(au: AuIntensities): string[] {
  const { strokes, eyes, mouth } = schematicFace(au);
  const eyePaths = [eyes.left, eyes.right].flatMap(({ opening, upperLid, lowerLid, brow }) => [opening, upperLid, lowerLid, brow]);
  return [...strokes.map(({ d }) => d), ...eyePaths, mouth.upperLip, mouth.lowerLip, mouth.gap, ...schematicMuscles(au).map(({ d }) => d)];
}

describe('the schematic face', () => {
  it('is the same on both sides at rest', () => {
    const { eyes } = schematicFace({});
    expect(eyes.left.iris.centre[0]).toBeCloseTo(-eyes.right.iris.centre[0], 5);
    expect(eyes.left.iris.centre[1]).toBeCloseTo(eyes.right.iris.centre[1], 5);
  });

  it.each(FACS_UNITS.map(({ id }) => id))('shows %s as another face than one at rest', (id) => {
    const drawn = (au: AuIntensities) => JSON.stringify([paths(au), schematicFace(au).eyes.left.iris]);
    expect(drawn({ [id]: 1 })).not.toBe(drawn({}));
  });

  it.each([...FACS_UNITS.map(({ id }) => ({ [id]: 1 })), ...Object.values(PROTOTYPES).flat().map(({ au }) => au)])('stays in its view with %o', (au) => {
    const [x, y, width, high] = FACE_VIEW;
    const outside = paths(au)
      .flatMap(points)
      .filter(([px, py]) => !(px > x && px < x + width && py > y && py <= y + high));
    expect(outside).toEqual([]);
  });

  it('raises the corner of the mouth on the person\'s left, which is the viewer\'s right, with AU12 on the left', () => {
    const rest = schematicFace({}).mouth.gap;
    const smile = schematicFace({ AU12: { left: 1, right: 0 } }).mouth.gap;
    // The gap's path runs along the upper lip from the person's right corner to the left one and back.
    expect(first(smile)[1]).toBeCloseTo(first(rest)[1], 1);
    const leftCorner = (d: string) => points(d).reduce((far, point) => (point[0] > far[0] ? point : far));
    expect(leftCorner(smile)[1]).toBeLessThan(leftCorner(rest)[1] - 8);
    expect(last(smile)).toEqual(first(smile));
  });

  it('closes the eyes with AU43 and opens them wide with AU5', () => {
    const opening = (au: AuIntensities) => {
      const { upperLid, lowerLid } = schematicFace(au).eyes.left;
      return height(upperLid + lowerLid);
    };
    const { upperLid, lowerLid } = schematicFace({ AU43: 1 }).eyes.left;
    expect(upperLid).toBe(lowerLid);
    expect(opening({ AU5: 1 })).toBeGreaterThan(opening({}) + 4);
    expect(opening({ AU7: 1 })).toBeLessThan(opening({}) - 4);
  });

  it('opens the mouth further with AU27 than with AU26, and keeps it shut with AU24', () => {
    const gap = (au: AuIntensities) => height(schematicFace(au).mouth.gap);
    expect(gap({ AU27: 1 })).toBeGreaterThan(gap({ AU26: 1 }) + 5);
    expect(gap({ AU26: 1 })).toBeGreaterThan(gap({}) + 5);
    expect(gap({ AU24: 1 })).toBeLessThan(4);
  });

  it('turns head and eyes to the person\'s left, which is the viewer\'s right', () => {
    expect(schematicFace({ AU51: 1 }).eyes.left.iris.centre[0]).toBeGreaterThan(schematicFace({}).eyes.left.iris.centre[0]);
    expect(schematicFace({ AU61: 1 }).eyes.right.iris.centre[0]).toBeGreaterThan(schematicFace({}).eyes.right.iris.centre[0]);
  });
});

describe('the muscles under it', () => {
  it('work on the side whose unit does, as strongly as it does', () => {
    const working = schematicMuscles({ AU12: { left: 0.8, right: 0 } }).filter(({ intensity }) => intensity > 0);
    expect(working.map(({ name, side, intensity }) => ({ name, side, intensity }))).toEqual([{ name: 'Zygomaticus major', side: 'left', intensity: 0.8 }]);
  });

  it('are numbered by the unit they do most of', () => {
    expect(schematicMuscles({ AU23: 0.3, AU24: 1 }).find(({ name }) => name === 'Orbicularis oris')?.unit).toBe(24);
  });
});
