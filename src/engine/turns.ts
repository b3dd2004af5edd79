/**
 * Who may use the engine now. What a person waits for goes first: a background job that is under way is broken off for
 * it, and begins anew when nobody waits any more.
 */
export class Turns {
  private waited = 0;
  private idle: (() => void)[] = [];
  private background: { readonly yielded: AbortController; readonly ended: Promise<unknown> } | null = null;

  /** Runs what a person waits for, once the background has let go. */
  async foreground<T>(task: () => Promise<T>): Promise<T> {
    this.waited++;
    try {
      while (this.background) {
        this.background.yielded.abort();
        await this.background.ended;
      }
      return await task();
    } finally {
      this.waited--;
      if (this.waited === 0) {
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

  private async nobodyWaits(signal: AbortSignal): Promise<void> {
    while (this.waited > 0 || this.background) {
      signal.throwIfAborted();
      if (this.background) await this.background.ended;
      else {
        await new Promise<void>((resolve) => {
          this.idle.push(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    }
    signal.throwIfAborted();
  }
}
