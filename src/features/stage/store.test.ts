import { beforeEach, describe, expect, it } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face, StepEvent } from '../../../workers/synthesis/protocol';
import { abandonRun, addStep, beginRun, clearFace, finishRun, scrubTo, showFace, stopRun, useStage } from './store';

const step = (index: number, steps = 3): StepEvent => ({
  step: index,
  steps,
  timestep: 0,
  preview: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
  latentNorm: 1,
  guide: null,
  milliseconds: 10,
});
const face = { id: 'f1', recipe: testRecipe({ seed: 1 }) } as Face;
const run = () => useStage.getState().run;

beforeEach(() => useStage.setState({ run: null, scrub: null }));

describe('a run', () => {
  it('gathers its steps and ends on its face', () => {
    const { id } = beginRun(testRecipe());
    addStep(id, step(0));
    addStep(id, step(1));
    finishRun(id, face);
    expect(run()).toMatchObject({ status: 'done', totalSteps: 3, face: { id: 'f1' }, recipe: { seed: 1 } });
    expect(run()?.steps).toHaveLength(2);
  });

  it('is not touched by the events of an earlier one', () => {
    const earlier = beginRun(testRecipe());
    beginRun(testRecipe());
    addStep(earlier.id, step(0));
    finishRun(earlier.id, face);
    expect(run()).toMatchObject({ status: 'running', steps: [], face: null });
  });

  it('keeps what it has drawn when it is stopped', () => {
    const { id, signal } = beginRun(testRecipe());
    addStep(id, step(0));
    stopRun();
    expect(signal.aborted).toBe(true);
    expect(run()?.stopping).toBe(true);
    abandonRun(id, 'stopped');
    expect(run()).toMatchObject({ status: 'stopped', face: null });
    expect(run()?.steps).toHaveLength(1);
  });
});

describe('scrubbing', () => {
  it('stays on a step while new ones come, and follows again from the last', () => {
    const { id } = beginRun(testRecipe());
    addStep(id, step(0));
    addStep(id, step(1));
    scrubTo(0);
    addStep(id, step(2));
    expect(useStage.getState().scrub).toBe(0);
    scrubTo(2);
    expect(useStage.getState().scrub).toBeNull();
  });
});

describe('a kept face', () => {
  it('is shown with its steps, and leaves the stage when it is deleted', () => {
    showFace(face, [step(0)]);
    expect(run()).toMatchObject({ status: 'done', face: { id: 'f1' }, totalSteps: 1 });
    clearFace('other');
    expect(run()).not.toBeNull();
    clearFace('f1');
    expect(run()).toBeNull();
  });
});
