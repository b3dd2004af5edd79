import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';
import { toggleReplay, whyNoReplay } from './replay';
import { addStep, beginRun, emptyStage, scrubTo, showFace, useStage } from './store';

const step = (index: number): StepEvent => ({
  step: index,
  steps: 4,
  timestep: 0,
  preview: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
  latent: { space: '', values: new Float32Array(1) },
  latentNorm: 1,
  guide: null,
  milliseconds: 10,
});
const face = { id: 'f1', recipe: testRecipe() } as Face;
const looked = () => useStage.getState().scrub;
const replaying = () => useStage.getState().replaying;

beforeEach(() => {
  vi.useFakeTimers();
  useStage.setState(emptyStage);
  showFace(face, [0, 1, 2, 3].map(step));
});
afterEach(() => vi.useRealTimers());

describe('a replay', () => {
  it('begins at the first step where the end is shown, passes every one and ends on the face', () => {
    const seen: (number | null)[] = [];
    const stop = useStage.subscribe(({ scrub }) => seen.push(scrub));
    toggleReplay();
    expect(replaying()).toBe(true);
    vi.runAllTimers();
    stop();
    expect(seen).toEqual([0, 1, 2, null]);
    expect(replaying()).toBe(false);
  });

  it('is paused where it is and goes on from there', () => {
    toggleReplay();
    vi.advanceTimersToNextTimer();
    toggleReplay();
    vi.runAllTimers();
    expect([looked(), replaying()]).toEqual([1, false]);
    toggleReplay();
    expect(looked()).toBe(1);
    vi.advanceTimersToNextTimer();
    expect(looked()).toBe(2);
  });

  it('gives way to who looks at a step, opens a face or begins a run', () => {
    for (const [act, stays] of [[() => scrubTo(1), 1], [() => showFace(face, [0, 1, 2, 3].map(step)), null], [() => beginRun(testRecipe()), null]] as const) {
      showFace(face, [0, 1, 2, 3].map(step));
      toggleReplay();
      act();
      vi.runAllTimers();
      expect([looked(), replaying()]).toEqual([stays, false]);
    }
  });
});

describe('there is nothing to replay', () => {
  it.each([
    ['on an empty stage', () => useStage.setState(emptyStage), /no face/],
    ['while a run goes on', () => addStep(beginRun(testRecipe()).id, step(0)), /being made/],
    ['of a face whose steps are not kept', () => showFace(face, []), /not kept/],
    ['of a single step', () => showFace(face, [step(0)]), /one step alone/],
  ])('%s', (_, given, reason) => {
    given();
    expect(whyNoReplay(useStage.getState().run)).toMatch(reason);
    toggleReplay();
    expect(replaying()).toBe(false);
  });
});
