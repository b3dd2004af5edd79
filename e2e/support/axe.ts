import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong with the page as it stands. In legacy mode axe runs in the page alone, in a third of the time; what it then
 * leaves out are frames, of which the studio has none.
 */
export async function violations(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}
