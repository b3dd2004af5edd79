// How soon the studio answers a hand on the face: from a pointer's move on a lip corner to the frame that shows the line drawing, and to
// the one that shows the face that the student draws; and what a move costs the page's thread in processor time, which a busy machine
// stretches less. On the built studio with the shipped pack, in Chromium.
import type { Page } from '@playwright/test';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { percentile } from './percentile';

/** Of each move in ms, from the event's own time stamp. */
export interface ResponseFigures {
  readonly schematicMs: { readonly median: number; readonly p95: number };
  readonly faceMs: { readonly median: number; readonly p95: number };
  readonly moves: number;
  /** Processor time of the page's thread for a move and the face that follows, in ms, on average. Absent in figures of before it was measured. */
  readonly threadMs?: { readonly script: number; readonly style: number; readonly layout: number; readonly all: number };
}

/** What the page writes down: when the pointer moved, when a frame with the drawing was done, when one with a picture. */
interface Log {
  readonly moved: number[];
  readonly drawn: number[];
  readonly pictured: number[];
}

/** Names of Chromium's `Performance` domain, whose times are the thread's own. */
const METRICS = { script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration', all: 'TaskDuration' } as const;

const MOVES = 30;
/** Long enough for the face of one move to be there before the next. */
const APART_MS = 1500;

export async function benchResponse(): Promise<ResponseFigures> {
  return withStudio(async (browser, baseURL) => {
    const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      localStorage.setItem('synfer.preferences', JSON.stringify({ tourSettled: true, ethicsSettled: true, livePreview: 'preview' }));
      const log: Log = { moved: [], drawn: [], pictured: [] };
      Object.assign(globalThis, { responseLog: log });
      addEventListener('pointermove', (event) => log.moved.push(event.timeStamp), true);
    });
    const studio = new Studio(page);
    await studio.open();
    // From a low smile: what is at its most already does not answer.
    await page.getByRole('textbox', { name: 'FACS code' }).fill('12A');
    await page.getByRole('textbox', { name: 'FACS code' }).press('Enter');
    await studio.set({ seed: 7, steps: 4 });
    await studio.generate();
    await page.evaluate(() => {
      const { drawn, pictured } = (globalThis as unknown as { responseLog: Log }).responseLog;
      const [drawing, picture] = [document.querySelector('.schematic-face svg'), document.querySelector('.picture-frame')];
      if (!drawing || !picture) throw new Error('no drawing, or no picture, to be watched');
      const watched = [
        [drawing, drawn, { subtree: true, attributes: true, childList: true }],
        // A canvas is given its size again with each picture that is drawn into it.
        [picture, pictured, { subtree: true, attributes: true, attributeFilter: ['width'] as string[] }],
      ] as const;
      for (const [element, shown, changes] of watched) {
        new MutationObserver(() =>
          requestAnimationFrame(() => {
            // A message that is sent as a frame begins arrives when the frame has been painted and handed over.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => shown.push(performance.now());
            port2.postMessage(null);
          }),
        ).observe(element, changes);
      }
    });
    return measure(page);
  });
}

async function measure(page: Page): Promise<ResponseFigures> {
  const corner = page.getByRole('button', { name: /^Lip corner, left/ }).first();
  const box = await corner.boundingBox();
  if (!box) throw new Error('no lip corner on the stage');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const thread = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000;
  };
  // The first move finds nothing compiled, and the hand that took hold is still being answered.
  await page.mouse.move(x, y - 3);
  await page.waitForTimeout(APART_MS);
  const begun = await thread();
  const schematic: number[] = [];
  const face: number[] = [];
  for (let move = 0; move < MOVES; move++) {
    await page.evaluate(() => {
      const { moved, drawn, pictured } = (globalThis as unknown as { responseLog: Log }).responseLog;
      for (const list of [moved, drawn, pictured]) list.length = 0;
    });
    // Up and down by turns, so that every move changes the units.
    await page.mouse.move(x, y - 6 - (move % 2) * 8);
    await page.waitForTimeout(APART_MS);
    const { moved, drawn, pictured } = await page.evaluate(() => (globalThis as unknown as { responseLog: Log }).responseLog);
    const [from] = moved;
    if (from === undefined) throw new Error('the pointer did not move');
    if (drawn[0] !== undefined) schematic.push(drawn[0] - from);
    if (pictured[0] !== undefined) face.push(pictured[0] - from);
  }
  const ended = await thread();
  await page.mouse.up();
  const perMove = (name: string) => (ended(name) - begun(name)) / MOVES;
  const spread = (values: readonly number[]) => ({ median: percentile(values, 50), p95: percentile(values, 95) });
  return {
    schematicMs: spread(schematic),
    faceMs: spread(face),
    moves: Math.min(schematic.length, face.length),
    threadMs: { script: perMove(METRICS.script), style: perMove(METRICS.style), layout: perMove(METRICS.layout), all: perMove(METRICS.all) },
  };
}
