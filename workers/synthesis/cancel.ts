import { throwIfCancelled } from './errors';

/**
 * Lets messages in, so that a cancel is heard: networks on WebAssembly answer without giving the event loop a turn.
 * @throws SynthesisError `cancelled`
 */
export async function hearCancel(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  throwIfCancelled(signal);
}
