// `npm run screenshots`: the built studio after a real run, light and dark, wide and narrow, as docs/images/studio-*.png.
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const RECIPE = fileURLToPath(new URL('../docs/examples/happiness.json', import.meta.url));
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

await mkdir(IMAGES, { recursive: true });
await withStudio(async (browser, baseURL) => {
  const page = await browser.newPage({ baseURL, viewport: SIZES.wide });
  const studio = new Studio(page);
  await studio.open();
  await studio.dropText('happiness.json', await readFile(RECIPE, 'utf8'));
  await studio.generate();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [name, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      const file = `${IMAGES}studio-${colorScheme}-${name}.png`;
      await page.screenshot({ path: file });
      console.log(file);
    }
  }
});
