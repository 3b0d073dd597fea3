// Every state of every screen and dialog, at night, by day and in red light: nothing for axe to find, behaviour 18 kept, no
// outside host asked.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeFinds, faintOn, wcag, wear } from '../support/axe.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles } from '../support/console.ts';
import { shareOfPixels } from '../support/pixels.ts';
import { openStatesScene } from '../support/states/scene.ts';
import { seats } from '../support/states/state.ts';
import { tour } from '../support/states/tour.ts';

/** What severity a mark says, and its outline. */
const marks = `[...document.querySelectorAll('svg.mark')].map((mark) => [
  /mark-(critical|warning|information)/.exec(mark.getAttribute('class'))?.[1] ?? '',
  mark.querySelector('path')?.getAttribute('d') ?? '',
])`;

const named = (theme: string, found: readonly string[]) => found.map((one) => `${theme}: ${one}`);

/** Everything; text 7:1, and no more than a twentieth of the screen is white. */
async function atNight(page: Page, part: string | undefined, showsThemes: boolean): Promise<string[]> {
  const found = await axeFinds(page, { ...wcag, part });
  // Shows the other themes in their own colours.
  const except = showsThemes ? ['.themes'] : [];
  found.push(...(await axeFinds(page, { tags: [], rules: ['color-contrast-enhanced'], part, except })));
  const white = await shareOfPixels(page, 'red > 248 && green > 248 && blue > 248');
  if (white > 0.05) found.push(`${white} of it is white`);
  return found;
}

async function inRedLight(page: Page, part: string | undefined, showsThemes: boolean): Promise<string[]> {
  const found = await faintOn(page, part);
  if (showsThemes) return found;
  const bluish = await shareOfPixels(page, 'blue > 30 || green > red * 0.6 + 20');
  return bluish > 0.0005 ? [...found, `${bluish} of it is blue or green`] : found;
}

describe.skipIf(!chromiumAvailable)('every state of the console', () => {
  const scene = openStatesScene();
  const consoles = openConsoles();

  test.each(seats)(
    'at the seat “%s” is for every eye, in every light, and asks no other host',
    async (seat) => {
      const found: string[] = [];
      const shapes = new Map<string, Set<string>>();
      const requests = await tour({ scene, consoles }, seat, async ({ state: { name, part }, page }) => {
        const showsThemes = (await page.locator('.themes').count()) > 0;
        const here = named('night', await atNight(page, part, showsThemes));
        for (const [severity = '', shape = ''] of await page.evaluate<string[][]>(marks))
          shapes.set(severity, (shapes.get(severity) ?? new Set()).add(shape));
        await wear(page, 'day');
        here.push(...named('day', await faintOn(page, part)));
        await wear(page, 'red');
        here.push(...named('red', await inRedLight(page, part, showsThemes)));
        await wear(page, 'night');
        found.push(...named(name, here));
      });
      expect(found).toEqual([]);
      // In greyscale too a severity is known by its outline, the same wherever it stands.
      const outlines = [...shapes.values()].flatMap((outline) => [...outline]);
      expect(new Set(outlines).size).toBe(shapes.size);
      expect(outlines).toHaveLength(shapes.size);
      const hosts = new Set(requests.map((address) => new URL(address).hostname));
      expect([...hosts]).toEqual(['127.0.0.1']);
    },
  );
});
