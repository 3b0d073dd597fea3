// Every screen, in all three themes, in two languages and on a phone: nothing for axe to find, no outside host asked.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';

// One look of axe takes seconds on an old PC, and a test here looks a dozen times.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const wearing = (page: Page, theme: string) =>
  page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
}

const findings = (page: Page) => violations(new AxeBuilder({ page }).withTags(tags));

/** Everything at night; by day and in red light what alone differs there, the colours. */
async function findingsInAllThemes(page: Page): Promise<string[]> {
  const found = await findings(page);
  for (const theme of ['day', 'red']) {
    await wearing(page, theme);
    const faint = await violations(new AxeBuilder({ page }).withRules(['color-contrast']));
    found.push(...faint.map((one) => `${theme}: ${one}`));
  }
  await wearing(page, 'night');
  return found;
}

describe.skipIf(!chromiumAvailable)('every screen of the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  const opened: Seat[] = [];
  let incidentId: string;
  let lineId: string;

  beforeAll(async () => {
    const [north, south] = await scene.onWatch('duty.north', 'duty.south');
    const incident = await north.openIncident('river', {
      title: 'Diễn tập trên sông',
      capStatus: 'Exercise',
    });
    incidentId = incident.incidentId;
    lineId = (await north.line('river')).id;
    await south.post(incident.channelId, 'យើងបានទទួលព័ត៌មានហើយ។');
    await north.raise(incidentId, { text: 'Đề nghị xác nhận.' });
    await south.raise(incidentId, { text: 'Please confirm too.', severity: 'Moderate' });
  });
  afterAll(async () => {
    for (const { page } of opened) await page.context().close();
  });

  const seat = async (...given: Parameters<typeof consoles.seat>) => {
    const one = await consoles.seat(...given);
    opened.push(one);
    return one;
  };
  const visit = async (page: Page, address: string, ready: string) => {
    await page.goto(`${scene.node().url}/#/${address}`);
    await page.locator(ready).first().waitFor();
    expect(await findingsInAllThemes(page), address).toEqual([]);
  };

  test('the sign-in tells each problem at its field, and axe finds nothing', async () => {
    const one = await consoles.open(scene.node().url, { language: 'vi' });
    opened.push(one);
    await one.page.getByRole('button', { name: 'Vào trực' }).click();
    await one.page.getByText('Cần điền ô này').nth(1).waitFor();
    expect(await findingsInAllThemes(one.page)).toEqual([]);
    await one.page.getByLabel('Tên đăng nhập').fill('duty.north');
    await one.page.getByLabel('Mật khẩu').fill('not the password');
    await one.page.getByRole('button', { name: 'Vào trực' }).click();
    await one.page.getByText('Sai tên đăng nhập hoặc mật khẩu.').waitFor();
  });

  test('axe finds nothing on the screens of a duty officer while alarms run', async () => {
    const { page } = await seat(scene.node().url, 'duty.south');
    await visit(page, '', '.incident-row');
    await visit(page, `lines/${lineId}`, '.entry');
    await visit(page, `incidents/${incidentId}`, '.entry-alert');
    for (const name of ['Our notes', 'Details']) {
      await page.getByRole('tab', { name }).click();
      expect(await findings(page), name).toEqual([]);
    }
    for (const name of ['Change status', 'Raise alert', 'Correct the facts', 'Account']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findings(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await visit(page, 'queue', '.queue-row');
    await visit(page, 'watch', '.open-items');
    await visit(page, 'search', '[type="search"]');
    await visit(page, 'settings', '.theme');
    for (const [keys, name] of [
      ['Control+/', 'List of keys'],
      ['Control+k', 'Jump'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      expect(await findings(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  test('axe finds nothing on the queue, the foresight and the wall of a commander', async () => {
    const { page } = await seat(scene.node().url, 'commander.south');
    await visit(page, 'queue', '.queue-row');
    await page.getByRole('button', { name: 'Who would be called now' }).click();
    await page.locator('.preview-step').first().waitFor();
    expect(await findingsInAllThemes(page), 'who would be called').toEqual([]);
    await page.goto(`${scene.node().url}/?wall`);
    await page.locator('.wall-tile').first().waitFor();
    expect(await findingsInAllThemes(page), 'wall').toEqual([]);
    await page.context().setOffline(true);
    await page.locator('.wall-lost').waitFor();
    expect(await findingsInAllThemes(page), 'wall without a link').toEqual([]);
  });

  test('axe finds nothing on a phone, in Vietnamese', async () => {
    const phone = { viewport: { width: 390, height: 844 }, language: 'vi' } as const;
    const { page } = await seat(scene.node().url, 'duty.north', phone);
    await visit(page, '', '.incident-row');
    await visit(page, `incidents/${incidentId}`, '.entry-alert');
    await page.getByRole('tab', { name: /Báo động/ }).click();
    expect(await findings(page)).toEqual([]);
    await visit(page, 'queue', '.queue-row');
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(390);
  });

  test('axe finds nothing on the screens of an admin', async () => {
    const { page } = await seat(scene.node().url, 'admin.home');
    for (const section of ['organisations', 'stations', 'officers', 'lines', 'policies']) {
      await visit(page, `admin/${section}`, '.editor-item');
      await page.locator('.editor-item').first().click();
      await page.locator('.recorded, .save-bar').last().waitFor();
      expect(await findings(page), section).toEqual([]);
    }
  });

  test('no page asks any host but its own', () => {
    const { host } = new URL(scene.node().url);
    const asked = new Set(opened.flatMap(({ requests }) => requests.map((address) => new URL(address).host)));
    expect([...asked]).toEqual([host]);
  });
});
