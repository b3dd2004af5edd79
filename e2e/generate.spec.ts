import { expect } from '@playwright/test';
import { EXPRESSION_CLASSES } from '../src/domain/packs/manifest';
import { bytesOf } from './support/downloads';
import { Studio, meanDifference } from './support/studio';
import { test } from './support/test';

// The built studio, its worker, the runtime and the shipped pack: nothing is replaced.

test('a happy face is made in twenty guided steps and labelled', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.set({
    prompt: 'a young woman with brown hair',
    expression: 'happiness',
    seed: 7,
    steps: 20,
    textGuidance: 2,
    semanticGuidance: 1,
    au: { 'AU6 Cheek raiser': 4, 'AU12 Lip corner puller': 5 },
  });
  await studio.generate();

  await expect(studio.steps).toHaveCount(20);
  for (const step of await studio.steps.all()) await expect(step.getByRole('img')).toBeVisible();
  await expect(studio.steps.last()).toBeInViewport();
  await expect(page.getByText('Requested: happiness')).toBeVisible();
  await expect(page.getByText(/Recognised: (neutral|happiness|sadness|surprise|fear|disgust|anger|contempt)/)).toBeVisible();
  const meters = await studio.meters();
  expect([...meters.keys()].sort()).toEqual([...EXPRESSION_CLASSES].sort());
  const probabilities = [...meters.values()];
  for (const probability of probabilities) expect(probability).toBeGreaterThanOrEqual(0);
  expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
  await expect(studio.status).toContainText('Done');
  await expect(studio.alert).toHaveCount(0);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = (await bytesOf(await saving)).toString();
  expect(report).toMatch(/- Model pack: synfer-faces-256, version \S+, SHA-256 of its pack\.json [0-9a-f]{64}\n/);
  expect(report).toMatch(/- Runtime: onnxruntime-web \d+\.\d+\.\d+; wasm/);
  expect(report).toMatch(/npm run synth -- --recipe ([0-9a-f]{16})\.json --out out\/\1\n/);

  // Scrubbing leads back through the steps.
  await studio.slider('Step').fill('3');
  await expect(page.getByRole('img', { name: /^Step 3 of 20/ })).toBeVisible();
});

test('at the first visit the panel has the settings of the face that is shown, so that a slider moves it', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await expect(page.getByRole('img', { name: /^Example face: happiness requested/ })).toBeVisible();
  await expect(studio.expression('happiness')).toBeChecked();
  await expect(studio.prompt).toHaveValue('a woman with dark brown hair');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await studio.set({ au: { 'AU12 Lip corner puller': 0 } });
  await expect(studio.preview).toBeVisible();
});

test('Stop ends the run within a step and the studio goes on', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.set({ seed: 1, steps: 100 });
  await studio.generateButton.click();
  await expect(studio.steps.first()).toBeVisible();
  await studio.stopButton.click();
  await expect(studio.status).toContainText('Stopped');
  expect(await studio.steps.count()).toBeLessThan(100);
  await expect(studio.face).toHaveCount(0);

  // What it has drawn can be kept as a file, which gives its settings back and is no face.
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download PNG', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^synfer-unfinished-step-\d+-of-100-[0-9a-f]{16}\.png$/);
  const asked = await studio.prompt.inputValue();
  await studio.set({ prompt: 'someone else' });
  await studio.drop('stopped.png', 'image/png', await bytesOf(download));
  await expect(studio.status).toContainText('Settings restored from stopped.png. Its picture is that of a stopped run (step ');
  await expect(studio.prompt).toHaveValue(asked);
  await expect(studio.recentFaces).toHaveCount(0);

  await studio.set({ steps: 2 });
  await studio.generate();
  await expect(studio.steps).toHaveCount(2);
});

test.describe('in a worker of its own', () => {
  test.use({ sharing: 'models' });

  test('the same recipe gives the same pixels, another seed gives others', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    await studio.set({ expression: 'surprise', prompt: 'an old man with a beard', seed: 42, steps: 3 });
    await studio.generate();
    const [first, file] = [await studio.pixels(), await studio.downloadPng()];

    await page.reload();
    await studio.expectReady();
    await studio.generate();
    expect(await studio.pixels()).toEqual(first);
    expect((await studio.downloadPng()).equals(file)).toBe(true);

    await studio.set({ seed: 43 });
    await studio.generate();
    expect(meanDifference(await studio.pixels(), first)).toBeGreaterThan(0);
  });
});

test('moving AU12 changes the face', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.set({ prompt: 'a young woman', seed: 5, steps: 3, au: { 'AU12 Lip corner puller': 0.5 } });
  await expect(studio.number('AU12 Lip corner puller value')).toHaveValue('0.5');
  await studio.generate();
  const weak = await studio.pixels();

  await studio.number('AU12 Lip corner puller value').fill('5');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('5');
  await studio.generate();
  expect(meanDifference(await studio.pixels(), weak)).toBeGreaterThan(0);
});

test('the face that comes with the model lends its layout: unchanged, it comes back whatever the seed', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.unfold('Layout');
  await page.getByRole('button', { name: 'Layout of the shipped face' }).click();
  await studio.slider('Layout change').fill('0');
  await studio.set({ prompt: 'an old man', seed: 1, steps: 4 });
  await studio.generate();
  const first = await studio.pixels();
  await studio.set({ seed: 2 });
  await studio.generate();
  expect(await studio.pixels()).toEqual(first);

  await studio.slider('Layout change').fill('0.5');
  await studio.generate();
  expect(meanDifference(await studio.pixels(), first)).toBeGreaterThan(0);
});
