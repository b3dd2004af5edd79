import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { BufferSource, EncodedPacketSink, Input, MP4, WEBM } from 'mediabunny';
import { readZip } from '../src/files/readZip';
import { expectAccessible } from './support/axe';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

/** The files of a zip by their paths, in their order. */
async function filesOf(zip: Buffer<ArrayBuffer>): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readZip(new Blob([zip]));
  return new Map(await Promise.all(entries.map(async (entry) => [entry.path, Buffer.from(await entry.read(10_000_000))] as const)));
}

const keys = (page: Page) => page.getByRole('group', { name: 'Keys of the sequence' }).getByRole('button');
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' });
const state = (page: Page) => page.locator('#sequence-state');

async function openSequence(page: Page, units = '6B+12D'): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  const narrow = (page.viewportSize()?.width ?? 0) < 900;
  if (narrow) await page.getByRole('tab', { name: 'Action units' }).click();
  await page.getByRole('textbox', { name: 'FACS code' }).fill(units);
  await page.getByRole('textbox', { name: 'FACS code' }).press('Enter');
  await page.getByRole('button', { name: 'Sequence…' }).click();
  await expect(keys(page)).toHaveCount(4);
  return studio;
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test.describe(name, () => {
    test.use({ viewport });

    test('a sequence has no accessibility violations, and everything of it is inside the window', async ({ page }) => {
      await openSequence(page);
      await expect(page.getByRole('img', { name: /^The face at 0\.60 s/ })).toBeVisible();
      await expectAccessible(page);
      await keys(page).first().click();
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(viewport.width);
      // Nothing of it lies over what is beside the stage, or under it.
      const exporting = page.getByRole('button', { name: 'Export video' });
      await exporting.scrollIntoViewIfNeeded();
      const [button, stage] = [await exporting.boundingBox(), await page.getByRole('region', { name: 'Stage' }).boundingBox()];
      if (!button || !stage) throw new Error('not laid out');
      expect(button.y + button.height).toBeLessThanOrEqual(stage.y + stage.height);
    });
  });
}

test('begins with neutral, the face of the sliders and neutral; the chosen key is what the sliders say', async ({ page }) => {
  const studio = await openSequence(page);
  await expect(keys(page).nth(1)).toHaveAccessibleName('Key 2 of 4, 0.60 s, 6B+12D');
  await expect(keys(page).nth(1)).toHaveAttribute('aria-pressed', 'true');
  await studio.slider('AU12 Lip corner puller').fill('2');
  await expect(keys(page).nth(1)).toHaveAccessibleName('Key 2 of 4, 0.60 s, 6B+12B');
  await expect(keys(page).nth(2)).toHaveAccessibleName('Key 3 of 4, 1.20 s, 6B+12D');
  await keys(page).first().click();
  await expect(page.getByRole('textbox', { name: 'FACS code' })).toHaveValue('');
  await keys(page).nth(2).click();
  await expect(page.getByRole('textbox', { name: 'FACS code' })).toHaveValue('6B+12D');
});

test('is made, moved and taken back by keys alone', async ({ page }) => {
  await openSequence(page);
  await keys(page).nth(1).focus();
  await page.keyboard.press('ArrowRight');
  await expect(keys(page).nth(1)).toHaveAccessibleName(/0\.68 s/);
  await page.keyboard.press('Control+z');
  await expect(keys(page).nth(1)).toHaveAccessibleName(/0\.60 s/);
  await playhead(page).focus();
  await page.keyboard.press('End');
  await expect(page.locator('.timeline-place')).toHaveText('2.00 s, frame 25 of 25, neutral');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: 'Add key' }).press('Enter');
  await expect(keys(page)).toHaveCount(5);
  await keys(page).nth(3).focus();
  await page.keyboard.press('Delete');
  await expect(keys(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo a change of the timeline' }).press('Enter');
  await expect(keys(page)).toHaveCount(5);
});

test('keys are dragged, and eases chosen', async ({ page }) => {
  await openSequence(page);
  const box = await keys(page).nth(1).boundingBox();
  const track = await page.getByRole('group', { name: 'Keys of the sequence' }).boundingBox();
  if (!box || !track) throw new Error('no track');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * 0.45, box.y, { steps: 8 });
  await page.mouse.up();
  await expect(keys(page).nth(1)).toHaveAccessibleName(/^Key 2 of 4, 0\.(89|90|91) s/);
  await page.getByLabel('reached').selectOption('held, then at once');
  await playhead(page).fill('0.5');
  await expect(page.locator('.timeline-place')).toContainText('neutral');
});

test('plays, and each frame that is drawn is one person’s', async ({ page }) => {
  await openSequence(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const before = await playhead(page).inputValue();
  await expect.poll(() => playhead(page).inputValue()).not.toBe(before);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('img', { name: /^The face at / })).toBeVisible();
});

test('becomes a video with as many frames as it has, which plays', async ({ page }) => {
  await openSequence(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export video' }).click();
  const download = await downloading;
  const bytes = await bytesOf(download);
  await expect(state(page)).toContainText(`${download.suggestedFilename()} saved, 25 frames.`);

  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, WEBM] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no video');
  const times: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
  expect(times).toHaveLength(25);
  expect(times.at(-1)).toBeCloseTo(2, 2);
  expect((await input.getMetadataTags()).title).toMatch(/^Synthetic face/);

  const viewer = await page.context().newPage();
  const played = await viewer.evaluate(async (base64) => {
    const video = document.createElement('video');
    video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    await new Promise((resolve, reject) => {
      video.onseeked = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
      video.onloadedmetadata = () => (video.currentTime = 1);
    });
    return { width: video.videoWidth, height: video.videoHeight };
  }, bytes.toString('base64'));
  expect(played).toEqual({ width: 32, height: 32 });
});

test('becomes numbered pictures with their table, which opens as a sequence again', async ({ page }) => {
  const studio = await openSequence(page, 'L12D');
  await page.getByRole('spinbutton', { name: 'Frames a second' }).fill('5');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export pictures' }).click();
  const files = await filesOf(await bytesOf(await downloading));
  expect([...files.keys()]).toEqual([...Array.from({ length: 11 }, (_, i) => `frame-00${String(i + 1).padStart(2, '0')}.png`), 'frames.csv', 'timeline.json']);
  expect(files.get('frame-0001.png')?.toString('latin1')).toContain('synthetic\0Synthetic face; not a real person');
  const csv = files.get('frames.csv')?.toString() ?? '';
  const [header = '', first = '', , , fourth = ''] = csv.split('\r\n');
  expect(header).toMatch(/^frame,time_s,file,image_id,phase,mark,AU12L,AU12R,recognised,recognised_confidence,p_neutral,/);
  expect(first).toMatch(/^1,0,frame-0001\.png,[0-9a-f]{16},neutral,onset,0,0,/);
  expect(fourth).toMatch(/^4,0\.6,frame-0004\.png,[0-9a-f]{16},apex,peak,0\.8,0,/);

  await studio.drop('frames.csv', 'text/csv', files.get('frames.csv') ?? Buffer.alloc(0));
  await expect(page.getByRole('dialog')).toContainText('11 frames, 1 face, 2.00 s');
  await page.keyboard.press('Escape');
  await studio.drop('timeline.json', 'application/json', files.get('timeline.json') ?? Buffer.alloc(0));
  await expect(studio.status.filter({ hasText: 'timeline.json is on the timeline as 4 keys.' })).toBeVisible();
});

test('stops within a frame, and writes no half of a file', async ({ page }) => {
  const studio = await openSequence(page);
  await page.getByRole('spinbutton', { name: 'Frames a second' }).fill('60');
  await page.getByRole('button', { name: 'Export video' }).click();
  await expect(page.getByRole('progressbar', { name: 'Sequence' })).toBeVisible();
  await expect(studio.generateButton).toBeDisabled();
  await page.getByRole('button', { name: 'Stop drawing' }).click();
  await expect(state(page)).toContainText(/^Stopped at \d+ of 121 frames\. No file was written\./);
  await page.getByRole('button', { name: 'Back to the face' }).click();
  await studio.set({ steps: 2 });
  await studio.generate();
});

test('says so where the browser has no encoder for H.264, and none at all', async ({ page }) => {
  await page.addInitScript(() => {
    const supported = VideoEncoder.isConfigSupported.bind(VideoEncoder);
    VideoEncoder.isConfigSupported = (config) => (config.codec.startsWith('avc') ? Promise.resolve({ supported: false, config }) : supported(config));
  });
  await openSequence(page);
  await expect(state(page)).toContainText('no encoder for H.264');
  await expect(page.getByLabel('Video', { exact: true }).locator('option')).toHaveText(['WebM, VP9', 'WebM, VP8']);
});

test('becomes a strip and a batch', async ({ page }) => {
  const studio = await openSequence(page);
  await page.getByRole('button', { name: 'As a strip' }).click();
  await expect(page.getByText('All 9 faces made and kept.')).toBeVisible();
  await expect(page.getByRole('columnheader').first()).toHaveText('0.00 s neutral');
  await page.getByRole('button', { name: 'Back to the face' }).click();
  await page.getByRole('button', { name: 'Sequence…' }).click();
  await page.getByRole('spinbutton', { name: 'Frames a second' }).fill('4');
  await page.getByRole('button', { name: 'As a batch' }).click();
  await expect(page.getByRole('heading', { name: 'Batch', exact: true })).toBeVisible();
  await expect(studio.status.filter({ hasText: /Batch “Sequence” of \d faces is in the queue/ })).toBeVisible();
});
