import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { writePlan } from '../bench/scale/tinyPlan';
import { violations } from './support/axe';
import { bytesOf } from './support/downloads';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TINY_FOLDER = fileURLToPath(new URL('fixtures/tiny-pack', import.meta.url));
const PEOPLE = 8;
const FACES = 3 * PEOPLE;

let work = '';

function synth(...args: readonly string[]): void {
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'workers/node/synth.ts'), ...args], { cwd: ROOT, stdio: 'pipe' });
}

/** The set that the shards give, with more options. @returns its folder */
function merge(name: string, ...options: readonly string[]): string {
  synth('merge', '--from', join(work, 'shards'), '--out', join(work, name), '--format', 'webdataset', '--keep-duplicates', ...options);
  return join(work, name);
}

test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'merged-'));
  await writePlan(join(work, 'plan.json'), 'tiny-random', PEOPLE, true);
  synth('run', '--plan', join(work, 'plan.json'), '--out', join(work, 'shards'), '--pack', TINY_FOLDER);
  merge('smiles', '--library');
});

test.afterAll(async () => rm(work, { recursive: true, force: true }));

/** Serves a folder below an address, by ranges, as file servers do. @returns the ranges asked for, by path */
async function serveSet(page: Page, address: string, folder: string): Promise<string[]> {
  const asked: string[] = [];
  await page.context().route(`${address}**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(new URL(address).pathname.length);
    const bytes = await readFile(join(folder, path)).catch(() => null);
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range', 'cross-origin-resource-policy': 'cross-origin' };
    if (bytes === null) return route.fulfill({ status: 404, headers: cors });
    const range = /^bytes=(\d+)-(\d+)$/.exec((await route.request().headerValue('range')) ?? '');
    asked.push(`${path} ${range ? range[0] : 'all'}`);
    if (range === null) return route.fulfill({ body: bytes, headers: cors });
    const [from, to] = [Number(range[1]), Number(range[2]) + 1];
    return route.fulfill({ status: 206, body: bytes.subarray(from, to), headers: { ...cors, 'content-range': `bytes ${range[1]}-${range[2]}/${String(bytes.length)}` } });
  });
  return asked;
}

const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');
const count = (page: Page) => page.getByRole('group', { name: 'Filters' }).getByRole('status');
const set = (page: Page) => page.getByRole('region', { name: 'Merged set' });

async function openForm(page: Page): Promise<void> {
  await page.goto(`/${TINY_PACK}#/gallery`);
  await page.getByText('Merged sets').click();
}

/** Whether the cell's canvas has anything drawn on it. */
const drawn = (page: Page) =>
  cells(page)
    .first()
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0) ?? false);

test('a merged set opens at an address of this origin: gallery, filters and review, by pieces; verdicts are saved, and applied by a merge', async ({ page, baseURL }) => {
  const asked = await serveSet(page, `${baseURL ?? ''}/sets/smiles/`, join(work, 'smiles'));
  await openForm(page);
  await page.getByLabel('Address of its folder').fill('sets/smiles');
  await page.getByRole('button', { name: 'Open address' }).click();
  await expect(set(page)).toContainText(`smiles, ${String(FACES)} faces`);
  await expect(count(page)).toHaveText(`${String(FACES)} of ${String(FACES)} faces`);
  await expect.poll(() => drawn(page)).toBe(true);
  // Of the archives nothing was read, and thumbnails only in part.
  expect(asked.filter((line) => line.includes('.tar'))).toEqual([]);
  expect(asked).toContain('library/00000.json all');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByLabel('Requested', { exact: true }).selectOption('anger');
  await expect(count(page)).toHaveText(`${String(PEOPLE)} of ${String(FACES)} faces`);
  await cells(page).first().click();
  await expect(page.getByRole('region', { name: 'Chosen faces' }).getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await page.getByRole('region', { name: 'Chosen faces' }).getByRole('button', { name: 'Reject' }).click();
  await expect(set(page).getByRole('button', { name: /Save verdicts/ })).toHaveText('Save verdicts.jsonl (1)');

  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await expect(page.getByText('of the set smiles')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Face to judge/ })).toBeVisible();
  await expect(page.getByText('32 × 32 px')).toBeVisible();
  expect(asked.some((line) => /\.tar bytes=/.test(line))).toBe(true);
  expect(asked.filter((line) => line.endsWith('.tar all') || line === 'recipes.jsonl all')).toEqual([]);
  await page.keyboard.press('r');
  await expect(page.getByText(`2 of ${String(FACES)} judged`)).toBeVisible();

  // Kept in this browser: opened anew, they are there.
  await page.reload();
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await page.getByText('Merged sets').click();
  await page.getByLabel('Address of its folder').fill('sets/smiles/');
  await page.getByRole('button', { name: 'Open address' }).click();
  const save = set(page).getByRole('button', { name: 'Save verdicts.jsonl (2)' });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(download.suggestedFilename()).toBe('verdicts.jsonl');
  const bytes = await bytesOf(download);
  const verdicts = bytes.toString().trim().split('\n').map((line) => JSON.parse(line) as { id: string });
  expect(verdicts).toHaveLength(2);

  await writeFile(join(work, 'verdicts.jsonl'), bytes);
  const judged = merge('judged', '--verdicts', join(work, 'verdicts.jsonl'));
  const ids = (await readFile(join(judged, 'recipes.jsonl'), 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids).toHaveLength(FACES - 2);
  for (const { id } of verdicts) expect(ids).not.toContain(id);

  await set(page).getByRole('button', { name: 'Close the set' }).click();
  await expect(page.getByText('Every face you make is kept here')).toBeVisible();
});

test('a merged set opens from a folder; a folder that is none says what to do', async ({ page }) => {
  await openForm(page);
  const folder = page.getByLabel('Folder of a merged set');
  await folder.setInputFiles(TINY_FOLDER);
  await expect(page.getByRole('alert').filter({ hasText: 'There is no library/index.json in tiny-pack' })).toBeVisible();
  await folder.setInputFiles(join(work, 'smiles'));
  await expect(count(page)).toHaveText(`${String(FACES)} of ${String(FACES)} faces`);
  await expect.poll(() => drawn(page)).toBe(true);
  await cells(page).first().dblclick();
  await expect(page.getByRole('link', { name: 'Studio', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('another host is asked for nothing until it is allowed', async ({ page }) => {
  const asked = await serveSet(page, 'https://sets.example/smiles/', join(work, 'smiles'));
  await openForm(page);
  await page.getByLabel('Address of its folder').fill('https://sets.example/smiles/');
  await page.getByRole('button', { name: 'Open address' }).click();
  await expect(page.getByRole('group', { name: 'Another host' })).toContainText('This set is on https://sets.example.');
  expect(asked).toEqual([]);
});
