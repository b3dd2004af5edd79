import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe finds wrong with the page as it stands. It is put into a page once, and looks at no frames, of which the studio has none. */
export async function violations(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    // A button on its way from faded to whole has neither's contrast.
    await Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map(({ finished }) => finished));
    const { axe: present } = window as unknown as { readonly axe: typeof axe };
    const found = await present.run({ resultTypes: ['violations'], iframes: false });
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
  });
}
