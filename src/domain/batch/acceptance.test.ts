import { describe, expect, it } from 'vitest';
import { testRecipe } from '../recipe/testRecipe';
import { openClasses, passes, targetClasses } from './acceptance';

describe('passes', () => {
  it('takes faces at the threshold and above', () => {
    expect(passes({ least: 0.8, agreedOnly: false }, { confidence: 0.8, agreement: 0.5 })).toBe(true);
    expect(passes({ least: 0.8, agreedOnly: false }, { confidence: 0.79, agreement: 1 })).toBe(false);
  });

  it('leaves disputed faces out where only agreed ones count', () => {
    expect(passes({ least: 0, agreedOnly: true }, { confidence: 1, agreement: 2 / 3 })).toBe(false);
  });
});

describe('a balanced target', () => {
  it('counts the classes the plan asks for, or all', () => {
    expect(targetClasses({ expressions: ['fear', 'neutral', null], base: testRecipe() })).toEqual(['neutral', 'fear']);
    expect(targetClasses({ expressions: [], base: testRecipe({ expression: 'anger' }) })).toEqual(['anger']);
    expect(targetClasses({ expressions: [], base: testRecipe() })).toHaveLength(8);
  });

  it('is open for a class until enough of it are accepted', () => {
    expect(openClasses(['neutral', 'fear'], ['fear', 'fear', 'anger', 'neutral'], 2)).toEqual(new Set(['neutral']));
  });
});
