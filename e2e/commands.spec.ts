import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

// Everything here is done from the keyboard.

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const search = (page: Page) => palette(page).getByRole('combobox', { name: 'Find a command' });
const options = (page: Page) => palette(page).getByRole('option');
const active = (page: Page) => palette(page).getByRole('option', { selected: true });

async function open(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

test('the palette finds a command by what it is called, shows its keys and runs it', async ({ page }) => {
  const studio = await open(page);
  await page.keyboard.press('Control+K');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('prompt');
  await expect(active(page)).toContainText('Go to the prompt');
  await expect(active(page)).toContainText('Alt + P');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect(studio.prompt).toBeFocused();

  await page.keyboard.press('Control+K');
  await expect(active(page)).toContainText('Go to the prompt');
  await page.keyboard.type('preset anger');
  await page.keyboard.press('Enter');
  await expect(studio.expression('anger')).toBeChecked();
});

test('arrows move through the list, Escape leaves it and the focus returns', async ({ page }) => {
  await open(page);
  const button = page.getByRole('button', { name: 'Commands', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('theme');
  await expect(options(page)).toHaveCount(4);
  await page.keyboard.press('ArrowDown');
  await expect(active(page)).toHaveText('Theme: light');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(active(page)).toHaveText('Theme: the next one');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test('a command that cannot run says why and does not', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('download the face');
  await expect(active(page)).toContainText('There is no finished face of yours on the stage.');
  await expect(active(page)).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeVisible();
  await search(page).fill('accept the label');
  await expect(palette(page).getByText('No command is called that.')).toBeVisible();
});

test('the menu has the commands of the view in groups, says why one cannot run, and is walked by the keyboard', async ({ page }) => {
  const studio = await open(page);
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await menu.focus();
  await page.keyboard.press('ArrowDown');
  const entry = (name: string) => page.getByRole('menuitem', { name, exact: true });
  await expect(entry('Undo a change: of the recipe, or in gallery and review of the faces')).toBeFocused();
  await expect(page.getByRole('group', { name: 'Presets' }).getByRole('menuitem')).toHaveCount(8);
  await expect(page.getByRole('group', { name: 'Review' })).toHaveCount(0);
  await expect(entry('Replay the steps, or pause')).toHaveAttribute('aria-disabled', 'true');
  await expect(entry('Replay the steps, or pause')).toHaveAccessibleDescription(/./);
  await expect(entry('Generate a face')).toHaveAttribute('aria-keyshortcuts', 'Control+Enter Meta+Enter');
  // A letter leads to the entries that begin with it, and is no shortcut meanwhile.
  const seed = await studio.number('Seed').inputValue();
  await page.keyboard.press('d');
  await expect(entry('Draw a random seed')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await expect(entry('Draw a random seed')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await expect(studio.number('Seed')).not.toHaveValue(seed);
});

test('the palette leads to every view, and to the export from anywhere', async ({ page }) => {
  const studio = await open(page);
  await studio.set({ prompt: 'a young woman', steps: 2 });
  await studio.generate();
  await expect(studio.recentFaces).toHaveCount(1);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('export webdataset');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export as a labelled set' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const view of ['review', 'batch', 'studio']) {
    await page.keyboard.press('Control+K');
    await page.keyboard.type(`go to ${view}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Views' }).locator('[aria-current]')).toHaveText(new RegExp(view, 'i'));
  }
});

const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const row = (page: Page, label: string) => help(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });

/** From the open help: find the command, press its Change button, press the keys. */
async function pressNewKeys(page: Page, label: string, ...keys: readonly string[]): Promise<void> {
  await help(page).getByRole('searchbox', { name: 'Search shortcuts' }).fill(label);
  const change = help(page).getByRole('button', { name: `Change the keys of ${label}`, exact: true });
  await change.focus();
  await page.keyboard.press('Enter');
  await expect(help(page).getByRole('textbox', { name: `New keys for ${label}` })).toBeFocused();
  for (const key of keys) await page.keyboard.press(key);
}

test('a command takes other keys, keeps them over a reload, and gives them back', async ({ page }) => {
  const studio = await open(page);
  await page.keyboard.press('?');
  await pressNewKeys(page, 'Go to the prompt', 'Control+J');
  await expect(help(page).getByText('Ctrl + J is free.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row(page, 'Go to the prompt')).toContainText('Ctrl + J');
  await expect(help(page).getByRole('button', { name: 'Change the keys of Go to the prompt' })).toBeFocused();

  await pressNewKeys(page, 'Draw a random seed', 'x', 'y');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Draw a random seed')).toContainText('X then Y');
  await page.keyboard.press('Escape');
  await expect(help(page)).toBeHidden();

  await page.reload();
  await studio.expectReady();
  await page.keyboard.press('Alt+P');
  await expect(studio.prompt).not.toBeFocused();
  const seed = await studio.number('Seed').inputValue();
  await page.keyboard.press('x');
  await page.keyboard.press('y');
  await expect(studio.number('Seed')).not.toHaveValue(seed);
  await page.keyboard.press('Control+J');
  await expect(studio.prompt).toBeFocused();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('go to the prompt');
  await expect(active(page)).toContainText('Ctrl + J');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
  await help(page).getByRole('button', { name: 'Reset all keys' }).press('Enter');
  await expect(row(page, 'Go to the prompt')).toContainText('Alt + P');
  await expect(row(page, 'Draw a random seed')).toContainText('none');
});

test('keys that are taken are swapped or refused, and say whose they are', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  await pressNewKeys(page, 'Generate a face', 'Control+S');
  await expect(help(page).getByText('Ctrl + S belongs to “Download the face as PNG”. Swap gives that command Ctrl + Enter.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row(page, 'Generate a face')).toContainText('Ctrl + S');

  await pressNewKeys(page, 'Download the face as PNG', 'g');
  await expect(help(page).getByText(/^G would get in the way of “Go to studio” \(G then S\)/)).toBeVisible();
  await page.keyboard.press('Control+C');
  await expect(help(page).getByText('Ctrl + C is needed to edit text.')).toBeVisible();
  // Escape leaves the keys as they are, and the dialog open.
  await page.keyboard.press('Escape');
  await expect(row(page, 'Download the face as PNG')).toContainText('Ctrl + Enter');

  await pressNewKeys(page, 'Generate a face');
  await help(page).getByRole('button', { name: 'Reset to Ctrl + Enter' }).press('Enter');
  await expect(help(page).getByText(/^Ctrl \+ Enter belongs to “Download the face as PNG”/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row(page, 'Generate a face')).toContainText('Ctrl + Enter');
  await expect(help(page).getByRole('button', { name: 'Reset all keys' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toHaveAttribute('aria-keyshortcuts', 'Control+Enter Meta+Enter');
});

test('palette and help have no accessibility violations', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+K');
  await expect(search(page)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('?');
  await pressNewKeys(page, 'Generate a face', 'Control+S');
  await help(page).getByRole('searchbox').fill('');
  await expectAccessible(page);
});
