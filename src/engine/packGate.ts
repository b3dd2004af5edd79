import { cancelled } from './errors';

/** Jobs wait here until the pack is loaded. Where it could not be, they are turned away with the reason. */
export class PackGate {
  private state: { readonly kind: 'closed' } | { readonly kind: 'open' } | { readonly kind: 'failed'; readonly error: unknown } = { kind: 'closed' };
  private newest: symbol | null = null;
  private readonly waiting = new Set<() => void>();

  /** The worker is gone, and the pack with it: closed until the next load has ended. */
  close(): void {
    this.set({ kind: 'closed' });
  }

  /** Follows a load to its end. */
  async follow<T>(load: () => Promise<T>): Promise<T> {
    this.close();
    const own = Symbol();
    this.newest = own;
    try {
      const loaded = await load();
      if (this.newest === own) this.set({ kind: 'open' });
      return loaded;
    } catch (error) {
      if (this.newest === own) this.set({ kind: 'failed', error });
      throw error;
    }
  }

  /**
   * Comes back when the pack is there.
   * @param patient waits on where a load has failed, until another works
   * @throws SynthesisError `cancelled` once the signal is aborted; what the load failed with
   */
  async passed(signal: AbortSignal, { patient }: { readonly patient: boolean }): Promise<void> {
    for (;;) {
      if (signal.aborted) throw cancelled();
      if (this.state.kind === 'open') return;
      if (this.state.kind === 'failed' && !patient) throw this.state.error;
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  }

  private set(state: PackGate['state']): void {
    this.state = state;
    for (const wake of [...this.waiting]) wake();
  }
}
