/**
 * One task at a time, on the newest value. A newer value calls off the task under way and takes its place; what lies between is
 * dropped. After a task that was called off the next is let finish, so that there is something to see during a long drag, too.
 */
export class LatestWins<T> {
  private next: { readonly value: T } | null = null;
  private current: { readonly controller: AbortController; readonly spared: boolean } | null = null;

  /** @param task must not reject, and must end soon after its signal is aborted */
  constructor(private readonly task: (value: T, signal: AbortSignal) => Promise<void>) {}

  put(value: T): void {
    this.next = { value };
    if (!this.current) void this.work();
    else if (!this.current.spared) this.current.controller.abort();
  }

  /** Calls everything off. */
  clear(): void {
    this.next = null;
    this.current?.controller.abort();
  }

  private async work(): Promise<void> {
    let spared = false;
    while (this.next) {
      const { value } = this.next;
      this.next = null;
      const controller = new AbortController();
      this.current = { controller, spared };
      await this.task(value, controller.signal);
      spared = controller.signal.aborted;
    }
    this.current = null;
  }
}
