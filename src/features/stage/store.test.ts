import { beforeEach, describe, expect, it } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';
import { abandonRun, addStep, beginRun, clearFace, detailInSight, emptyStage, faceInSight, finishRun, scrubTo, showExample, showFace, showPreview, stepInSight, stopRun, unfinishedInSight, useStage } from './store';

const step = (index: number, steps = 3): StepEvent => ({
  step: index,
  steps,
  timestep: 0,
  preview: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
  latent: { space: '', values: new Float32Array(1) },
  latentNorm: 1,
  guide: null,
  milliseconds: 10,
});
const face = { id: 'f1', recipe: testRecipe({ seed: 1 }) } as Face;
const run = () => useStage.getState().run;

beforeEach(() => useStage.setState(emptyStage));

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

  it('has the step looked at to show for itself once it is stopped, and a face in its place once it has one', () => {
    const { id } = beginRun(testRecipe());
    addStep(id, step(0));
    addStep(id, step(1));
    const shown = () => unfinishedInSight(useStage.getState())?.step ?? null;
    expect(shown()).toBeNull();
    abandonRun(id, 'stopped');
    expect(shown()).toBe(1);
    scrubTo(0);
    expect(shown()).toBe(0);
    finishRun(id, face);
    expect(shown()).toBeNull();
  });
});

describe('a preview', () => {
  const preview = { pixels: step(0).preview, steps: 5, byStudent: false };
  const shown = () => {
    showFace(face, [step(0), step(1)]);
    return run()?.id ?? 0;
  };

  it('stands in for the face, which stays the face', () => {
    showPreview(shown(), preview);
    expect(useStage.getState()).toMatchObject({ preview, run: { face: { id: 'f1' } } });
    expect(faceInSight(useStage.getState())).toBeNull();
  });

  it('is not shown over a run that goes on, nor over another face than it was made for', () => {
    showPreview(beginRun(testRecipe()).id, preview);
    expect(useStage.getState().preview).toBeNull();
    const earlier = shown();
    shown();
    showPreview(earlier, preview);
    expect(useStage.getState().preview).toBeNull();
  });

  it('goes when a run begins, a face is opened or a step is looked at', () => {
    for (const next of [() => beginRun(testRecipe()), () => showFace(face, []), () => scrubTo(0)]) {
      showPreview(shown(), preview);
      next();
      expect(useStage.getState().preview).toBeNull();
    }
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

describe('the step in sight', () => {
  const recipe = testRecipe();

  it('is the newest of a run that goes on, in passing', () => {
    const { id } = beginRun(recipe);
    addStep(id, step(0));
    expect(stepInSight(useStage.getState())?.step).toBe(0);
    expect(detailInSight(useStage.getState())).toBe('preview');
  });

  it('is drawn in full where somebody looks at it: scrubbed to, or the last of a run that was stopped', () => {
    const { id } = beginRun(recipe);
    for (const index of [0, 1]) addStep(id, step(index));
    scrubTo(0);
    expect(stepInSight(useStage.getState())?.step).toBe(0);
    expect(detailInSight(useStage.getState())).toBe('full');
    scrubTo(1);
    abandonRun(id, 'stopped');
    expect(stepInSight(useStage.getState())?.step).toBe(1);
    expect(detailInSight(useStage.getState())).toBe('full');
  });

  it('gives way to the face and to a preview of another', () => {
    const { id } = beginRun(recipe);
    addStep(id, step(0));
    finishRun(id, face);
    expect(stepInSight(useStage.getState())).toBeNull();
    showPreview(id, { pixels: step(0).preview, steps: 4, byStudent: true });
    expect(stepInSight(useStage.getState())).toBeNull();
  });
});

describe('the example', () => {
  it('fills an empty stage, is nobody’s own face, and takes no place from one', () => {
    showExample({ face, steps: [step(0)] });
    expect(run()).toMatchObject({ example: true, status: 'done', face: { id: 'f1' } });
    expect(faceInSight(useStage.getState())).toBeNull();
    const { id } = beginRun(testRecipe());
    showExample({ face, steps: [] });
    expect(run()).toMatchObject({ id, example: false });
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
