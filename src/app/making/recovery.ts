import { SynthesisError } from '../../engine/errors';

/** Says after a fault of the engine whether the task is begun anew, and answers when it can be. */
export type Retry = (fault: SynthesisError) => boolean | Promise<boolean>;

export function isDeviceLoss({ code }: SynthesisError): boolean {
  return code === 'device-lost';
}

/**
 * Runs a task of the engine, and begins it anew as often as `retry` says.
 * @param task runs from its beginning on every call
 * @param reload loads the model on a fresh device; called where the device was lost, before the task is begun anew
 * @throws what the last run threw, or `reload`; nothing is begun anew once the signal is aborted
 */
export async function recovering<T>(
  task: () => Promise<T>,
  signal: AbortSignal,
  { retry, reload }: { readonly retry: Retry; readonly reload: (loss: SynthesisError) => Promise<void> },
): Promise<T> {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (signal.aborted || !(error instanceof SynthesisError) || !(await retry(error))) throw error;
      if (isDeviceLoss(error)) await reload(error);
    }
  }
}

/** For a person who waits: begun anew once, where the device was lost, after `startOver` has forgotten what there was. */
export function onceAfterDeviceLoss(startOver: () => void): Retry {
  let tried = false;
  return (fault) => {
    if (tried || !isDeviceLoss(fault)) return false;
    tried = true;
    startOver();
    return true;
  };
}
