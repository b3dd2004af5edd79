import { describe, expect, it } from 'vitest';
import type { ExpressionFrame } from '../expressions/reading';
import { EASES, eased } from './ease';
import { frameCount, framesOf, marksOf, phasesOf, spreadOver } from './frames';
import { sectionAround, timelineOf } from './fromTrack';
import { MOST_KEYS, durationOf, neutralToApex, putKey, removeKey, sampleAt, setKey, type Timeline } from './timeline';

const smile = { AU12: 1, AU6: 0.5 };
const linear: Timeline = { keys: [{ id: 1, time: 0, au: {}, ease: 'linear' }, { id: 2, time: 1, au: { AU12: { left: 1, right: 0.5 } }, ease: 'linear' }], frameRate: 10, rightLag: 0 };

describe('an ease', () => {
  it.each(EASES)('%s goes from 0 to 1', (ease) => expect([eased(ease, -1), eased(ease, 0), eased(ease, 1), eased(ease, 2)]).toEqual([0, 0, 1, 1]));
  it('begins or ends at rest as its name says', () => {
    expect(eased('ease-in', 0.25)).toBeLessThan(0.25);
    expect(eased('ease-out', 0.25)).toBeGreaterThan(0.25);
    expect(eased('ease-in-out', 0.5)).toBe(0.5);
    expect(eased('hold', 0.99)).toBe(0);
  });
});

describe('a timeline', () => {
  it('goes between its keys side by side', () => expect(sampleAt(linear, 0.5)).toEqual({ AU12: { left: 0.5, right: 0.25 } }));
  it('stays as its ends are before and after them', () => expect([sampleAt(linear, -1), sampleAt(linear, 9)]).toEqual([{ AU12: 0 }, { AU12: { left: 1, right: 0.5 } }]));
  it('names every unit of its keys in every frame: at rest the units lead as well', () => expect(Object.keys(sampleAt(neutralToApex(smile), 0))).toEqual(['AU12', 'AU6']));

  it('lets one side follow the other', () => {
    const late = { ...linear, rightLag: 0.5 };
    expect(sampleAt(late, 0.5)).toEqual({ AU12: { left: 0.5, right: 0 } });
    expect(sampleAt({ ...linear, rightLag: -0.5 }, 0.5)).toEqual({ AU12: { left: 0, right: 0.25 } });
    expect(durationOf(late)).toBe(1.5);
    expect(sampleAt(late, 1.5)).toEqual({ AU12: { left: 1, right: 0.5 } });
  });

  it('takes a key anywhere, once at a time, and keeps them in order', () => {
    const { timeline, id } = putKey(linear, 0.5, smile);
    expect(timeline.keys.map(({ time }) => time)).toEqual([0, 0.5, 1]);
    expect(putKey(timeline, 0.51, {}).timeline.keys.find((key) => key.id === id)).toMatchObject({ time: 0.5, au: {} });
    expect(setKey(timeline, 1, { time: 3 }).keys.map((key) => key.id)).toEqual([id, 2, 1]);
    expect(setKey(timeline, 1, { time: -3 }).keys[0]).toMatchObject({ id: 1, time: 0 });
  });

  it('has one key at least', () => expect(removeKey(removeKey(linear, 1), 2).keys).toHaveLength(1));
});

describe('the frames of a sequence', () => {
  const frames = framesOf(neutralToApex(smile));

  it('are one each 1 / frame rate seconds, both ends included', () => {
    expect(frames).toHaveLength(frameCount(neutralToApex(smile)));
    expect(frames.map(({ time }) => time).slice(0, 3)).toEqual([0, 0.0833, 0.1667]);
    expect(frames.at(-1)?.time).toBe(2);
  });

  it('are at rest, come, are there and go', () => {
    expect([...new Set(frames.map(({ phase }) => phase))]).toEqual(['neutral', 'onset', 'apex', 'offset']);
    expect(frames.at(-1)?.phase).toBe('neutral');
    expect(marksOf(frames)).toEqual({ onset: 0, peak: frames.findIndex(({ time }) => time >= 0.6), offset: frames.findIndex(({ phase }, index) => phase === 'neutral' && index > 3) });
  });

  it('of a face that does nothing have no marks', () => {
    expect(phasesOf([0, 0, 0])).toEqual(['neutral', 'neutral', 'neutral']);
    expect(marksOf(framesOf(neutralToApex({})))).toEqual({ onset: null, peak: null, offset: null });
  });

  it('of a face that stays as it is are an apex', () => expect(phasesOf([1, 1, 1])).toEqual(['apex', 'apex', 'apex']));
  it('for a strip are spread from first to last', () => expect(spreadOver(frames, 5).map(({ index }) => index)).toEqual([0, 6, 12, 18, 24]));
});

describe('a recording', () => {
  const known = new Set(['AU12']);
  const recorded = (values: readonly number[]): ExpressionFrame[] => values.map((value, index) => ({ name: '', time: index / 10, au: { AU12: value, AU99: 1 }, seen: true, confidence: null }));

  it('becomes as few keys as follow it, without units that the model lacks', () => {
    const timeline = timelineOf(recorded([0, 0.25, 0.5, 0.75, 1, 1, 1, 0.5, 0]), { from: 0, to: 0.8 }, known, 10);
    expect(timeline?.keys.map(({ time, au }) => [time, au])).toEqual([[0, { AU12: 0 }], [0.4, { AU12: 1 }], [0.6, { AU12: 1 }], [0.8, { AU12: 0 }]]);
  });

  it('is followed within a fifth of a step', () => {
    const values = Array.from({ length: 60 }, (_, i) => 0.5 + 0.4 * Math.sin(i / 5));
    const timeline = timelineOf(recorded(values), { from: 0, to: 6 }, known, 10);
    if (!timeline) throw new Error('no timeline');
    expect(timeline.keys.length).toBeLessThan(values.length / 2);
    values.forEach((value, index) => expect(Math.abs(Number(sampleAt(timeline, index / 10)['AU12']) - value)).toBeLessThan(0.05));
  });

  it('however restless has no more keys than a timeline', () => {
    const timeline = timelineOf(recorded(Array.from({ length: 400 }, (_, i) => (i * 7919) % 11 / 10)), { from: 0, to: 40 }, known, 10);
    expect(timeline?.keys.length).toBeLessThanOrEqual(MOST_KEYS);
  });

  it('begins at 0 wherever its section begins, passing over frames without a face', () => {
    const frames = recorded([0, 0, 1, 0, 1]).map((frame, index) => ({ ...frame, seen: index !== 3 }));
    expect(timelineOf(frames, { from: 0.2, to: 0.4 }, known, 10)?.keys.map(({ time, au }) => [time, au['AU12']])).toEqual([[0, 1], [0.2, 1]]);
    expect(timelineOf(frames, { from: 0.3, to: 0.35 }, known, 10)).toBeNull();
  });

  it('longer than a sequence is cut around its peak', () => {
    expect(sectionAround(5, 20)).toEqual({ from: 0, to: 20 });
    expect(sectionAround(200, 300)).toEqual({ from: 170, to: 230 });
    expect(sectionAround(299, 300)).toEqual({ from: 240, to: 300 });
  });
});
