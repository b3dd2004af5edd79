// `npm run kills`: reloads, tab kills and worker kills at random moments of what is done in the studio, in Chromium with the shipped
// model. Prints what was lost and doubled, and writes it into README.md. Needs a build (`npm run build`).
//   npm run kills                  1,000 kills
//   npm run kills -- --kills 50 --seed 3
//   npm run kills -- --minutes 30  as many as there is time for
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from '@playwright/test';
import { withProfile } from '../../e2e/support/browser';
import { Studio } from '../../e2e/support/studio';
import { betweenMarks } from '../figures';
import { ACTIVITIES, importAgain } from './activities';
import { doubledOrMissing, faultsOf, lost, readStore } from './store';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
/** A file of the studio that runs no script of it. */
const QUIET_PAGE = '/packs/synfer-faces-256/pack.json';
const MOST_WAIT_MS = 3000;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: 'Infinity' } } });
const until = performance.now() + Number(values.minutes) * 60_000;
const wanted = Number(values.kills);

const random = (() => {
  let state = Number(values.seed) * 7919 + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
})();
const oneOf = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)] as T;

/** Without the picker exports go through the origin's private file system. Workers are remembered so that they can be killed. */
const BEFORE = `
  delete window.showSaveFilePicker;
  const workers = [];
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      workers.push(this);
    }
  };
  window.killWorkers = () => {
    for (const worker of workers.splice(0)) {
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    }
  };`;

async function openStudio(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript({ content: BEFORE });
  await new Studio(page).open();
  return page;
}

/** Whatever view is open, until a face can be made. */
async function ready(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  await new Studio(page).expectReady();
}

type Kill = (page: Page, context: BrowserContext) => Promise<Page>;

const KILLS: Readonly<Record<string, Kill>> = {
  reload: async (page) => {
    await page.reload();
    await ready(page);
    return page;
  },
  tab: async (page, context) => {
    // The renderer's process dies with all that it was doing; nothing of the page runs any more.
    const devtools = await context.newCDPSession(page);
    await Promise.race([devtools.send('Page.crash').catch(() => undefined), page.waitForEvent('crash')]);
    await page.close();
    return openStudio(context);
  },
  worker: async (page) => {
    await page.evaluate('killWorkers()');
    // After three ends within five minutes the studio waits to be told: a person reloads.
    const refused = page.getByText('not started again by itself').first();
    const again = ready(page).then(() => 'ready', () => 'refused');
    const told = refused.waitFor({ timeout: 120_000 }).then(() => 'refused', () => 'ready');
    if ((await Promise.race([again, told])) === 'refused') await page.reload();
    await ready(page);
    return page;
  },
};

const sum = { kills: 0, lost: 0, doubled: 0, faults: 0, faces: 0, sets: 0, batches: 0 };
const byKill = new Map<string, number>();
const imports = new Set<number>();
const say = (fault: string) => console.log(`  FAULT: ${fault}`);

await withProfile([], async (context) => {
  context.setDefaultTimeout(120_000);
  const observer = await context.newPage();
  await observer.goto(QUIET_PAGE);
  await observer.evaluate('globalThis.__name ??= (named) => named');
  let page = await openStudio(context);
  await new Studio(page).set({ steps: 2 });
  await new Studio(page).generate();
  for (let round = 1; round <= wanted && performance.now() < until; round++) {
    const [activity, kill] = [oneOf(Object.keys(ACTIVITIES)), oneOf(Object.keys(KILLS))];
    const wait = Math.floor(random() * MOST_WAIT_MS);
    await ACTIVITIES[activity]?.(page, round);
    if (activity === 'import') imports.add(round);
    await page.waitForTimeout(wait);
    const before = await readStore(observer);
    await page.getByRole('dialog').getByRole('button', { name: /^(Close|Cancel)$/ }).first().click({ timeout: 200 }).catch(() => undefined);
    page = (await KILLS[kill]?.(page, context)) ?? page;
    const after = await readStore(observer);
    const gone = lost(before, after);
    const faults = await faultsOf(after);
    for (const fault of [...gone, ...faults]) say(fault);
    sum.kills += 1;
    sum.lost += gone.length;
    sum.faults += faults.length;
    byKill.set(kill, (byKill.get(kill) ?? 0) + 1);
    console.log(`${round}: ${kill} ${wait} ms into ${activity}; ${after.faces.length} faces`);
  }
  // What was broken off goes on to its end: batches by themselves, imports when they are asked for again.
  await page.reload();
  await ready(page);
  for (const round of imports) await importAgain(page, round);
  for (;;) {
    const { batches } = await readStore(observer);
    if (batches.every(({ state }) => state !== 'waiting' && state !== 'running')) break;
    await page.waitForTimeout(2000);
  }
  const end = await readStore(observer);
  const faults = await faultsOf(end);
  const { doubled, missing } = doubledOrMissing(end);
  for (const fault of faults) say(fault);
  Object.assign(sum, { faces: end.faces.length, sets: imports.size, batches: end.batches.length, doubled, lost: sum.lost + missing, faults: sum.faults + faults.length });
});

const kinds = [...byKill].map(([kind, count]) => `${count} by ${kind}`).sort().join(', ');
const line = `${new Date().toISOString().slice(0, 10)}: ${sum.kills} kills (${kinds}) while ${sum.faces} faces, ${sum.batches} batches and ${sum.sets} imported sets came together: ${sum.lost} lost, ${sum.doubled} doubled, ${sum.faults} faults in the store.`;
console.log(line);
await writeFile(README, betweenMarks(await readFile(README, 'utf8'), '<!-- kills -->', '<!-- /kills -->', line));
process.exitCode = sum.lost + sum.doubled + sum.faults === 0 ? 0 : 1;
