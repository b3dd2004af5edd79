import { engine } from '../../engine/client';
import type { SynthesisError } from '../../engine/errors';
import { packQuery } from '../../engine/usePack';
import { announce } from '../../ui/notices';
import type { Face } from '../../domain/face/face';
import { logEvent } from '../diagnostics/log';
import { queryClient } from '../shell/queryClient';
import { recovering, type Retry } from './recovery';

/** Makes a face, and begins it anew after the engine's faults as often as `retry` says: a face is a function of its recipe. */
export function generateAndRecover(attempt: () => Promise<Face>, signal: AbortSignal, retry: Retry): Promise<Face> {
  return recovering(attempt, signal, { retry, reload });
}

async function reload(loss: SynthesisError): Promise<void> {
  logEvent(`device lost: ${loss.message}`);
  announce('The graphics device was lost. Loading the model again and starting over.');
  engine.restart(loss);
  await queryClient.fetchQuery({ ...packQuery, staleTime: 0 });
}
