// The studio with ten thousand kept faces, in Chromium with a profile on disk: opening the gallery, scrolling, filtering, exporting.
import type { Page } from '@playwright/test';
import { withProfile } from '../e2e/support/browser';
import { seedFaces, variedFaces } from '../e2e/support/library';
import { Studio } from '../e2e/support/studio';
import { percentile } from './percentile';

const FACES = 10_000;
/** Side of the pictures: the shipped pack's. */
const SIDE = 256;
const SEEDED_AT_ONCE = 500;

const SCROLL_FRAMES = 300;
/** Scrolled per frame, in CSS pixels: two screens in a quarter of a second at 60 frames per second. */
const SCROLL_PIXELS = 120;

const MEGABYTE = 2 ** 20;
const PATIENCE = { timeout: 600_000 };

/** Garbage is collected before memory is measured, at once and not when the browser finds time: what is alive counts. */
const MEASURE_AT_ONCE = ['--enable-blink-features=ForceEagerMeasureMemory'];

export interface LibraryFigures {
  readonly faces: number;
  /** From the click on the view's link to all pictures in view drawn. */
  readonly openMs: number;
  readonly scroll: {
    readonly medianFrameMs: number;
    readonly p95FrameMs: number;
    /** From the last scrolled frame to all pictures in view drawn. */
    readonly picturesMs: number;
  };
  /** From the change of a filter or of the order to the frame that shows the outcome; the slowest of several. */
  readonly filterMs: number;
  readonly export: {
    readonly layout: string;
    readonly seconds: number;
    /** Most that the JavaScript heaps of page and workers, buffers included, grew by. */
    readonly heapGrowthMB: number;
  };
}

export function benchLibrary(): Promise<LibraryFigures> {
  return withProfile(MEASURE_AT_ONCE, async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    // tsx compiles functions to ones that call the first, which no page has. A file dialog would wait for a person.
    await page.addInitScript('globalThis.__name ??= (named) => named; delete window.showSaveFilePicker;');
    await keepFaces(page);
    const studio = new Studio(page);
    await studio.open('?backend=wasm');
    return {
      faces: FACES,
      openMs: await page.evaluate(openGallery),
      scroll: await scroll(page),
      filterMs: await filter(page),
      export: await exportAll(page),
    };
  });
}

/** Fills the profile, and opens the gallery once: faces of the studio's first version are summarised then. */
async function keepFaces(page: Page): Promise<void> {
  const faces = variedFaces(FACES, SIDE);
  for (let first = 0; first < FACES; first += SEEDED_AT_ONCE) {
    await seedFaces(page, faces.slice(first, first + SEEDED_AT_ONCE), first);
  }
  await page.goto('/?backend=wasm#/gallery');
  await page.getByText(`${FACES} of ${FACES} faces`).waitFor(PATIENCE);
}

async function openGallery(): Promise<number> {
  const begun = performance.now();
  document.querySelector<HTMLElement>('a[href="#/gallery"]')?.click();
  for (;;) {
    const now = await new Promise<number>(requestAnimationFrame);
    const pictures = [...document.querySelectorAll<HTMLCanvasElement>('.face-grid canvas')];
    // A canvas that nothing was drawn on has the width that canvases begin with.
    if (pictures.length > 0 && pictures.every(({ width }) => width !== 300)) return now - begun;
  }
}

async function scroll(page: Page): Promise<LibraryFigures['scroll']> {
  const { frames, picturesMs } = await page.evaluate(
    async ({ count, pixels }) => {
      const scroller = document.querySelector('.grid-space');
      if (!scroller) throw new Error('no grid');
      const times: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < count; frame++) {
        scroller.scrollTop += pixels;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      for (;;) {
        const now = await new Promise<number>(requestAnimationFrame);
        const pictures = [...document.querySelectorAll<HTMLCanvasElement>('.face-grid canvas')];
        if (pictures.every(({ width }) => width !== 300)) return { frames: times, picturesMs: now - last };
      }
    },
    { count: SCROLL_FRAMES, pixels: SCROLL_PIXELS },
  );
  return { medianFrameMs: percentile(frames, 50), p95FrameMs: percentile(frames, 95), picturesMs };
}

/** Filters and orders, each of which changes how many faces are shown or which comes first. */
const CHANGES = [
  { field: 'Recognised', value: 'fear' },
  { field: 'Recognised', value: '' },
  { field: 'Agreement', value: 'disputed' },
  { field: 'Agreement', value: 'any' },
  { field: 'Order', value: 'Least confident first' },
  { field: 'Doubles', value: 'one of each' },
  { field: 'Doubles', value: 'any' },
  { field: 'Order', value: 'Newest first' },
] as const;

async function filter(page: Page): Promise<number> {
  // Doubles can be filtered out only once they are found, which goes on beside the use of the gallery.
  await page.getByText('Comparing the pictures').waitFor({ ...PATIENCE, state: 'detached' });
  const times = await page.evaluate(async (changes) => {
    const shown = () => `${document.querySelector('.filters [role=status]')?.textContent} ${document.querySelector('[role=gridcell]')?.getAttribute('title')}`;
    const measured: number[] = [];
    for (const { field, value } of changes) {
      const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === field);
      const select = document.getElementById(label?.htmlFor ?? '');
      if (!(select instanceof HTMLSelectElement)) throw new Error(`no field ${field}`);
      const before = shown();
      const begun = performance.now();
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      while (shown() === before) {
        if (performance.now() - begun > 10_000) throw new Error(`${field} ${value} changes nothing`);
        await new Promise(requestAnimationFrame);
      }
      measured.push((await new Promise<number>(requestAnimationFrame)) - begun);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return measured;
  }, CHANGES);
  return Math.max(...times);
}

async function exportAll(page: Page): Promise<LibraryFigures['export']> {
  await page.getByRole('button', { name: `Export ${FACES} shown…` }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as a labelled set' });
  const start = dialog.getByRole('button', { name: 'Export', exact: true });
  await start.and(page.locator(':enabled')).waitFor(PATIENCE);
  const before = await page.evaluate(heapBytes);
  const begun = performance.now();
  await start.click();
  const done = dialog.getByRole('status');
  let most = before;
  while (!(await done.isVisible())) {
    if (await dialog.getByRole('alert').isVisible()) throw new Error(await dialog.getByRole('alert').innerText());
    most = Math.max(most, await page.evaluate(heapBytes));
    await page.waitForTimeout(1000);
  }
  return { layout: 'imagefolder', seconds: (performance.now() - begun) / 1000, heapGrowthMB: (most - before) / MEGABYTE };
}

/** What TypeScript's library does not have yet. */
interface MemoryMeasurement {
  readonly breakdown: readonly { readonly bytes: number; readonly types: readonly string[] }[];
}

/** Bytes alive in the JavaScript heaps of the page and all its workers. */
async function heapBytes(): Promise<number> {
  const measuring = performance as unknown as { measureUserAgentSpecificMemory(): Promise<MemoryMeasurement> };
  const { breakdown } = await measuring.measureUserAgentSpecificMemory();
  return breakdown.filter(({ types }) => types.includes('JavaScript')).reduce((sum, { bytes }) => sum + bytes, 0);
}
