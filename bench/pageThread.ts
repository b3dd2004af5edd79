// `npm run bench -- thread`: how long the page's thread is held at a time, by the browser's own long tasks (from 50 ms on), while a face is
// made, while a batch runs, when a face is saved, and while a merged set of a hundred thousand is looked through; and how long Stop takes.
// THREAD_BATCH and THREAD_SET change how many faces the batch keeps and the set has.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { withProfile } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { writeSetLibrary } from './setLibrary';

const BATCH = Number(process.env['THREAD_BATCH'] ?? 60);
const SET = Number(process.env['THREAD_SET'] ?? 100_000);
const PATIENCE = { timeout: 1_800_000 };

export interface LongestTask {
  readonly during: string;
  /** Null where no task took 50 ms. */
  readonly longestMs: number | null;
  /** Tasks of 50 ms and more. */
  readonly count: number;
}

export interface ThreadFigures {
  readonly tasks: readonly LongestTask[];
  /** From Stop during a run to a stage that stands still, over a step's time in the same run. */
  readonly stopSteps: number;
}

declare global {
  var longTasks: number[];
}

export function benchPageThread(): Promise<ThreadFigures> {
  return withProfile([], async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(`globalThis.__name ??= (named) => named;
      globalThis.longTasks = [];
      new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });`);
    const studio = new Studio(page);
    await studio.open('?backend=wasm');
    const tasks: LongestTask[] = [];
    const watch = async (during: string, task: () => Promise<unknown>) => {
      await page.evaluate(() => (globalThis.longTasks = []));
      await task();
      // What the task left behind counts too.
      await page.waitForTimeout(300);
      const long = await page.evaluate(() => globalThis.longTasks);
      tasks.push({ during, longestMs: long.length === 0 ? null : Math.max(...long), count: long.length });
    };
    // The first face loads what the others find.
    await studio.set({ seed: 1 });
    await studio.generate();
    await studio.recentFaces.first().waitFor(PATIENCE);
    await watch('a face is made', async () => {
      await studio.set({ seed: 2 });
      await studio.generate();
      await studio.recentFaces.nth(1).waitFor(PATIENCE);
    });
    await watch('the face is saved as PNG', () => studio.downloadPng());
    const stopSteps = await stop(page, studio);
    await watch(`a batch of ${String(BATCH)} faces is made and kept`, () => runBatch(page));
    await watchSet(page, watch);
    return { tasks, stopSteps };
  });
}

async function stop(page: Page, studio: Studio): Promise<number> {
  await studio.set({ seed: 3 });
  const begun = Date.now();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.locator('.readout').filter({ hasText: /^Step 3 of/ }).first().waitFor(PATIENCE);
  const stepMs = (Date.now() - begun) / 3;
  const asked = Date.now();
  await page.keyboard.press('Control+Alt+Enter');
  await page.getByRole('progressbar', { name: 'Denoising' }).waitFor({ state: 'detached', ...PATIENCE });
  return (Date.now() - asked) / stepMs;
}

async function runBatch(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Batch', exact: true }).click();
  const plan = page.getByRole('form', { name: 'Plan' });
  await plan.getByRole('button', { name: 'None', exact: true }).click();
  await plan.getByRole('checkbox', { name: 'happiness', exact: true }).check();
  await plan.getByRole('spinbutton', { name: 'Number of seeds' }).fill(String(BATCH));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText(`${String(BATCH)} of ${String(BATCH)} faces`).first().waitFor(PATIENCE);
}

async function watchSet(page: Page, watch: (during: string, task: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-set-'));
  const faces = SET.toLocaleString('en');
  try {
    await writeSetLibrary(folder, SET);
    await page.getByRole('link', { name: 'Gallery', exact: true }).click();
    await page.getByText('Merged sets').click();
    await watch(`a merged set of ${faces} is opened`, async () => {
      await page.getByLabel('Folder of a merged set').setInputFiles(folder);
      await page.getByText(`${String(SET)} of ${String(SET)} faces`).waitFor(PATIENCE);
    });
    await watch('it is scrolled through', async () => {
      for (let turn = 1; turn <= 40; turn++) {
        await page.locator('.grid-space').evaluate((scroller, share) => (scroller.scrollTop = scroller.scrollHeight * share), turn / 41);
        await page.waitForTimeout(50);
      }
    });
    await watch('it is filtered', async () => {
      await page.getByLabel('Recognised', { exact: true }).selectOption('fear');
      await page.waitForTimeout(500);
      await page.getByLabel('Recognised', { exact: true }).selectOption('');
    });
    await watch('it is sorted by confidence', () => page.getByLabel('Order', { exact: true }).selectOption('Least confident first'));
    await page.getByRole('link', { name: 'Review', exact: true }).click();
    await page.getByRole('img', { name: /^Face to judge/ }).waitFor(PATIENCE);
    await watch('ten verdicts are given', async () => {
      for (let verdict = 0; verdict < 10; verdict++) {
        await page.keyboard.press('r');
        await page.waitForTimeout(100);
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Aim: nobody notices a task shorter than this. */
export const LONG_MS = 50;

export function threadTable({ tasks, stopSteps }: ThreadFigures, circumstances: string): string {
  return [
    `| the page's thread; ${circumstances} | longest task | tasks of ${String(LONG_MS)} ms and more |`,
    '|---|---|---|',
    ...tasks.map(({ during, longestMs, count }) => `| ${during} | ${longestMs === null ? `under ${String(LONG_MS)} ms` : `${longestMs.toFixed(0)} ms`} | ${String(count)} |`),
    `| Stop to idle, aim one step | ${stopSteps.toFixed(1)} steps | |`,
  ].join('\n');
}
