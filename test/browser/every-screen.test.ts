// The door, the screens of a commander, and a phone, in all three themes: nothing for axe to find, no outside host asked.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFinds, faintOn, wcag, wear } from '../support/axe.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';

const findings = (page: Page) => axeFinds(page, wcag);

/** Everything at night; by day and in red light what alone differs there. */
async function findingsInAllThemes(page: Page): Promise<string[]> {
  const found = await findings(page);
  for (const theme of ['day', 'red'] as const) {
    await wear(page, theme);
    found.push(...(await faintOn(page)).map((one) => `${theme}: ${one}`));
  }
  await wear(page, 'night');
  return found;
}

describe.skipIf(!chromiumAvailable)('the door, the commander and the phone', () => {
  const scene = openScene();
  const consoles = openConsoles();
  const opened: Seat[] = [];
  let incidentId: string;

  beforeAll(async () => {
    const [north, south] = await scene.onWatch('duty.north', 'duty.south');
    const incident = await north.openIncident('river', {
      title: 'Diễn tập trên sông',
      capStatus: 'Exercise',
    });
    incidentId = incident.incidentId;
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

  test('no page asks any host but its own', () => {
    const { host } = new URL(scene.node().url);
    const asked = new Set(opened.flatMap(({ requests }) => requests.map((address) => new URL(address).host)));
    expect([...asked]).toEqual([host]);
  });
});
