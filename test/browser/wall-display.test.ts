// The wall display: large, without controls, one layout for every number, and never calm while the link is lost.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const wallStub = `
  window.wakes = 0;
  Object.defineProperty(navigator, 'wakeLock', {
    value: { request: async () => { window.wakes += 1; return { release: async () => undefined }; } },
  });`;

describe.skipIf(!chromiumAvailable)('the wall display', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: TestOfficer;
  let seat: Seat;
  let page: Page;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north');
    seat = await consoles.seat(scene.node().url, 'commander.south', {
      viewport: { width: 1920, height: 1080 },
    });
    page = seat.page;
    await page.addInitScript(wallStub);
    await page.goto(`${scene.node().url}/?wall`);
    await armAt(page);
  });
  afterAll(() => seat?.page.context().close());

  const tiles = () => page.locator('.wall-tile');
  const raise = async (title: string, severity: 'Extreme' | 'Moderate' | 'Minor') => {
    const { incidentId } = await north.openIncident('river', { title });
    await north.raise(incidentId, { severity });
  };
  /** Every tile, whether it lies on the screen whole, and the smallest letters of what must be read. */
  const look = () =>
    page.evaluate(`document.fonts.ready.then(() => {
      const tiles = [...document.querySelectorAll('.wall-tile')];
      const inside = ({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      const sizes = [...document.querySelectorAll('.wall-what, .wall-left')].map((one) => parseFloat(getComputedStyle(one).fontSize));
      const cut = tiles.filter((tile) => tile.scrollHeight > tile.clientHeight + 1).length;
      return { count: tiles.length, inside: tiles.every((tile) => inside(tile.getBoundingClientRect())), least: Math.min(...sizes), cut };
    })`) as Promise<{ count: number; inside: boolean; least: number; cut: number }>;

  test('while nothing waits it says so, with the time, the link and who is on watch where', async () => {
    await page.getByText('Nothing waits for an answer').waitFor();
    expect(await page.locator('.wall-clock').innerText()).toMatch(/\d\d:\d\d:\d\d/);
    await page
      .locator('.wall-end')
      .filter({ hasText: 'North' })
      .or(page.locator('.wall-end').filter({ hasText: 'north' }))
      .first()
      .waitFor();
    await page.locator('.wall-end-unmanned').filter({ hasText: 'South' }).waitFor();
  });

  test('keeps the screen awake, and asks for it again when it is shown anew', async () => {
    await until(() => page.evaluate('window.wakes === 1'), { what: 'the screen is kept awake' });
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await until(() => page.evaluate('window.wakes === 2'), { what: 'it is asked for again' });
  });

  test('shows one alert as large as the screen allows, and the title of the page tells of it', async () => {
    await raise('Cháy rừng lan qua đường biên gần mốc 741', 'Extreme');
    await tiles().waitFor();
    const { inside, least } = await look();
    expect(inside).toBe(true);
    expect(least).toBeGreaterThan(60);
    await until(async () => (await page.title()).startsWith('(1)'), { what: 'the title tells of one alarm' });
  });

  test('finds a layout for thirty, every one whole and in letters for four metres', async () => {
    const severities = ['Extreme', 'Moderate', 'Minor'] as const;
    for (let number = 2; number <= 30; number += 1)
      await raise(`Người lạ vượt suối ban đêm ${number}`, severities[number % 3] ?? 'Minor');
    await tiles().nth(29).waitFor();
    const { count, inside, least, cut } = await look();
    expect({ count, inside, cut }).toEqual({ count: 30, inside: true, cut: 0 });
    expect(least).toBeGreaterThanOrEqual(22);
    await raise('One more', 'Minor');
    await page.locator('.wall-more').waitFor();
    expect((await look()).count).toBe(30);
  });

  test('has nothing to press and nothing that moves by itself', async () => {
    expect(await page.locator('.wall').locator('a, button, input, select').count()).toBe(0);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });

  test('a lost link covers the wall in words and in colour until it is back', async () => {
    await page.context().setOffline(true);
    await page.locator('.wall-lost').waitFor();
    expect(await page.locator('.wall-lost').innerText()).toMatch(/^LINK LOST.*\d\d:\d\d:\d\d/);
    await page.locator('.wall-stale').waitFor();
    await page.context().setOffline(false);
    await page.locator('.wall-lost').waitFor({ state: 'detached' });
  });

  test('is not there for those who command nothing', async () => {
    const duty = await consoles.seat(scene.node().url, 'duty.south');
    await duty.page.goto(`${scene.node().url}/?wall`);
    await duty.page.getByText('The wall display is for commanders').waitFor();
    await duty.page.context().close();
  });
});
