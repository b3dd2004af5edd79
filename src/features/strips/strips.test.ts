import { beforeEach, describe, expect, it } from 'vitest';
import { planStrip } from '../../domain/strips/plan';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';
import { forecastText, millisecondsLeft, progressText } from './describe';
import { gridGeometry } from './gridGeometry';
import { addFace, beginStrip, closeStrips, emptyStrips, endStrip, isRunning, openStrips, showStep, stopStrip, useStrips } from './store';
import type { StripRun } from './store';

const plan = planStrip({ across: 'unit', unit: 'AU12', down: 'none', secondUnit: 'AU6', frames: 4, rows: 2 }, testRecipe(), new Set(['AU12']));
const face = (milliseconds = 2000) => ({ provenance: { milliseconds } }) as Face;
const step = { step: 2, steps: 6 } as StepEvent;
const run = () => useStrips.getState().run;

describe('a strip being made', () => {
  beforeEach(() => useStrips.setState(emptyStrips));

  it('fills in order, showing the steps of the face that is being made', () => {
    beginStrip(plan);
    showStep(step);
    expect(run()).toMatchObject({ status: 'running', faces: [], step });
    addFace(face());
    expect(run()).toMatchObject({ faces: [face()], step: null });
    endStrip('done');
    expect(isRunning()).toBe(false);
  });

  it('stops at once and keeps what it has', () => {
    const signal = beginStrip(plan);
    addFace(face());
    stopStrip();
    expect(signal.aborted).toBe(true);
    expect(run()).toMatchObject({ stopping: true, status: 'running' });
    endStrip('stopped');
    expect(run()?.faces).toHaveLength(1);
  });

  it('goes on while the stage shows a face', () => {
    openStrips();
    beginStrip(plan);
    closeStrips();
    expect(isRunning()).toBe(true);
  });
});

describe('what is said', () => {
  const at = (parts: Partial<StripRun>): StripRun => ({ plan, status: 'running', stopping: false, faces: [], step: null, ...parts });

  it('has the size before it begins, and the time where a face was made before', () => {
    const faces = (count: number) => Array.from({ length: count }, () => 20);
    expect(forecastText(faces(6), null)).toBe('6 faces of 20 steps.');
    expect(forecastText(faces(6), 620)).toBe('6 faces of 20 steps, about 74 s going by the last face.');
    expect(forecastText(faces(18), 620)).toBe('18 faces of 20 steps, about 4 min going by the last face.');
    expect(forecastText([5, 20, 35], 1000)).toBe('3 faces of 5 to 35 steps, about 60 s going by the last face.');
  });

  it('has the time left once a face was made, less what is done of the next', () => {
    expect(millisecondsLeft([], 0.5, 4)).toBeNull();
    expect(millisecondsLeft([1000, 3000], 0.5, 4)).toBe(3000);
    expect(progressText(at({}))).toBe('Face 1 of 4');
    expect(progressText(at({ faces: [face()], step }))).toBe('Face 2 of 4, 5 s left');
    expect(progressText(at({ stopping: true }))).toBe('Stopping after this step, 0 of 4 made');
    expect(progressText(at({ status: 'stopped', faces: [face()] }))).toBe('Stopped: 1 of 4 faces made and kept.');
  });
});

describe('the grid as a picture', () => {
  const shape = { columns: 3, rows: 2, faceWidth: 128, faceHeight: 128, rowLabelWidth: 0, columnLabelWidth: 0, lineWidth: 0 };

  it('sets the faces apart by 4 pixels, with the same margin all round', () => {
    const { width, columnX, rowY } = gridGeometry(shape);
    expect([0, 1, 2].map(columnX)).toEqual([16, 148, 280]);
    expect(rowY(1) - rowY(0)).toBe(132);
    expect(width).toBe(280 + 128 + 16);
  });

  it('makes room for row labels, and for a note that is wider than the faces', () => {
    expect(gridGeometry({ ...shape, rowLabelWidth: 49.2 }).columnX(0)).toBe(16 + 50 + 8);
    expect(gridGeometry({ ...shape, columns: 1, lineWidth: 400 }).width).toBe(432);
  });

  it('sets narrow faces further apart, each under the middle of its label', () => {
    const { width, columnX, columnMiddle } = gridGeometry({ ...shape, faceWidth: 32, columnLabelWidth: 60 });
    expect([0, 1, 2].map(columnMiddle)).toEqual([16 + 34, 16 + 34 + 72, 16 + 34 + 144]);
    expect(columnX(1) + 16).toBe(columnMiddle(1));
    expect(width).toBe(16 + 3 * 68 + 2 * 4 + 16);
  });
});
