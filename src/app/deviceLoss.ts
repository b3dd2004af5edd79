import { engine } from '../engine/client';
import { SynthesisError } from '../engine/errors';
import { packQuery } from '../engine/usePack';
import { announce } from '../ui/notices';
import { logEvent } from './log';
import { queryClient } from './queryClient';

export function isDeviceLoss(error: unknown): error is SynthesisError {
  return error instanceof SynthesisError && error.code === 'device-lost';
}

/** Loads the model again on a fresh device. A run is a function of its recipe, so it can simply be begun anew. */
export async function recoverFrom(loss: SynthesisError): Promise<void> {
  logEvent(`device lost: ${loss.message}`);
  announce('The graphics device was lost. Loading the model again and starting over.');
  engine.restart(loss);
  await queryClient.fetchQuery({ ...packQuery, staleTime: 0 });
}
