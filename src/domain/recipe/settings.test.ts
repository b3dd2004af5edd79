import { describe, expect, it } from 'vitest';
import { differingSettings, samplingSettings } from './settings';
import { testRecipe } from './testRecipe';

describe('settings in words', () => {
  it('say what the numbers mean', () => {
    const recipe = testRecipe({ semanticGuidance: { strength: 1.5, start: 0.3, end: 1, iterations: 2 }, layout: { source: { kind: 'gallery', id: '0123456789abcdef' }, strength: 0.4 } });
    expect(samplingSettings(recipe)).toEqual([
      ['Seed', '7'],
      ['Sampler', 'DDIM, 6 steps'],
      ['Text guidance', '2'],
      ['AU strength', '1'],
      ['Semantic', '1.5, steps 30 %–100 %, ×2'],
      ['Layout', 'face 012345, change 0.4'],
      ['Fork', 'none'],
    ]);
  });
});

describe('the settings in which recipes differ', () => {
  it('are none between equal ones', () => {
    expect(differingSettings([testRecipe(), testRecipe()])).toEqual([]);
    expect(differingSettings([])).toEqual([]);
  });

  it('are said for every recipe, even where two of three agree', () => {
    expect(differingSettings([testRecipe(), testRecipe({ seed: 8, expression: 'fear' }), testRecipe({ prompt: 'a man' })])).toEqual([
      { name: 'Expression', values: ['none', 'fear', 'none'] },
      { name: 'Prompt', values: ['none', 'none', 'a man'] },
      { name: 'Seed', values: ['7', '8', '7'] },
    ]);
  });

  it('name action units one by one, in numeric order, on the 0–5 scale', () => {
    const differing = differingSettings([testRecipe({ au: { AU12: 0.48, AU4: 1 } }), testRecipe({ au: { AU12: { left: 0.5, right: 0 }, AU4: 1, AU9: 0.2 } })]);
    expect(differing).toEqual([
      { name: 'AU9', values: ['0', '1'] },
      { name: 'AU12', values: ['2.4', 'left 2.5, right 0'] },
    ]);
  });

  it('tell a unit that is asked to be 0 from one that nothing is said about', () => {
    expect(differingSettings([testRecipe({ au: { AU12: 0 } }), testRecipe()])).toEqual([{ name: 'AU12', values: ['0', 'not said'] }]);
  });
});
