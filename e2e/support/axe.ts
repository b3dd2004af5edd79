import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds wrong with the page as it stands. */
export async function violations(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}
