// Settings: one press away, in effect at once, kept on the device.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';

describe.skipIf(!chromiumAvailable)('the settings', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let seat: Seat;
  let page: Page;

  beforeAll(async () => {
    seat = await consoles.seat(scene.node().url, 'duty.north');
    page = seat.page;
  });
  afterAll(() => seat?.page.context().close());

  const theme = () => page.evaluate('document.documentElement.dataset.theme');
  const letters = () => page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)');

  test('are one press away from any screen', async () => {
    await page.locator('.top-bar').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  });

  test('follow each choice at once, and keep it over a reload', async () => {
    expect(await theme()).toBe('night');
    const before = (await letters()) as number;
    await page.getByRole('radio', { name: 'Red night' }).check();
    await page.getByRole('radio', { name: '130 %' }).check();
    expect(await theme()).toBe('red');
    expect(await letters()).toBeCloseTo(before * 1.3, 1);
    await page.reload();
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    expect(await theme()).toBe('red');
    expect(await letters()).toBeCloseTo(before * 1.3, 1);
    expect(await page.getByRole('radio', { name: 'Red night' }).isChecked()).toBe(true);
  });

  test('at the largest letters nothing leaves the screen, on a PC and on a phone', async () => {
    await page.getByRole('radio', { name: '150 %' }).check();
    for (const [width, height] of [
      [1366, 768],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate('document.documentElement.scrollWidth'), `${width}`).toBe(width);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByRole('radio', { name: '100 %' }).check();
  });

  test('tell whether the alarm can be heard, and let it be tested at any time', async () => {
    const sound = page.locator('.setting').filter({ hasText: 'Alarm sound' });
    await sound.getByText('off', { exact: false }).first().waitFor();
    await sound.getByRole('button', { name: 'Test the sound' }).click();
    await sound.getByText('Sound is on').waitFor();
  });

  test('speak another language without a reload, and keep it', async () => {
    await page.evaluate('window.stays = true');
    await page.locator('.setting').getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { name: 'Cài đặt', level: 1 }).waitFor();
    expect(await page.evaluate('window.stays')).toBe(true);
    await page.locator('html[lang=vi]').waitFor();
  });

  test('a second tab of the device follows', async () => {
    const second = await page.context().newPage();
    await second.goto(scene.node().url);
    await second.locator('.top-bar').waitFor();
    await page.getByRole('radio', { name: 'Ngày' }).check();
    await second.locator('html[data-theme=day]').waitFor();
    await second.close();
  });
});
