import { SynthesisError } from '../errors';

/** How a worker came to its end. Whatever it is, the pack is gone with it and a fresh worker has to load it. */
export interface WorkerEnd {
  readonly cause: 'crash' | 'device-lost' | 'slow-stop';
  /** What the calls under way reject with. */
  readonly error: SynthesisError;
}

export function crash(cause: string): WorkerEnd {
  const message = `The model's worker stopped: ${cause}. What it was doing is lost; a fresh worker takes its place and loads the model anew.`;
  return { cause: 'crash', error: new SynthesisError({ code: 'worker-crashed', message }) };
}

/** More ends than this within the window, and the next load is refused: never a silent loop of restarts. */
const ENDS_ALLOWED = 2;
const WINDOW_MS = 5 * 60_000;

/** Counts the ends that nobody asked for. */
export class EndCount {
  private at: readonly number[] = [];

  add({ cause }: WorkerEnd): void {
    const now = Date.now();
    if (cause !== 'slow-stop') this.at = [...this.at.filter((then) => now - then < WINDOW_MS), now];
  }

  /** @throws SynthesisError `worker-crashed` once after too many; who tries again then gets another load */
  refuseTooMany(): void {
    if (this.at.length <= ENDS_ALLOWED) return;
    this.at = [];
    throw new SynthesisError({
      code: 'worker-crashed',
      message:
        "The model's worker stopped several times within five minutes and is not started again by itself. Press Try again, or reload the page with ?backend=wasm.",
    });
  }
}
