import { SynthesisError } from '../errors';
import { pageInSight } from './inSight';

/** Says after a fault of the engine whether the job is begun anew, and answers when it can be. */
export type Retry = (fault: SynthesisError, signal: AbortSignal) => boolean | Promise<boolean>;

/**
 * Runs a job, and begins it anew as often as `again` says: a face is a function of its recipe.
 * @throws what the last run threw; nothing is begun anew once the signal is aborted
 */
export async function retrying<T>(job: () => Promise<T>, signal: AbortSignal, again: Retry): Promise<T> {
  for (;;) {
    try {
      return await job();
    } catch (error) {
      if (signal.aborted || !(error instanceof SynthesisError) || !(await again(error, signal))) throw error;
    }
  }
}

/** For a person who waits: once, where the device was lost. */
export function onceAfterDeviceLoss(): Retry {
  let tried = false;
  return ({ code }) => {
    if (tried || code !== 'device-lost') return false;
    tried = true;
    return true;
  };
}

/** For a batch: what the machine's sleep or a crash broke off is made once more when somebody looks at the page again. */
export function onceInSight(): Retry {
  let triedInSight = false;
  return async ({ code }, signal) => {
    const inSight = document.visibilityState === 'visible';
    if (!['device-lost', 'worker-crashed'].includes(code) || (inSight && triedInSight)) return false;
    triedInSight ||= inSight;
    await pageInSight(signal);
    return true;
  };
}
