// Every state of every screen and every dialog: nothing for axe to find at night, no faint text by day and in red light, no outside host asked.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFinds, wcag } from '../support/axe.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles } from '../support/console.ts';
import { openStatesScene } from '../support/states/scene.ts';
import { seats } from '../support/states/state.ts';
import { tour } from '../support/states/tour.ts';

/** Everything at night, contrast as behaviour 18 wants it; by day and in red light what alone differs there, the colours. */
async function findings(page: Page, part: string | undefined): Promise<string[]> {
  const found = await axeFinds(page, { ...wcag, part });
  for (const theme of ['day', 'red']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    const faint = await axeFinds(page, { tags: [], rules: ['color-contrast'], part });
    found.push(...faint.map((one) => `${theme}: ${one}`));
  }
  await page.evaluate(`document.documentElement.dataset.theme = 'night'`);
  return found;
}

describe.skipIf(!chromiumAvailable)('every state of the console', () => {
  const scene = openStatesScene();
  const consoles = openConsoles();

  test.each(seats)('axe finds nothing at the seat “%s”, and no other host is asked', async (seat) => {
    const found: string[] = [];
    const requests = await tour({ scene, consoles }, seat, async ({ state, page }) => {
      for (const one of await findings(page, state.part)) found.push(`${state.name}: ${one}`);
    });
    expect(found).toEqual([]);
    const hosts = new Set(requests.map((address) => new URL(address).hostname));
    expect([...hosts]).toEqual(['127.0.0.1']);
  });
});
