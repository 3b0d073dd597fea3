// A clock of the page that a test may turn.
import type { Page } from 'playwright-core';

/**
 * Loads the page again under such a clock. It is laid between two pages: under one that lives it shows 1970 for a moment,
 * and whatever the console does in that moment it does in 1970; a silence, for one, is over.
 */
export async function reloadUnderClock(page: Page): Promise<void> {
  const address = page.url();
  await page.goto('about:blank');
  await page.clock.install();
  await page.goto(address);
}
