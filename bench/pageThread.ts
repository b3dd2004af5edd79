// `npm run bench -- thread`: how long the page's thread is held at a time, by the browser's own long tasks (from 50 ms on), while a face is
// made, while a batch runs and when a face is saved; and how long Stop takes. THREAD_BATCH changes how many faces the batch keeps.
import type { Page } from '@playwright/test';
import { withProfile } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { LONG_MS, taskRows, taskWatch, type LongestTask } from './longTasks';

const BATCH = Number(process.env['THREAD_BATCH'] ?? 60);
const PATIENCE = { timeout: 1_800_000 };

export interface ThreadFigures {
  readonly tasks: readonly LongestTask[];
  /** From Stop during a run to a stage that stands still, over a step's time in the same run. */
  readonly stopSteps: number;
}

export function benchPageThread(): Promise<ThreadFigures> {
  return withProfile([], async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    const { tasks, watch } = await taskWatch(page);
    const studio = new Studio(page);
    await studio.open('?backend=wasm');
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

export function threadTable({ tasks, stopSteps }: ThreadFigures, circumstances: string): string {
  return [
    `| the page's thread; ${circumstances} | longest task | most processor time of a task | tasks of ${String(LONG_MS)} ms and more |`,
    '|---|---|---|---|',
    ...taskRows(tasks),
    `| Stop to idle, aim one step | ${stopSteps.toFixed(1)} steps | | |`,
  ].join('\n');
}
