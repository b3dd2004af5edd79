import type { Page } from '@playwright/test';
import { seedFaces, type SeededFace } from './library';
import { TINY_PACK } from './tinyPack';

/** Four faces, of which the newest comes first: agreed and sure, agreed and unsure, disputed, its double. */
const FOUR: readonly SeededFace[] = [
  { requested: 'fear', recognised: 'surprise', confidence: 0.7, prompt: 'an old man', look: 9 },
  { requested: 'fear', recognised: 'surprise', confidence: 0.75, prompt: 'an old man in a hat', look: 9 },
  { requested: 'sadness', recognised: 'sadness', confidence: 0.5, prompt: 'a young woman' },
  { requested: 'happiness', recognised: 'happiness', confidence: 0.9, prompt: 'a young man' },
];

/** Opens the gallery or the review with these faces kept. */
export async function openWithFaces(page: Page, view: 'gallery' | 'review', faces: readonly SeededFace[] = FOUR): Promise<void> {
  await seedFaces(page, faces);
  await page.goto(`/${TINY_PACK}#/${view}`);
}

export const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');
export const filters = (page: Page) => page.getByRole('group', { name: 'Filters' });
export const count = (page: Page) => filters(page).getByRole('status');
export const faceToJudge = (page: Page) => page.getByRole('img', { name: /^Face to judge/ });
