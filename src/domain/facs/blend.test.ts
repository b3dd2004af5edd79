import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { recipeSchema } from '../recipe/recipe';
import { testRecipe } from '../recipe/testRecipe';
import { blend } from './blend';
import { ANCHORS, proposeFor } from './circumplex';
import { facsUnit } from './actionUnits';
import { findConflicts } from './conflicts';
import { PROTOTYPE_SOURCES, missingClasses } from './literature';

describe('a blend of faces', () => {
  const smile = { AU6: 0.8, AU12: 1 };
  const sneer = { AU12: { left: 0, right: 0.6 }, AU14: { left: 0, right: 1 } };

  it('is each face at its end', () => {
    expect(blend([{ au: smile, weight: 1 }, { au: sneer, weight: 0 }])).toEqual(smile);
    expect(blend([{ au: smile, weight: 0 }, { au: sneer, weight: 1 }])).toEqual(sneer);
  });

  it('is in between unit by unit and side by side', () => {
    expect(blend([{ au: smile, weight: 0.5 }, { au: sneer, weight: 0.5 }])).toEqual({
      AU6: 0.4,
      AU12: { left: 0.5, right: 0.8 },
      AU14: { left: 0, right: 0.5 },
    });
  });

  it('leaves out what nobody would see', () => {
    expect(blend([{ au: smile, weight: 0.97 }, { au: { AU26: 0.5 }, weight: 0.03 }])).not.toHaveProperty('AU26');
  });

  it('of nothing is a face at rest', () => {
    expect(blend([])).toEqual({});
  });
});

describe('the valence and arousal plane', () => {
  it.each(ANCHORS.map((anchor) => [anchor.name, anchor] as const))('has %s where it is anchored', (_name, anchor) => {
    expect(proposeFor(anchor)).toEqual({ au: anchor.au, expression: anchor.expression });
  });

  it('smiles more the more pleasant it gets', () => {
    const smile = (valence: number) => Number(proposeFor({ valence, arousal: 0.3 }).au['AU12'] ?? 0);
    expect(smile(0.2)).toBeLessThan(smile(0.35));
    expect(smile(0.35)).toBeLessThan(smile(0.7));
  });

  it('names no class where none leads', () => {
    expect(proposeFor({ valence: 1, arousal: -1 }).expression).toBeNull();
  });

  it('gives a valid recipe everywhere', () => {
    for (let valence = -1; valence <= 1; valence += 0.25) {
      for (let arousal = -1; arousal <= 1; arousal += 0.25) {
        expect(recipeSchema.safeParse(testRecipe({ ...proposeFor({ valence, arousal }) })).success).toBe(true);
      }
    }
  });
});

describe.each(PROTOTYPE_SOURCES.map((source) => [source.name, source] as const))('presets after %s', (_name, source) => {
  const all = Object.values(source.prototypes).flat();

  it('are valid recipes of units the project has, without conflicts', () => {
    for (const { au } of all) {
      expect(recipeSchema.safeParse(testRecipe({ au })).success).toBe(true);
      expect(Object.keys(au).filter((id) => !facsUnit(id))).toEqual([]);
      expect(findConflicts(au)).toEqual([]);
    }
  });

  it('say what they lack', () => {
    expect(missingClasses(source).length + Object.keys(source.prototypes).length).toBe(EXPRESSION_CLASSES.length);
  });
});
