import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** The rules that look at colours, which are all that the dark scheme changes (src/styles/tokens.css). */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong with the page as it stands. It is put into a page once, and looks at no frames, of which the studio has none.
 * @param rules their ids; all that axe has unless given
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<{ id: string; nodes: string[] }[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    // A button on its way from faded to whole has neither's contrast. What is folded away is drawn in no frame and never arrives.
    const isSeen = ({ effect }: Animation) => effect instanceof KeyframeEffect && effect.target?.checkVisibility({ contentVisibilityAuto: true }) === true;
    await Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition && isSeen(each)).map(({ finished }) => finished));
    const { axe: present } = window as unknown as { readonly axe: typeof axe };
    const found = await present.run({ resultTypes: ['violations'], iframes: false, ...(runOnly && { runOnly: [...runOnly] }) });
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
  }, rules);
}

/** Axe finds nothing wrong with the page as it stands, in the light and in the dark: brought there once, it is looked at in both. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, OF_COLOUR), 'in the dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page), 'in the light').toEqual([]);
}
