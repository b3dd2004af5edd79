interface UnderWay {
  readonly yielded: AbortController;
  readonly ended: Promise<unknown>;
}

/**
 * Who may use the engine now. What a person waits for goes first: a background job that is under way is broken off for
 * it, and begins anew when nobody waits any more. What is made in passing gives way to both and is not made up for.
 */
export class Turns {
  private waited = 0;
  /** When the last of those who waited was done. */
  private quietSince = -Infinity;
  private idle: (() => void)[] = [];
  private background: UnderWay | null = null;
  private passing: UnderWay | null = null;

  /** @param quietMs how long nobody must have waited: between the faces of a strip the background does not begin for nothing */
  constructor(private readonly quietMs = 1000) {}

  /** Runs what a person waits for, once everything else has let go. */
  async foreground<T>(task: () => Promise<T>): Promise<T> {
    this.waited++;
    try {
      for (let other = this.giving(); other; other = this.giving()) await breakOff(other);
      return await task();
    } finally {
      this.waited--;
      if (this.waited === 0) {
        this.quietSince = performance.now();
        const wake = this.idle;
        this.idle = [];
        for (const resolve of wake) resolve();
      }
    }
  }

  /** Runs a job when nobody waits, as often as it takes to come to its end. One at a time. */
  async whenIdle<T>(signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      await this.nobodyWaits(signal);
      const yielded = new AbortController();
      const running = task(AbortSignal.any([signal, yielded.signal]));
      this.background = { yielded, ended: running.catch(() => undefined).finally(() => (this.background = null)) };
      try {
        return await running;
      } catch (error) {
        if (!yielded.signal.aborted || signal.aborted) throw error;
      }
    }
  }

  /** Runs a job if nothing else is under way. @returns null where it was not begun, was broken off or was called off */
  async inPassing<T>(signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    if (this.waited > 0 || this.giving()) return null;
    const yielded = new AbortController();
    const running = task(AbortSignal.any([signal, yielded.signal]));
    this.passing = { yielded, ended: running.catch(() => undefined) };
    try {
      return await running;
    } catch (error) {
      if (signal.aborted || yielded.signal.aborted) return null;
      throw error;
    } finally {
      this.passing = null;
    }
  }

  /** What gives way to a person. */
  private giving(): UnderWay | null {
    return this.background ?? this.passing;
  }

  private async nobodyWaits(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const noise = this.quietSince + this.quietMs - performance.now();
      if (this.background) await this.background.ended;
      else if (this.waited > 0) await unlessAborted(signal, (resolve) => this.idle.push(resolve));
      else if (noise > 0) await unlessAborted(signal, (resolve) => setTimeout(resolve, noise));
      else if (this.passing) await breakOff(this.passing);
      else return;
    }
  }
}

async function breakOff({ yielded, ended }: UnderWay): Promise<void> {
  yielded.abort();
  await ended;
}

/** Waits for a call of `resolve`, or for the signal. */
function unlessAborted(signal: AbortSignal, wait: (resolve: () => void) => unknown): Promise<void> {
  return new Promise((resolve) => {
    wait(resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
