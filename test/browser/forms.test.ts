// Forms: the schema's own words at their field in the reader's language, one record for a double press, nothing lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('forms', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let admin: Seat;

  beforeAll(async () => {
    await scene.onWatch('duty.north', 'duty.south');
    duty = await consoles.seat(scene.node().url, 'duty.north', { language: 'vi' });
    admin = await consoles.seat(scene.node().url, 'admin.home');
  });
  afterAll(async () => {
    for (const { page } of [duty, admin]) await page.context().close();
  });

  test('an alert is raised on a line in one action; what is missing is said at its field, what was typed stays', async () => {
    const { page } = duty;
    const tile = page.locator('.tile', { hasText: 'River' });
    await tile.getByRole('button', { name: 'Phát báo động' }).click();
    const dialog = page.getByRole('dialog');
    const words = dialog.locator('textarea');
    await words.fill('Đề nghị xác nhận');
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.field', { hasText: 'Tiêu đề' }).locator('.field-problem').waitFor();
    expect(await words.inputValue()).toBe('Đề nghị xác nhận');
    await dialog.locator('.field', { hasText: 'Tiêu đề' }).locator('input').fill('Thuyền lạ');
    await dialog.locator('button[type=submit]').dblclick();
    await page.locator('.incident').getByText('Thuyền lạ').first().waitFor();
    const north = await scene.officer('duty.north');
    const { incidents } = await north.send('incident.list', { text: 'thuyen la' });
    expect(incidents).toHaveLength(1);
    expect((await north.read(incidents[0]?.id ?? '')).alerts).toHaveLength(1);
  });

  test('a new station is created once and its entry is shown', async () => {
    const { page } = admin;
    await page.goto(`${scene.node().url}/#/admin/stations`);
    const form = page.locator('.editor-form form').first();
    const code = form.locator('.field', { hasText: 'Code' }).locator('input');
    await code.fill('New Post');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('.field', { hasText: 'Code' }).locator('.field-problem').waitFor();
    await code.fill('new-post');
    await form.locator('.field', { hasText: 'Station above' }).locator('select').selectOption('home-command');
    await form.locator('.name-fields input').nth(1).fill('New post');
    await form.getByRole('button', { name: 'Save' }).dblclick();
    const recorded = page.getByRole('region', { name: 'Last on the record' });
    await recorded.getByText('New post').first().waitFor();
    const officer = await scene.officer('admin.home');
    const { stations } = await officer.send('station.list', {});
    const made = stations.filter((station) => station.code === 'new-post');
    expect(made).toHaveLength(1);
    expect(await officer.entriesOf(made[0]?.channelId ?? '', 'station.set')).toHaveLength(1);
  });

  test('a ladder is drawn while it is written, and a time that does not fit is said at its step', async () => {
    const { page } = admin;
    await page.goto(`${scene.node().url}/#/admin/policies`);
    await page.locator('.editor-item').first().click();
    const preview = page.locator('.policy-preview .ladder-step');
    await preview.first().waitFor();
    const before = await preview.count();
    await page.locator('.step-row').last().getByRole('button').last().click();
    await until(async () => (await preview.count()) === before - 1, {
      what: 'the picture has one step less',
    });
    const wait = page.locator('.step-row').first().locator('input[type=number]');
    await wait.fill('0');
    await page.locator('.editor-form').getByRole('button', { name: 'Save' }).click();
    await page.locator('.step-row').first().locator('.field-problem').waitFor();
    expect(await wait.inputValue()).toBe('0');
  });
});
