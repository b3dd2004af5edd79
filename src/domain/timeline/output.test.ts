import { describe, expect, it } from 'vitest';
import { readUnitsJsonText } from '../expressions/json';
import { TableReader } from '../expressions/table';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { testRecipe } from '../recipe/testRecipe';
import { planSequenceStrip } from '../strips/sequence';
import { parseTimeline, timelineText } from './file';
import { frameRecipe } from './frameRecipe';
import { framesOf } from './frames';
import { frameFile, framesCsv, type LabelledFrame } from './labels';
import { neutralToApex } from './timeline';

const student = { steps: 4, textGuidance: 3 };
const timeline = neutralToApex({ AU6: 0.4, AU12: { left: 0.8, right: 0.2 }, AU17: 0.3 });
const frames = framesOf(timeline);
const label = { votes: [], probabilities: EXPRESSION_CLASSES.map((_, i) => (i === 0 ? 1 : 0)), recognised: 'neutral', confidence: 0.98765, rectified: false, realisedAu: null } as const;
const labelled = frames.map((frame): LabelledFrame => ({ ...frame, file: frameFile(frame.index, frames.length), face: { id: 'abc', label: { ...label, votes: [], probabilities: [...label.probabilities] } } }));

describe('the recipe of a frame', () => {
  const recipe = testRecipe({ expression: 'sadness', textGuidance: 3, negativePrompt: '', seed: 9, prompt: 'an old man' });

  it('is the same person, whose units alone say the expression', () => {
    expect(frameRecipe(recipe, { AU12: 1 }, 'panel', student)).toEqual({ ...recipe, expression: null, au: { AU12: 1 } });
  });

  it('is drawn by the student where the model has one, and in few steps otherwise', () => {
    expect(frameRecipe(recipe, { AU12: 1 }, 'student', student)).toMatchObject({ sampler: 'student', steps: 4, seed: 9, au: { AU12: 1 } });
    expect(frameRecipe(recipe, { AU12: 1 }, 'student', null)).toMatchObject({ sampler: 'ddim', seed: 9 });
  });
});

describe('the table of the frames', () => {
  const lines = framesCsv(labelled).split('\r\n');

  it('says when, which phase, what was asked of each side and what is recognised', () => {
    expect(lines[0]).toBe(`frame,time_s,file,image_id,phase,mark,AU6L,AU6R,AU12L,AU12R,AU17,recognised,recognised_confidence,${EXPRESSION_CLASSES.map((name) => `p_${name}`).join(',')}`);
    expect(lines[1]).toMatch(/^1,0,frame-0001\.png,abc,neutral,onset,0,0,0,0,0,neutral,0\.9877,1,0/);
    expect(lines.filter((line) => line.includes(',peak,'))).toHaveLength(1);
    expect(lines).toHaveLength(frames.length + 2);
  });

  it('is read as expressions again, as they were', () => {
    const [header = '', ...rows] = framesCsv(labelled).trim().split('\r\n');
    const reader = TableReader.of(header.split(','));
    for (const row of rows) reader?.add(row.split(','));
    const read = reader?.finish().tracks[0]?.frames;
    expect(read?.map(({ time }) => time)).toEqual(frames.map(({ time }) => time));
    expect(read?.[12]?.au).toEqual({ AU6: 0.4, AU12: { left: 0.8, right: 0.2 }, AU17: 0.3 });
  });
});

describe('a saved timeline', () => {
  it('comes back as it was', () => expect(parseTimeline(timelineText(timeline))).toEqual(timeline));
  it('is no JSON of units', () => expect(readUnitsJsonText('{"format": "synfer-recipe"}')).toBeNull());
  it('that is damaged says what is wrong', () => {
    expect(() => parseTimeline('{"format": "synfer-timeline"')).toThrow(/not whole/);
    expect(() => parseTimeline(timelineText(timeline).replace('"time": 0.6', '"time": -1'))).toThrow(/"keys\.1\.time"/);
  });
});

describe('a strip of a sequence', () => {
  it('shows its faces from first to last, each by its time and phase', () => {
    const plan = planSequenceStrip(frames, testRecipe(), 'student', student);
    expect(plan.cells).toHaveLength(9);
    expect(plan.columns.slice(0, 3)).toEqual(['0.00 s neutral', '0.25 s onset', '0.50 s onset']);
    expect(plan.cells.at(-1)?.recipe.au).toEqual({ AU6: 0, AU12: 0, AU17: 0 });
  });
});
