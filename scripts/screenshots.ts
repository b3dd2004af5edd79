// `npm run screenshots`: every view of the built studio after real runs, light and dark, wide and narrow, as docs/images/<view>-*.jpg.
// With names of scenes, `npm run screenshots -- label`, those alone.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { EXPRESSION_CLASSES } from '../src/domain/packs/manifest';
import { KNOWN_PICTURES } from '../src/domain/recognisers/trial';
import { PROTOTYPES } from '../src/domain/facs/prototypes';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const RECIPE = fileURLToPath(new URL('../docs/examples/happiness.json', import.meta.url));
const KNOWN = KNOWN_PICTURES.map(({ file }) => fileURLToPath(new URL(`../public/voters/known/${file}`, import.meta.url)));
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const MEDIUM = { width: 1280, height: 720 };
const SETTLE_MS = 700;

/** The people of the gallery, made by the pack's student before the face on the stage. */
const PEOPLE = [
  'a young woman with long black hair',
  'an old man with a beard and glasses',
  'a bald man with dark skin',
  'an old woman with white hair',
  'a young man with red hair and freckles',
  'a middle-aged woman with a bob and brown skin',
];
const STUDENT = { sampler: 'student', steps: 4, textGuidance: 1 };

interface Scene {
  /** Of the pictures' files. */
  readonly name: string;
  readonly view: 'Studio' | 'Batch' | 'Gallery' | 'Review' | 'Label' | 'Packs' | 'Diagnostics';
  /** True where it shows no face that was made before. */
  readonly withoutFaces?: true;
  /** What is opened in the view, and how it is closed again. */
  readonly open?: (page: Page) => Promise<void>;
  readonly close?: (page: Page) => Promise<void>;
}

const escape = (page: Page) => page.keyboard.press('Escape');
const asGrid = async (page: Page) => {
  await page.getByLabel('Show as').selectOption('grid');
};

const SCENES: readonly Scene[] = [
  { name: 'batch', view: 'Batch' },
  { name: 'gallery', view: 'Gallery' },
  {
    name: 'map',
    view: 'Gallery',
    open: async (page) => {
      await page.getByLabel('Show as').selectOption('map');
    },
    close: asGrid,
  },
  {
    name: 'export',
    view: 'Gallery',
    open: (page) => page.getByRole('button', { name: /^Export .*…$/ }).first().click(),
    close: escape,
  },
  {
    name: 'compare',
    view: 'Gallery',
    open: async (page) => {
      await page.getByRole('gridcell').nth(0).click();
      await page.getByRole('gridcell').nth(1).click({ modifiers: ['Control'] });
      await page.keyboard.press('c');
    },
    close: async (page) => {
      await escape(page);
      await page.getByRole('button', { name: 'Choose none' }).click();
    },
  },
  { name: 'review', view: 'Review' },
  {
    name: 'label',
    view: 'Label',
    withoutFaces: true,
    open: async (page) => {
      const found = page.getByText(`${String(KNOWN.length)} faces in ${String(KNOWN.length)} pictures.`);
      // Labelled once, they stay for the pictures after it.
      if (await found.isVisible()) return;
      await page.getByLabel('Pictures to label', { exact: true }).setInputFiles(KNOWN);
      await found.waitFor({ timeout: 300_000 });
    },
  },
  { name: 'packs', view: 'Packs' },
  { name: 'diagnostics', view: 'Diagnostics' },
  { name: 'palette', view: 'Studio', open: (page) => page.keyboard.press('Control+k'), close: escape },
  {
    name: 'strip',
    view: 'Studio',
    open: async (page) => {
      await page.getByRole('button', { name: 'Strip…' }).click();
      // Made once, it stays for the pictures after it.
      if (await page.getByRole('button', { name: 'Download grid' }).isVisible()) return;
      await page.getByRole('button', { name: 'Make strip' }).click();
      await page.getByText('All 6 faces made and kept.').waitFor({ timeout: 600_000 });
    },
    close: (page) => page.getByRole('button', { name: 'Back to the face' }).click(),
  },
  {
    name: 'sequence',
    view: 'Studio',
    open: async (page) => {
      await page.keyboard.press('m');
      await page.getByRole('group', { name: 'Keys of the sequence' }).getByRole('button').nth(1).click();
      await page.getByRole('img', { name: /^The face at / }).waitFor({ timeout: 120_000 });
    },
    close: (page) => page.getByRole('button', { name: 'Back to the face' }).click(),
  },
  {
    name: 'expressions',
    view: 'Studio',
    open: (page) => page.getByLabel('Recipe or face file').setInputFiles({ name: 'interview.csv', mimeType: 'text/csv', buffer: Buffer.from(recording()) }),
    close: escape,
  },
  { name: 'studio', view: 'Studio' },
];

const asked = process.argv.slice(2);
const wanted = SCENES.filter(({ name }) => asked.length === 0 || asked.includes(name));

/** A smile as OpenFace would have written it, with a blink. */
function recording(): string {
  const rows = Array.from({ length: 150 }, (_, frame) => {
    const smile = 4 * Math.exp(-(((frame - 80) / 28) ** 2));
    const blink = 4 * Math.exp(-(((frame - 30) / 2) ** 2));
    return [frame + 1, 0, (frame / 30).toFixed(3), 0.98, 1, 0.02, 0.01, 0, ...[smile * 0.6, smile, smile * 0.4, blink].map((value) => value.toFixed(2)), smile > 1 ? 1 : 0];
  });
  return [['frame', ' face_id', ' timestamp', ' confidence', ' success', ' pose_Rx', ' pose_Ry', ' pose_Rz', ' AU06_r', ' AU12_r', ' AU25_r', ' AU45_r', ' AU12_c'], ...rows].map((row) => row.join(',')).join('\n');
}

/** The last commit whose pictures show the studio before its present first screen. */
const BEFORE = '0ae5ae8';

await mkdir(IMAGES, { recursive: true });
for (const size of Object.keys(SIZES)) {
  await writeFile(`${IMAGES}studio-before-${size}.jpg`, execFileSync('git', ['show', `${BEFORE}:docs/images/studio-light-${size}.jpg`], { maxBuffer: 10_000_000 }));
}
await withStudio(async (browser, baseURL) => {
  const page = await browser.newPage({ baseURL, viewport: SIZES.wide });
  await page.addInitScript(() => localStorage.setItem('synfer.preferences', JSON.stringify({ tourSettled: true, ethicsSettled: true })));
  const studio = new Studio(page);
  await studio.open();
  const example = JSON.parse(await readFile(RECIPE, 'utf8')) as { semanticGuidance: object };
  const make = async (name: string, changes: object) => {
    await studio.dropText(`${name}.json`, JSON.stringify({ ...example, ...changes }));
    await studio.generate();
  };
  const faces = wanted.some(({ withoutFaces }) => withoutFaces !== true);
  for (const [person, prompt] of faces ? PEOPLE.entries() : []) {
    for (const offset of [0, 3, 5]) {
      const expression = EXPRESSION_CLASSES[(person + offset) % EXPRESSION_CLASSES.length] ?? 'neutral';
      const au = PROTOTYPES[expression][0]?.au ?? {};
      await make(expression, { ...STUDENT, semanticGuidance: { ...example.semanticGuidance, strength: 0 }, expression, prompt, seed: 20 + person, au });
    }
  }
  if (faces) await make('happiness', {});
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const { name, view, open, close } of wanted) {
        await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
        await open?.(page);
        await page.waitForTimeout(SETTLE_MS);
        const file = `${IMAGES}${name}-${colorScheme}-${size}.jpg`;
        await page.screenshot({ path: file, type: 'jpeg', quality: 78 });
        console.log(file);
        await close?.(page);
      }
    }
    if (colorScheme === 'light' && asked.length === 0) {
      await page.setViewportSize(MEDIUM);
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: `${IMAGES}studio-light-medium.jpg`, type: 'jpeg', quality: 78 });
    }
  }
});
