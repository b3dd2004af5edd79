import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Face } from '../../domain/face/face';

vi.stubGlobal('location', new URL('http://127.0.0.1/'));
vi.stubGlobal('window', new EventTarget());
const preview = vi.fn();
vi.mock('../../engine/client', () => ({ engine: { preview } }));
const generate = vi.fn(() => Promise.resolve());
vi.mock('./generate', () => ({ generate }));
const { editDraft, startDraft } = await import('../../features/compose/store');
const { emptyStage, scrubTo, showFace, useStage } = await import('../../features/stage/store');
const { usePreferences } = await import('../shell/preferences');
const { startLivePreview } = await import('./livePreview');

const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const recipe = testRecipe({ seed: 7, steps: 3 });
const step = { step: 0, steps: 3 } as Parameters<typeof showFace>[1][number];

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  preview.mockReset().mockResolvedValue(picture);
  generate.mockClear();
  usePreferences.setState({ livePreview: 'face' });
  startDraft(recipe);
  useStage.setState(emptyStage, true);
  showFace({ id: 'shown', recipe } as Face, [step, step, step]);
  stop = startLivePreview();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('the live preview', () => {
  it('shows what settings would make while they move, and makes the face when they rest', async () => {
    editDraft('AU12', { au: { AU12: 1 } });
    await wait(100);
    expect(useStage.getState().preview?.pixels).toBe(picture);
    expect(generate).not.toHaveBeenCalled();
    await wait(400);
    expect(generate).toHaveBeenCalledOnce();
  });

  it('leaves the face whose step is looked at on the stage: it is to be forked', async () => {
    scrubTo(1);
    editDraft('AU12', { au: { AU12: 1 } });
    await wait(1000);
    expect(generate).not.toHaveBeenCalled();
    expect(useStage.getState()).toMatchObject({ scrub: 1, run: { face: { id: 'shown' } } });
  });

  it('shows no preview over another face', async () => {
    let finish: (pixels: typeof picture) => void = () => undefined;
    preview.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    editDraft('AU12', { au: { AU12: 1 } });
    await wait(10);
    showFace({ id: 'other', recipe } as Face, []);
    finish(picture);
    await wait(10);
    expect(useStage.getState().preview).toBeNull();
    expect((preview.mock.calls[0]?.[2] as AbortSignal).aborted).toBe(true);
  });
});
