// Behaviour 15: in a flood the lower alarms stand together by room and cause, each critical one by itself, and none is dropped.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a flood of alarms', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let north: TestOfficer;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    duty = await consoles.seat(scene.node().url, 'duty.south', { before: keepNotices });
  });
  afterAll(() => duty?.page.context().close());

  const bar = () => duty.page.locator('.alarm-bar');
  const groups = () => bar().locator('.alarm-group');
  const raise = async (
    count: number,
    severity: 'Severe' | 'Moderate' | 'Minor',
    category: 'smuggling' | 'grazing',
    title: string,
  ) => {
    for (let one = 1; one <= count; one += 1) {
      const { incidentId } = await north.openIncident('river', { category, title: `${title} ${one}` });
      await north.raise(incidentId, { severity });
    }
  };

  /** Within the bar and its list that scrolls. */
  const isInView = async (line: Locator) => {
    const [one, whole, list] = await Promise.all(
      [line, bar(), bar().locator('.alarm-rest')].map((each) => each.boundingBox()),
    );
    if (!one || !whole || !list) return false;
    return one.y >= whole.y && one.y + one.height <= list.y + list.height + 1;
  };

  test('begins with the eleventh alarm in ten minutes, and shows the rate', async () => {
    await raise(2, 'Severe', 'smuggling', 'Boats');
    await raise(4, 'Moderate', 'smuggling', 'Packs');
    await raise(3, 'Moderate', 'grazing', 'Cattle');
    await raise(1, 'Minor', 'grazing', 'Goats');
    // A critical one is among them: none of them waits behind a button.
    await until(async () => (await bar().locator('.alarm-line').count()) === 10);
    expect(await groups().count()).toBe(0);
    await raise(1, 'Severe', 'grazing', 'Fire');
    await bar().getByText('Alarm flood: 11 in 10 minutes').waitFor();
  });

  test('keeps each critical alarm apart, the first of them marked, and groups the others by room and cause', async () => {
    await until(async () => (await groups().count()) === 2, { what: 'two groups' });
    const single = await bar().locator('.alarm-line:not(.alarm-group *)').allInnerTexts();
    expect(single).toHaveLength(4);
    expect(single.filter((text) => text.includes('CRITICAL ALERT'))).toHaveLength(3);
    const critical = bar().locator('.alarm-line', { hasText: 'CRITICAL ALERT' });
    for (const one of await critical.all()) expect(await isInView(one)).toBe(true);
    const first = single.filter((text) => text.includes('Came first'));
    expect(first).toHaveLength(1);
    expect(first[0]).toContain('Boats 1');
    const texts = await groups().allInnerTexts();
    expect(texts.map((text) => /(\d) alarms/i.exec(text)?.[1])).toEqual(['4', '3']);
    expect(texts[0]).toMatch(/River · Smuggling/i);
  });

  test('shows each alarm of a group where one asks', async () => {
    const group = groups().first();
    await group.getByRole('button', { name: 'Show each' }).click();
    await group.locator('ul .alarm-line').nth(3).waitFor();
    expect(await group.locator('ul .alarm-line').count()).toBe(4);
    await group.getByRole('button', { name: 'Group again' }).click();
  });

  test('lets the lower ones be answered together, and never the critical ones', async () => {
    const { page } = duty;
    expect(await page.getByRole('button', { name: /Received, all/ }).count()).toBe(2);
    await page.getByRole('button', { name: 'Received, all 4' }).click();
    await noticeOf(page, /^Acknowledged on the record: 4 of 4 alarms\.$/);
    await until(async () => (await groups().count()) === 1);
    const queue = await (await scene.officer('duty.south')).queue();
    const open = queue.map(({ incidentTitle }) => incidentTitle).sort();
    expect(open).toEqual(['Boats 1', 'Boats 2', 'Cattle 1', 'Cattle 2', 'Cattle 3', 'Fire 1', 'Goats 1']);
  });

  test('leaves room to work, and folds to the most urgent alarm', async () => {
    const { page } = duty;
    const height = async () => (await bar().boundingBox())?.height ?? 0;
    expect(await height()).toBeLessThan(768 * 0.6);
    await bar().getByRole('button', { name: 'Show the first only' }).click();
    expect(await height()).toBeLessThan(768 * 0.3);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await height()).toBeLessThan(844 * 0.5);
    await page.setViewportSize({ width: 1366, height: 768 });
  });
});
