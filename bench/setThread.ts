// `npm run bench -- set`: how long the page's thread is held at a time while a merged set of a hundred thousand is looked through.
// THREAD_SET changes how many faces the set has.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withProfile } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { LONG_MS, taskRows, taskWatch, type LongestTask } from './longTasks';
import { writeSetLibrary } from './setLibrary';

const SET = Number(process.env['THREAD_SET'] ?? 100_000);
const PATIENCE = { timeout: 1_800_000 };

export interface SetFigures {
  readonly faces: number;
  readonly tasks: readonly LongestTask[];
}

export async function benchSet(): Promise<SetFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-set-'));
  try {
    await writeSetLibrary(folder, SET);
    return { faces: SET, tasks: await lookThrough(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lookThrough(folder: string): Promise<readonly LongestTask[]> {
  return withProfile([], async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    const { tasks, watch } = await taskWatch(page);
    await new Studio(page).open('?backend=wasm');
    await page.getByRole('link', { name: 'Gallery', exact: true }).click();
    await page.getByText('Merged sets').click();
    await watch('it is opened', async () => {
      await page.getByLabel('Folder of a merged set').setInputFiles(folder);
      await page.getByText(`${String(SET)} of ${String(SET)} faces`).waitFor(PATIENCE);
    });
    await page.getByText('Comparing the pictures').waitFor({ ...PATIENCE, state: 'detached' });
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
    await watch('it is shown as a map', async () => {
      await page.getByLabel('Show as', { exact: true }).selectOption('map');
      await page.getByRole('application', { name: /^Map of/ }).waitFor(PATIENCE);
    });
    await watch('its review is opened', async () => {
      await page.getByRole('link', { name: 'Review', exact: true }).click();
      await page.getByRole('img', { name: /^Face to judge/ }).waitFor(PATIENCE);
    });
    await watch('ten verdicts are given', async () => {
      for (let verdict = 0; verdict < 10; verdict++) {
        await page.keyboard.press('r');
        await page.waitForTimeout(100);
      }
    });
    return tasks;
  });
}

export function setTable({ faces, tasks }: SetFigures, circumstances: string): string {
  return [
    `| a merged set of ${faces.toLocaleString('en')} faces, the page's thread; ${circumstances} | longest task | most processor time of a task | tasks of ${String(LONG_MS)} ms and more |`,
    '|---|---|---|---|',
    ...taskRows(tasks),
  ].join('\n');
}
