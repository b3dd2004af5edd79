/** "12/100 faces, 1.3 s each, 2 min left" */
export function progressText(done: number, total: number, made: number, milliseconds: number, things = 'faces'): string {
  const counted = `${String(done)}/${String(total)} ${things}`;
  if (made === 0) return counted;
  const each = milliseconds / made;
  return `${counted}, ${seconds(each)} each, ${duration(each * (total - done))} left`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : milliseconds < 10_000 ? 1 : 0)} s`;
}

export function duration(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  if (total < 60) return `${String(total)} s`;
  if (total < 3600) return `${String(Math.round(total / 60))} min`;
  if (total < 172_800) return `${String(Math.floor(total / 3600))} h ${String(Math.round((total % 3600) / 60))} min`;
  return `${(total / 86_400).toFixed(1)} days`;
}

/** Lines that are written into a log, as a batch system keeps, no more often than this. */
const LOG_MS = 30_000;

/** Progress on standard error: one line that changes where somebody looks on, now and then a new one in a log. */
export class ProgressLine {
  private readonly begun = performance.now();
  private last = -Infinity;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly before = '',
    private readonly things = 'faces',
  ) {}

  /** @param made by this run */
  show(done: number, total: number, made: number): void {
    const text = `${this.before}${progressText(done, total, made, performance.now() - this.begun, this.things)}`;
    if (this.stream.isTTY) this.stream.write(`\r\x1b[K${text}`);
    else if (performance.now() - this.last >= LOG_MS) {
      this.last = performance.now();
      this.stream.write(`${text}\n`);
    }
  }

  end(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[K');
  }
}
