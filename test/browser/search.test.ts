// Search at the console: words are typed without accents, found in their log, and opened at that very line.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('searching at the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let soughtSeq = 0;

  beforeAll(async () => {
    const [north, south] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Boats without lights' });
    for (let number = 1; number <= 30; number += 1) await south.post(channelId, `Word ${number}`);
    const post = { marker: 'information', lang: 'vi', text: 'Thấy đường mòn mới sau mốc 741' } as const;
    soughtSeq = (await south.send('message.post', { channelId, ...post })).seq;
    // More than a screen and more than a page after it: the log must go back for it.
    for (let number = 31; number <= 120; number += 1) await south.post(channelId, `Word ${number}`);
    await north.send('note.write', { incidentId, text: 'Đường mòn này ta đã biết', lang: 'vi' });
    await north.openIncident('river', {
      ...{ title: 'Cattle at the marker', subjects: 3, occurredAt: '2026-02-01T00:00:00Z' },
      place: { marker: '741/2', latitude: 22.81, longitude: 106.6 },
    });
    await scene.node().application.index();
    duty = await consoles.seat(scene.node().url, 'duty.north');
  });
  afterAll(() => duty?.page.context().close());

  const words = () => duty.page.getByRole('searchbox', { name: 'Words to look for' });

  test('every case is listed before anything is typed', async () => {
    const { page } = duty;
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByText('2 found.').waitFor();
    await page.getByRole('link', { name: /Boats without lights/ }).waitFor();
  });

  test('words typed without accents are found and marked, our private note apart', async () => {
    const { page } = duty;
    await words().fill('duong mon');
    await page.locator('.hit').first().waitFor();
    expect(await page.locator('.hit mark').allTextContents()).toEqual(['Đường', 'mòn', 'đường', 'mòn']);
    expect(await page.locator('.hit-private').getByText('Đường mòn này ta đã biết').count()).toBe(1);
    await page.locator('.hit-private').getByText('Only our side sees this', { exact: false }).waitFor();
  });

  test('a place leads to its line in the log, however far back, and “back” to the list', async () => {
    const { page } = duty;
    await page.locator('.hit:not(.hit-private)').click();
    const line = page.locator('.log-sought');
    await line.getByText('Thấy đường mòn mới sau mốc 741').waitFor();
    const frame = page.locator('.log-rows').first();
    const isInView = async () => {
      const [inside, outside] = await Promise.all([line.boundingBox(), frame.boundingBox()]);
      if (!inside || !outside) return false;
      return inside.y >= outside.y && inside.y + inside.height <= outside.y + outside.height;
    };
    await until(isInView, { what: 'the line stands within the log on the screen' });
    await expect(line.locator('.entry-seq').textContent()).resolves.toBe(String(soughtSeq));
    await page.goBack();
    await page.locator('.hit').first().waitFor();
    expect(await words().inputValue()).toBe('duong mon');
  });

  test('a private note is opened among our notes', async () => {
    const { page } = duty;
    await page.locator('.hit-private').click();
    await page.locator('.private .log-sought').getByText('Đường mòn này ta đã biết').waitFor();
    await page.goBack();
  });

  test('what does not fit is said at its field, and what finds nothing says what to do', async () => {
    const { page } = duty;
    const from = page.getByLabel('From', { exact: true });
    await from.fill('31/02/2026');
    await page.locator('.field', { has: from }).locator('.field-problem').waitFor();
    await from.fill('');
    await words().fill('qqqqq');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: 'Clear all conditions' }).click();
    await page.getByRole('link', { name: /Boats without lights/ }).waitFor();
    expect(page.url()).toMatch(/#\/search$/);
  });

  test('more conditions are opened by the keyboard, narrow the list down, and stay in the address through a reload', async () => {
    const { page } = duty;
    const fold = page.locator('details[data-item=conditions]');
    const more = fold.locator('summary');
    await page.goto(`${scene.node().url}/#/search`);
    await page.getByText('2 found.').waitFor();
    expect(await fold.getAttribute('open')).toBeNull();
    await more.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('01/03/2026');
    await page.getByText('1 found.').waitFor();
    await page.getByRole('link', { name: /Boats without lights/ }).waitFor();
    await page.getByLabel('Happened from').fill('');
    await page.getByLabel('Boundary marker').fill('៧៤១');
    await page.getByLabel('Near latitude').fill('22,8');
    await page
      .locator('.field', { has: page.getByLabel('Near longitude') })
      .locator('.field-problem')
      .waitFor();
    await page.getByLabel('Near longitude').fill('106.6');
    await page.getByLabel('Subjects, at least').fill('3');
    await page.getByLabel('Opened by (station)').selectOption({ label: 'north' });
    await page.getByLabel('Alerts').selectOption({ label: 'No alert' });
    await page.getByRole('link', { name: /Cattle at the marker/ }).waitFor();
    await page.getByText('1 found.').waitFor();
    expect(await more.textContent()).toBe('More conditions (6)');
    await page.reload();
    await page.getByRole('link', { name: /Cattle at the marker/ }).waitFor();
    expect(await fold.getAttribute('open')).not.toBeNull();
    expect(await page.getByLabel('Near latitude').inputValue()).toBe('22,8');
    await page.getByLabel('Subjects, at least').fill('4');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('button', { name: 'Clear all conditions' }).click();
    await page.getByText('2 found.').waitFor();
    expect(page.url()).toMatch(/#\/search$/);
  });

  test('an address with words that no list offers narrows nothing down unseen', async () => {
    const { page } = duty;
    const bad =
      'severity=%3Cscript%3E&alerts=constructor&status=__proto__&openedByEndId=1%20or%201&toString=x';
    // From elsewhere: the search before this one has found two as well.
    await page.goto(`${scene.node().url}/#/settings`);
    await page.locator('.setting').first().waitFor();
    await page.goto(`${scene.node().url}/#/search?${bad}`);
    await page.getByText('2 found.').waitFor();
    expect(await page.locator('.field-problem').count()).toBe(0);
  });

  test('the other end finds the words of both and no note', async () => {
    const south = await consoles.seat(scene.node().url, 'duty.south');
    await south.page.goto(`${scene.node().url}/#/search?text=duong+mon`);
    await south.page.locator('.hit').first().waitFor();
    expect(await south.page.locator('.hit').count()).toBe(1);
    expect(await south.page.content()).not.toContain('ta đã biết');
    await south.page.context().close();
  });
});
