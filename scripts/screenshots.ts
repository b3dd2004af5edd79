// `npm run screenshots`: every view of the built studio after real runs, light and dark, wide and narrow, as docs/images/<view>-*.jpg.
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const RECIPE = fileURLToPath(new URL('../docs/examples/happiness.json', import.meta.url));
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const VIEWS = ['Batch', 'Gallery', 'Review', 'Packs', 'Diagnostics', 'Studio'];
/** Made before the face on the stage, so that gallery and review have something to show. */
const OTHERS = ['surprise', 'anger', 'sadness', 'disgust'] as const;
const SETTLE_MS = 500;

await mkdir(IMAGES, { recursive: true });
await withStudio(async (browser, baseURL) => {
  const page = await browser.newPage({ baseURL, viewport: SIZES.wide });
  const studio = new Studio(page);
  await studio.open();
  await studio.dropText('happiness.json', await readFile(RECIPE, 'utf8'));
  for (const expression of OTHERS) {
    await studio.set({ expression, steps: 10 });
    await studio.generate();
  }
  await studio.dropText('happiness.json', await readFile(RECIPE, 'utf8'));
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
