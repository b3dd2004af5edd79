import type { CDPSession, Page } from '@playwright/test';

export interface LongestTask {
  readonly during: string;
  /** Milliseconds by the clock; null where no task took LONG_MS. */
  readonly longestMs: number | null;
  /** Tasks of LONG_MS and more. */
  readonly count: number;
  /** Most milliseconds of the processor that one task took: what a machine that is busy otherwise hardly changes. Not in figures of before it was traced. */
  readonly processorMs?: number;
}

/** Aim: nobody notices a task shorter than this. */
export const LONG_MS = 50;

declare global {
  var longTasks: number[];
}

/** Notes what holds the page's thread, by the browser's own long tasks and by a trace of all tasks. Begins with the next document of the page. */
export async function taskWatch(page: Page): Promise<{ readonly tasks: readonly LongestTask[]; readonly watch: (during: string, task: () => Promise<unknown>) => Promise<void> }> {
  await page.addInitScript(`globalThis.__name ??= (named) => named;
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });`);
  const devtools = await page.context().newCDPSession(page);
  const tasks: LongestTask[] = [];
  return {
    tasks,
    watch: async (during, task) => {
      await page.evaluate(() => (globalThis.longTasks = []));
      const processorMs = await traced(devtools, async () => {
        await task();
        // What the task left behind counts too.
        await page.waitForTimeout(300);
      });
      const long = await page.evaluate(() => globalThis.longTasks);
      tasks.push({ during, longestMs: long.length === 0 ? null : Math.max(...long), count: long.length, processorMs });
    },
  };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** @returns the most processor time, in milliseconds, of a task of the pages' threads meanwhile */
async function traced(devtools: CDPSession, task: () => Promise<unknown>): Promise<number> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly object[] }) => events.push(...(value as readonly TraceEvent[]));
  devtools.on('Tracing.dataCollected', collect);
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] } });
  await task();
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  const place = ({ pid, tid }: TraceEvent) => `${String(pid)} ${String(tid)}`;
  const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(place));
  return events.reduce((most, event) => (event.name.endsWith('RunTask') && pages.has(place(event)) ? Math.max(most, (event.tdur ?? 0) / 1000) : most), 0);
}

/** The rows of a table of tasks. */
export function taskRows(tasks: readonly LongestTask[]): string[] {
  return tasks.map(({ during, longestMs, count, processorMs }) => {
    const longest = longestMs === null ? `under ${String(LONG_MS)} ms` : `${longestMs.toFixed(0)} ms`;
    return `| ${during} | ${longest} | ${processorMs === undefined ? '–' : `${processorMs.toFixed(0)} ms`} | ${String(count)} |`;
  });
}
