import { engine } from '../../engine/client';
import { packQuery } from '../../engine/usePack';
import { queryClient } from '../shell/queryClient';

/**
 * Whether this tab can make a batch's faces: its model is loaded, and did not end while nobody looked at the page. A machine that
 * goes to sleep takes the model with it again and again; another tab, in sight, may have one that works.
 */
export class Ability {
  private awaitsSight = false;
  private readonly losses = new Set<() => void>();

  /** @param changed told whenever the answer may be another */
  constructor(private readonly changed: () => void) {}

  /** The loaded pack's id; null while this tab cannot work. */
  pack(): string | null {
    const query = queryClient.getQueryState(packQuery.queryKey);
    return !this.awaitsSight && query?.status === 'success' && query.fetchStatus === 'idle' ? (query.data?.manifest.id ?? null) : null;
  }

  /** Told when the tab can no longer work, and will not by itself. @returns a function that ends the listening */
  onLost(listener: () => void): () => void {
    this.losses.add(listener);
    return () => this.losses.delete(listener);
  }

  /** @returns a function that ends the following */
  follow(): () => void {
    const stops = [
      queryClient.getQueryCache().subscribe(() => {
        if (queryClient.getQueryState(packQuery.queryKey)?.status === 'error') this.lose();
        this.changed();
      }),
      // A model that ends in sight is loaded anew, and what is under way waits for it.
      engine.onEnd(() => {
        this.awaitsSight = document.visibilityState === 'hidden';
        if (this.awaitsSight) this.lose();
      }),
    ];
    const inSight = () => {
      if (document.visibilityState === 'hidden') return;
      this.awaitsSight = false;
      this.changed();
    };
    document.addEventListener('visibilitychange', inSight);
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', inSight);
    };
  }

  private lose(): void {
    for (const listener of [...this.losses]) listener();
  }
}
