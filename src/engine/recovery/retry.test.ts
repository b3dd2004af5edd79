import { describe, expect, it, vi } from 'vitest';
import type { SynthesisErrorCode } from '../../domain/errors';
import { SynthesisError } from '../errors';
import { onceAfterDeviceLoss, onceInSight, retrying, type Retry } from './retry';

const fault = (code: SynthesisErrorCode) => new SynthesisError({ code, message: code });

/** A job that fails with each of the faults in turn and then answers, run to its end. */
function run(faults: readonly SynthesisErrorCode[], again: Retry, signal = new AbortController().signal) {
  const left = faults.map(fault);
  const job = vi.fn(() => {
    const next = left.shift();
    return next ? Promise.reject(next) : Promise.resolve('made');
  });
  return { job, outcome: retrying(job, signal, again) };
}

/** A page that is in sight or not, and comes into sight when told to. */
function page(visibilityState: 'visible' | 'hidden') {
  const document = Object.assign(new EventTarget(), { visibilityState });
  vi.stubGlobal('document', document);
  return {
    show: () => {
      document.visibilityState = 'visible';
      document.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

describe('the job of a person', () => {
  it('is begun anew where the device was lost', async () => {
    await expect(run(['device-lost'], onceAfterDeviceLoss()).outcome).resolves.toBe('made');
  });

  it('is given up when that device is lost too', async () => {
    const { outcome, job } = run(['device-lost', 'device-lost'], onceAfterDeviceLoss());
    await expect(outcome).rejects.toMatchObject({ code: 'device-lost' });
    expect(job).toHaveBeenCalledTimes(2);
  });

  it('is not begun anew after Stop', async () => {
    const { outcome, job } = run(['device-lost'], onceAfterDeviceLoss(), AbortSignal.abort());
    await expect(outcome).rejects.toMatchObject({ code: 'device-lost' });
    expect(job).toHaveBeenCalledOnce();
  });

  it.each(['recipe-unknown-au', 'worker-crashed'] as const)('is given up after %s, which may come again', async (code) => {
    const { outcome, job } = run([code], onceAfterDeviceLoss());
    await expect(outcome).rejects.toMatchObject({ code });
    expect(job).toHaveBeenCalledOnce();
  });
});

describe('the job of a batch', () => {
  it('is begun anew once for who looks at the page, after a crash too', async () => {
    page('visible');
    await expect(run(['worker-crashed'], onceInSight()).outcome).resolves.toBe('made');
    await expect(run(['worker-crashed', 'device-lost'], onceInSight()).outcome).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('waits until somebody looks, however often the machine went to sleep', async () => {
    const { show } = page('hidden');
    const { outcome, job } = run(['device-lost', 'device-lost'], onceInSight());
    await new Promise((resolve) => setTimeout(resolve));
    expect(job).toHaveBeenCalledOnce();
    show();
    await expect(outcome).resolves.toBe('made');
  });

  it('is given up after a fault of its recipe', async () => {
    page('visible');
    await expect(run(['numerical'], onceInSight()).outcome).rejects.toMatchObject({ code: 'numerical' });
  });
});
