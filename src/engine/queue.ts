import { cancelled } from './errors';

/** Who waits for a job, the first in line first: somebody, a batch, or a preview that nobody asked for. */
const PRIORITIES = ['person', 'batch', 'preview'] as const;

type Priority = (typeof PRIORITIES)[number];

/** Of what is made to be kept. */
export type JobPriority = Exclude<Priority, 'preview'>;

interface Turn {
  readonly priority: Priority;
  /** Aborted where the job has to let another go first. */
  readonly givesWay: AbortController;
  readonly begin: () => void;
  readonly leave: () => void;
}

/**
 * The engine's one queue: one job at a time, and every job has its turn. Those of a priority come in the order they were asked for.
 * What is under way gives way to what goes first: a batch's job is begun anew in its next turn, a preview is not.
 */
export class JobQueue {
  private waiting: readonly Turn[] = [];
  private current: Turn | null = null;
  private readonly endedAt: Record<Priority, number> = { person: -Infinity, batch: -Infinity, preview: -Infinity };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private previewBrokenOff = false;

  /** @param quietMs how long a pause has to be for what comes after: between the faces of a strip no batch begins for nothing, nor a preview between a batch's */
  constructor(private readonly quietMs = 1000) {}

  /**
   * Runs a job in its turn, as often as it takes to come to its end.
   * @param task must end soon after its signal is aborted
   * @throws SynthesisError `cancelled` once the signal is aborted, before or in its turn; what the task throws
   */
  async run<T>(priority: JobPriority, signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      const turn = await this.turn(priority, signal);
      try {
        return await task(AbortSignal.any([signal, turn.givesWay.signal]));
      } catch (error) {
        if (!turn.givesWay.signal.aborted || signal.aborted) throw error;
      } finally {
        this.end(turn);
      }
    }
  }

  /**
   * Runs a preview when nothing else is to be done. A newer one takes its place, waiting or under way; after one that was broken off
   * the next is let finish, so that there is something to see during a long drag, too.
   * @returns null where it was replaced, gave way or was called off
   */
  async preview<T>(signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.replacePreview();
    let turn: Turn | null = null;
    try {
      turn = await this.turn('preview', signal);
      return await task(AbortSignal.any([signal, turn.givesWay.signal]));
    } catch (error) {
      if (turn === null || signal.aborted || turn.givesWay.signal.aborted) return null;
      throw error;
    } finally {
      if (turn) {
        this.previewBrokenOff = signal.aborted || turn.givesWay.signal.aborted;
        this.end(turn);
      }
    }
  }

  private replacePreview(): void {
    for (const turn of this.waiting) if (turn.priority === 'preview') turn.leave();
    if (this.current?.priority === 'preview' && !this.previewBrokenOff) this.current.givesWay.abort();
  }

  /** Waits in line. @throws SynthesisError `cancelled` where it left the line */
  private turn(priority: Priority, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting = this.waiting.filter((other) => other !== turn);
        signal.removeEventListener('abort', leave);
        reject(cancelled());
      };
      const begin = () => {
        this.waiting = this.waiting.filter((other) => other !== turn);
        signal.removeEventListener('abort', leave);
        this.current = turn;
        resolve(turn);
      };
      const turn: Turn = { priority, givesWay: new AbortController(), begin, leave };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave);
      this.waiting = [...this.waiting, turn];
      this.next();
    });
  }

  private end(turn: Turn): void {
    this.endedAt[turn.priority] = performance.now();
    this.current = null;
    this.next();
  }

  /** Begins the first that may, or has the one under way make room for it. */
  private next(): void {
    clearTimeout(this.timer);
    const now = performance.now();
    const inLine = PRIORITIES.flatMap((priority) => this.waiting.filter((turn) => turn.priority === priority));
    const first = inLine.find(({ priority }) => this.quietFrom(priority) <= now);
    if (first && !this.current) first.begin();
    else if (first && this.current && goesBefore(first, this.current)) this.current.givesWay.abort();
    const later = inLine.map(({ priority }) => this.quietFrom(priority)).filter((at) => at > now);
    if (later.length > 0) this.timer = setTimeout(() => this.next(), Math.min(...later) - now);
  }

  /** When a job of this priority may begin, as `performance.now()` counts. */
  private quietFrom(priority: Priority): number {
    switch (priority) {
      case 'person':
        return -Infinity;
      case 'batch':
        return this.endedAt.person + this.quietMs;
      case 'preview':
        return this.endedAt.batch + this.quietMs;
    }
  }
}

function goesBefore(a: Turn, b: Turn): boolean {
  return PRIORITIES.indexOf(a.priority) < PRIORITIES.indexOf(b.priority);
}
