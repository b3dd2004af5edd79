import { describe, expect, it, vi } from 'vitest';
import { SynthesisError } from '../../engine/errors';
import type { SynthesisErrorCode } from '../../domain/errors';
import { onceAfterDeviceLoss, recovering, type Retry } from './recovery';

const fault = (code: SynthesisErrorCode) => new SynthesisError({ code, message: code });

/** A task that fails with each of the faults in turn and then answers, run to its end. */
function run(faults: readonly SynthesisErrorCode[], { retry = onceAfterDeviceLoss(() => undefined), signal = new AbortController().signal }: { retry?: Retry; signal?: AbortSignal } = {}) {
  const left = faults.map(fault);
  const task = vi.fn(() => {
    const next = left.shift();
    return next ? Promise.reject(next) : Promise.resolve('made');
  });
  const reload = vi.fn(() => Promise.resolve());
  return { task, reload, outcome: recovering(task, signal, { retry, reload }) };
}

describe('a task whose device is lost', () => {
  it('is begun anew once the model is loaded on a fresh device', async () => {
    const startOver = vi.fn();
    const { outcome, reload } = run(['device-lost'], { retry: onceAfterDeviceLoss(startOver) });
    await expect(outcome).resolves.toBe('made');
    expect(startOver).toHaveBeenCalledOnce();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is given up when that device is lost too', async () => {
    const { outcome, task } = run(['device-lost', 'device-lost']);
    await expect(outcome).rejects.toMatchObject({ code: 'device-lost' });
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('is given up when the model does not load again, and says why', async () => {
    const reload = () => Promise.reject(new Error('no model'));
    const task = () => Promise.reject(fault('device-lost'));
    await expect(recovering(task, new AbortController().signal, { retry: () => true, reload })).rejects.toThrow('no model');
  });

  it('is not begun anew after Stop', async () => {
    const { outcome, task } = run(['device-lost'], { signal: AbortSignal.abort() });
    await expect(outcome).rejects.toMatchObject({ code: 'device-lost' });
    expect(task).toHaveBeenCalledOnce();
  });
});

describe('a task with another fault', () => {
  it('is given up where a person waits: a fault of the recipe comes again', async () => {
    const { outcome, reload } = run(['recipe-unknown-au']);
    await expect(outcome).rejects.toMatchObject({ code: 'recipe-unknown-au' });
    expect(reload).not.toHaveBeenCalled();
  });

  it('is begun anew for as long as the caller says so, and the model is reloaded for lost devices alone', async () => {
    const { outcome, task, reload } = run(['worker-crashed', 'device-lost', 'worker-crashed'], { retry: () => Promise.resolve(true) });
    await expect(outcome).resolves.toBe('made');
    expect(task).toHaveBeenCalledTimes(4);
    expect(reload).toHaveBeenCalledOnce();
  });
});
