// `npm run screenshots`: every view of the built studio after real runs, light and dark, wide and narrow, as docs/images/<view>-*.jpg.
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import { PROTOTYPES } from '../src/domain/facs/prototypes';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const RECIPE = fileURLToPath(new URL('../docs/examples/happiness.json', import.meta.url));
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const VIEWS = ['Batch', 'Gallery', 'Review', 'Packs', 'Diagnostics', 'Studio'];
/** Made before the face on the stage, so that gallery and review have something to show. */
const OTHERS = [
  { expression: 'surprise', prompt: 'an old man with a beard', seed: 5 },
  { expression: 'anger', prompt: 'a bald man with dark skin', seed: 6 },
  { expression: 'sadness', prompt: 'an old woman with white hair', seed: 7 },
  { expression: 'disgust', prompt: 'a young man with red hair', seed: 8 },
] as const;
const SETTLE_MS = 500;

await mkdir(IMAGES, { recursive: true });
await withStudio(async (browser, baseURL) => {
  const page = await browser.newPage({ baseURL, viewport: SIZES.wide });
  const studio = new Studio(page);
  await studio.open();
  const example = await readFile(RECIPE, 'utf8');
  for (const other of OTHERS) {
    const au = PROTOTYPES[other.expression][0]?.au;
    await studio.dropText(`${other.expression}.json`, JSON.stringify({ ...JSON.parse(example), ...other, au }));
    await studio.generate();
  }
  await studio.dropText('happiness.json', example);
  await studio.generate();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const view of VIEWS) {
        await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
        await page.waitForTimeout(SETTLE_MS);
        const file = `${IMAGES}${view.toLowerCase()}-${colorScheme}-${size}.jpg`;
        await page.screenshot({ path: file, type: 'jpeg', quality: 78 });
        console.log(file);
      }
    }
  }
});
