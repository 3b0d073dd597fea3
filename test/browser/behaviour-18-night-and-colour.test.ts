// Behaviour 18: dark by default, read well in the dark, no glare, red light on demand, and still without motion.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds } from '../support/axe.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { shareOfPixels } from '../support/pixels.ts';
import { openScene } from '../support/scene.ts';

describe.skipIf(!chromiumAvailable)('18: night and colour', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let seat: Seat;
  let page: Page;
  let screens: readonly (readonly [address: string, ready: string])[];

  beforeAll(async () => {
    const [north] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Diễn tập trên sông' });
    await north.post(channelId, 'Đề nghị xác nhận.');
    for (const severity of ['Severe', 'Moderate', 'Minor'] as const)
      await north.raise(incidentId, { severity });
    seat = await consoles.seat(scene.node().url, 'duty.south');
    page = seat.page;
    screens = [
      ['', '.tile'],
      [`incidents/${incidentId}`, '.entry-alert'],
      ['queue', '.queue-row'],
      ['watch', '.watch-card'],
      ['search', '[type="search"]'],
      ['settings', '.theme'],
    ];
  });
  afterAll(() => seat?.page.context().close());

  const onEach = async (look: (address: string) => Promise<void>) => {
    for (const [address, ready] of screens) {
      await page.goto(`${scene.node().url}/#/${address}`);
      await page.locator('main').locator(ready).first().waitFor();
      await look(address);
    }
  };

  test('it is dark unless told otherwise', async () => {
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('night');
    expect(await shareOfPixels(page, 'red + green + blue < 200')).toBeGreaterThan(0.6);
  });

  test('at night text stands out 7:1, and no more than a twentieth of the screen is white', async () => {
    await onEach(async (address) => {
      expect(await shareOfPixels(page, 'red > 248 && green > 248 && blue > 248'), address).toBeLessThan(0.05);
      const found = await axeFinds(page, {
        ...{ tags: [], rules: ['color-contrast-enhanced'] },
        // Shows the other themes in their own colours.
        except: ['.themes'],
      });
      expect(found, address).toEqual([]);
    });
  });

  test('in red light no blue leaves the screen, and severities differ by shape', async () => {
    await page.evaluate(`localStorage.setItem('parley.theme', 'red')`);
    await page.reload();
    await onEach(async (address) => {
      if (address === 'settings') return;
      const bluish = await shareOfPixels(page, 'blue > 30 || green > red * 0.6 + 20');
      expect(bluish, address).toBeLessThan(0.0005);
    });
    const shapes = await page.evaluate(
      `['critical', 'warning', 'information'].map((one) => document.querySelector('.mark-' + one + ' path')?.getAttribute('d'))`,
    );
    expect(new Set(shapes as string[]).size).toBe(3);
    await page.evaluate(`localStorage.setItem('parley.theme', 'night')`);
    await page.reload();
  });

  test('whoever wants no motion gets a thick steady border for the flash', async () => {
    const alarm = page.locator('.alarm-bar [data-item]').first();
    await alarm.waitFor();
    const style = (property: string) =>
      page.evaluate(
        `getComputedStyle(document.querySelector('.alarm-bar [data-item]')).getPropertyValue('${property}')`,
      ) as Promise<string>;
    expect(await style('animation-name')).not.toBe('none');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await style('animation-name')).toBe('none');
    expect(Number.parseFloat(await style('border-top-width'))).toBeGreaterThanOrEqual(4);
    expect(
      await page.evaluate(`document.getAnimations().filter((one) => one.playState === 'running').length`),
    ).toBe(0);
  });
});
