// Behaviour 18 in every state: text 7:1 at night, no glare, and in red light no blue, severities told by the shape of their mark.
import { describe, expect, test } from 'vitest';
import { axeFinds } from '../support/axe.ts';
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

describe.skipIf(!chromiumAvailable)('18: night and colour in every state', () => {
  const scene = openStatesScene();
  const consoles = openConsoles();

  test.each(seats)('at the seat “%s” the dark stays dark and is read well', async (seat) => {
    const found: string[] = [];
    const shapes = new Map<string, Set<string>>();
    await tour({ scene, consoles }, seat, async ({ state, page }) => {
      const faint = await axeFinds(page, {
        ...{ tags: [], rules: ['color-contrast-enhanced'], part: state.part },
        // Shows the other themes in their own colours.
        except: ['.themes'],
      });
      found.push(...faint.map((one) => `${state.name}: ${one}`));
      const white = await shareOfPixels(page, 'red > 248 && green > 248 && blue > 248');
      if (white > 0.05) found.push(`${state.name}: ${white} of it is white`);
      for (const [severity = '', shape = ''] of await page.evaluate<string[][]>(marks))
        shapes.set(severity, (shapes.get(severity) ?? new Set()).add(shape));
      if ((await page.locator('.themes').count()) > 0) return;
      await page.evaluate(`document.documentElement.dataset.theme = 'red'`);
      const bluish = await shareOfPixels(page, 'blue > 30 || green > red * 0.6 + 20');
      if (bluish > 0.0005) found.push(`${state.name}: ${bluish} of it is blue or green in red light`);
      await page.evaluate(`document.documentElement.dataset.theme = 'night'`);
    });
    expect(found).toEqual([]);
    // In greyscale too a severity is known by its outline, the same wherever it stands.
    const outlines = [...shapes.values()].flatMap((outline) => [...outline]);
    expect(new Set(outlines).size).toBe(shapes.size);
    expect(outlines).toHaveLength(shapes.size);
  });
});
