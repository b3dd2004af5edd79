import { expect, type Page } from '@playwright/test';
import { Studio } from '../../e2e/support/studio';
import { DEFAULT_RATIOS } from '../../src/domain/dataset/splits';
import { Counter } from '../../src/domain/dataset/tally';
import { toExamples, type Candidate } from '../../workers/export/examples';
import { exportFiles } from '../../workers/export/exportFiles';
import { TEST_CONTEXT, testFace, testPlace } from '../../workers/export/testing';
import { zipStream } from '../../workers/export/zip';

/** What somebody does in the studio when the kill comes. Each begins and comes back while it goes on. */
export type Activity = (page: Page, round: number) => Promise<void>;

const FACES_OF_A_SET = 12;
const SEEDS_OF_A_BATCH = 4;

const goTo = (page: Page, view: string) => page.getByRole('link', { name: view, exact: true }).click();
const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');

async function generate(page: Page, round: number): Promise<void> {
  const studio = new Studio(page);
  await goTo(page, 'Studio');
  await studio.set({ seed: 1_000_000 + round, steps: 2 });
  await studio.generateButton.click();
}

async function batch(page: Page, round: number): Promise<void> {
  const studio = new Studio(page);
  await goTo(page, 'Studio');
  await studio.set({ seed: 2_000_000 + 100 * round, steps: 2 });
  await goTo(page, 'Batch');
  const plan = page.getByRole('form', { name: 'Plan' });
  await plan.getByRole('button', { name: 'None', exact: true }).click();
  await plan.getByRole('spinbutton', { name: 'Number of seeds' }).fill(String(SEEDS_OF_A_BATCH));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
}

async function curate(page: Page, round: number): Promise<void> {
  await goTo(page, 'Gallery');
  const shown = await cells(page).count();
  await cells(page).nth(round % Math.max(1, shown)).click();
  for (const press of ['Star', 'Reject', 'Star', 'Accept', 'Star']) await page.getByRole('button', { name: press, exact: true }).click();
}

async function exportAll(page: Page): Promise<void> {
  await goTo(page, 'Gallery');
  await page.getByRole('button', { name: /^Export .*…$/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
}

/** The zip of a set that only this round's import brings. */
export async function setOf(round: number): Promise<Buffer> {
  const first = 100_000 + round * FACES_OF_A_SET;
  async function* candidates(): AsyncGenerator<Candidate> {
    for (let seed = first; seed < first + FACES_OF_A_SET; seed++) yield { face: await testFace(seed, 64), curation: undefined, place: testPlace(seed) };
  }
  const counter = new Counter();
  const settings = { format: 'imagefolder', name: 'set', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' } as const;
  const expected = { train: FACES_OF_A_SET, validation: FACES_OF_A_SET, test: FACES_OF_A_SET };
  return Buffer.from(await new Response(zipStream(exportFiles(toExamples(candidates(), TEST_CONTEXT, counter), settings, counter, expected), 'set', new Date(0))).arrayBuffer());
}

export async function importSet(page: Page, round: number): Promise<void> {
  await page.getByLabel('Recipe or face file').setInputFiles({ name: `set-${round}.zip`, mimeType: 'application/zip', buffer: await setOf(round) });
}

/** Every face of the set is kept, once, whatever broke its import off. @returns how many were there already */
export async function importAgain(page: Page, round: number): Promise<void> {
  await importSet(page, round);
  await expect(page.getByRole('status').filter({ hasText: new RegExp(`from set-${round}\\.zip`) }).first()).toBeVisible({ timeout: 120_000 });
}

export const ACTIVITIES: Readonly<Record<string, Activity>> = { generate, batch, curate, export: exportAll, import: importSet };
