import { expect, type Page } from '@playwright/test';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const vote = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Photograph voter' }) });

async function openWithFace(page: Page): Promise<void> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ prompt: 'a young woman', steps: 2, seed: 1 });
  await studio.generate();
  await expect(studio.alert).toHaveCount(0);
}

async function expectDiagnosis(page: Page, text: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Diagnostics' }).click();
  await expect(page.getByRole('region', { name: 'System' })).toContainText(text);
}

test('the photograph voter votes beside the pack, heard and not counted', async ({ page }) => {
  await openWithFace(page);
  await expect(vote(page)).toContainText(/(neutral|happiness|sadness|surprise|fear|disgust|anger) heard, not counted\s*[01]\.\d\d/);
  await expectDiagnosis(page, /Photograph voter\s*votes: @vladmandic\/face-api/);
});

test.describe('where its graph is missing', () => {
  test.use({ sharing: 'models' });

  test('without its graph the studio labels with the voters it has, and says so', async ({ page }) => {
    await page.route('**/voters/photograph/voter.onnx', (route) => route.fulfill({ status: 404 }));
    await openWithFace(page);
    await expect(page.getByRole('table', { name: 'Votes' }).getByRole('row')).toHaveCount(3);
    await expect(vote(page)).toContainText('did not vote');
    await expectDiagnosis(page, /Photograph voter\s*does not vote: Its graph is not there: npm run voter makes it\./);
  });
});
