// Forms: whatever is wrong is said at its field in the reader's language; one record for a double press, nothing lost.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InputOf } from '../../shared/commands.ts';
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
    // The list of the section before has items too.
    await page.locator('.step-row').first().waitFor();
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

  /** The words stand at the field with this label, and nothing stands at the foot of the form. */
  const toldAt = async (form: Locator, label: string, words: string) => {
    const field = form.locator('.field').filter({ has: form.page().getByLabel(label, { exact: true }) });
    await field.locator('.field-problem').getByText(words).waitFor();
    // And the focus is led there, also where the field lies out of sight.
    await field.locator('[aria-invalid=true]:focus').waitFor();
    expect(await form.locator('.refusal').count()).toBe(0);
  };
  const at = async (section: string, fresh: string) => {
    const { page } = admin;
    await page.goto(`${scene.node().url}/#/admin/${section}`);
    await page.getByRole('button', { name: fresh, exact: true }).click();
    const form = page.locator('.editor-form form').first();
    await form.getByRole('heading', { name: fresh }).waitFor();
    const fill = async (typed: Readonly<Record<string, string>>) => {
      for (const [label, words] of Object.entries(typed))
        await form.getByLabel(label, { exact: true }).fill(words);
    };
    return { form, fill, save: () => form.getByRole('button', { name: 'Save' }).click() };
  };

  test('a code that is taken, and a station that would break the tree, are refused at their field', async () => {
    const { form, fill, save } = await at('stations', 'New station');
    await fill({ English: 'Another south', Code: 'south' });
    await form.getByLabel('Station above').selectOption('home-command');
    await save();
    await toldAt(form, 'Code', 'Another record has this code');
    await admin.page.locator('.editor-item', { hasText: 'north-province' }).click();
    await form.getByRole('heading', { name: 'north province' }).waitFor();
    await form.getByLabel('Station above').selectOption('north');
    await save();
    await toldAt(form, 'Station above', 'cannot stand below itself');
  });

  test('something new with a code of our own does not overwrite what has it', async () => {
    const { form, fill, save } = await at('stations', 'New station');
    const officer = await scene.officer('admin.home');
    const before = await officer.send('station.list', {});
    await fill({ English: 'A slip', Code: 'north' });
    await toldAt(form, 'Code', 'Another record has this code');
    await save();
    await fill({ Code: 'made-after-the-slip' });
    await form.getByLabel('Station above').selectOption('home-command');
    await save();
    await form.getByRole('heading', { name: 'A slip' }).waitFor();
    const { stations } = await officer.send('station.list', {});
    expect(stations.filter(({ code }) => code !== 'made-after-the-slip')).toEqual(before.stations);
  });

  test('what was typed of something new outlives a reload, and is gone once it is saved', async () => {
    const { form, fill, save } = await at('stations', 'New station');
    await fill({ English: 'Half written', Code: 'half-written' });
    await form.getByLabel('Station above').selectOption('home-command');
    await admin.page.reload();
    await form.getByRole('heading', { name: 'New station' }).waitFor();
    expect(await form.getByLabel('Code').inputValue()).toBe('half-written');
    expect(await form.getByLabel('English').inputValue()).toBe('Half written');
    await save();
    await form.getByRole('heading', { name: 'Half written' }).waitFor();
    await admin.page.getByRole('button', { name: 'New station' }).click();
    expect(await form.getByLabel('Code').inputValue()).toBe('');
    expect(await form.getByLabel('Station above').inputValue()).toBe('');
  });

  test('what was typed of something that exists outlives a reload, and undoes nothing that another admin has changed', async () => {
    const { page } = admin;
    const { form } = await at('stations', 'New station');
    const officer = await scene.officer('admin.home');
    const { stations } = await officer.send('station.list', {});
    const recorded = stations.find(({ code }) => code === 'north-province');
    if (!recorded) throw new Error('there is no such station');
    const { organisationCode, parentCode, kind } = recorded;
    const byAnother = (changes: Partial<InputOf<'station.set'>>) =>
      officer.send('station.set', {
        ...{ code: 'north-province', organisationCode, parentCode, kind },
        ...{ name: recorded.name, showsWatchOfficer: false, ...changes },
      });
    const reopen = async () => {
      await page.reload();
      await page.locator('.editor-item', { hasText: 'north-province' }).click();
      await form.getByLabel('Code').and(page.locator('[disabled]')).waitFor();
    };
    const english = form.getByLabel('English');
    const shown = form.getByRole('checkbox');
    const unsaved = form.getByText('Not saved yet');
    // A page that was just loaded shows what this device knew, until the server has answered.
    const reads = (value: string) =>
      until(async () => (await english.inputValue()) === value, { what: `the name is “${value}”` });

    await reopen();
    await form.getByLabel('Station above').selectOption('north');
    await form.getByRole('button', { name: 'Discard' }).click();
    await unsaved.waitFor({ state: 'detached' });
    expect(await form.getByLabel('Station above').inputValue()).toBe(parentCode);
    await english.fill('By hand');
    await unsaved.waitFor();
    await byAnother({ showsWatchOfficer: true });
    await reopen();
    await unsaved.waitFor();
    await reads('By hand');
    await until(() => shown.isChecked(), { what: 'what another has ticked is ticked' });

    await byAnother({ name: { ...recorded.name, en: 'By another' }, showsWatchOfficer: true });
    await reopen();
    await reads('By another');
    await unsaved.waitFor({ state: 'detached' });

    await english.fill('By hand');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('✓ Recorded').waitFor();
    await reopen();
    await reads('By hand');
    await unsaved.waitFor({ state: 'detached' });

    // What was taken away stays away too.
    await english.fill('');
    await reopen();
    await unsaved.waitFor();
    await reads('');
    await form.getByRole('button', { name: 'Discard' }).click();
    await reads('By hand');
  });

  test('a form that stands open takes what another admin saves meanwhile, and saves only what was typed in it', async () => {
    const { page } = admin;
    const { form } = await at('stations', 'New station');
    await page.locator('.editor-item', { hasText: 'east-province' }).click();
    const code = form.getByLabel('Code').and(page.locator('[disabled]'));
    await until(async () => (await code.inputValue()) === 'east-province', {
      what: 'the form of the station',
    });
    await form.getByLabel('English').fill('By hand');
    const officer = await scene.officer('admin.home');
    const recorded = async () => {
      const { stations } = await officer.send('station.list', {});
      const one = stations.find((station) => station.code === 'east-province');
      if (!one) throw new Error('there is no such station');
      const { organisationCode, parentCode, kind, name, showsWatchOfficer } = one;
      return { code: one.code, organisationCode, parentCode, kind, name, showsWatchOfficer };
    };
    const before = await recorded();
    await officer.send('station.set', { ...before, showsWatchOfficer: true });
    await until(() => form.getByRole('checkbox').isChecked(), { what: 'the tick of the other admin' });
    expect(await form.getByLabel('English').inputValue()).toBe('By hand');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('✓ Recorded').waitFor();
    expect(await recorded()).toEqual({
      ...before,
      ...{ name: { ...before.name, en: 'By hand' }, showsWatchOfficer: true },
    });
    await form.getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await form.getByLabel('English').inputValue()).toBe('By hand');
  });

  test('a ladder that does not fit yet outlives a reload, and is drawn as recorded when it is discarded', async () => {
    const { page } = admin;
    await at('policies', 'New policy');
    const waits = page.locator('.step-row input[type=number]');
    const all = async () => Promise.all((await waits.all()).map((field) => field.inputValue()));
    const before = await all();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await waits.first().fill('0');
    await page.reload();
    await page.getByText('Not saved yet').waitFor();
    expect(await all()).toEqual(['0', ...before.slice(1), '5']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await until(async () => (await all()).length === before.length, { what: 'the added step is gone' });
    expect(await all()).toEqual(before);
  });

  test('an agreement that is half typed outlives a reload', async () => {
    const { page } = admin;
    await page.goto(`${scene.node().url}/#/admin/lines`);
    const agreement = page.locator('.editor-form form', { hasText: 'Signed on' });
    const reference = agreement.getByLabel('Number or title');
    const open = () => page.locator('.editor-item', { hasText: 'river' }).click();
    await open();
    await reference.fill('Protocol, half');
    await page.reload();
    await open();
    await agreement.getByText('Not saved yet').waitFor();
    expect(await reference.inputValue()).toBe('Protocol, half');
    await agreement.getByRole('button', { name: 'Discard' }).click();
    expect(await reference.inputValue()).not.toBe('Protocol, half');
  });

  test('a user name that the other side has is refused at its field', async () => {
    const { form, fill, save } = await at('officers', 'New officer');
    await fill({ Name: 'Another', 'User name': 'duty.south', Password: 'a-long-enough-password' });
    await save();
    await toldAt(form, 'User name', 'Another record has this code or name');
  });

  test('a line tells at its ends that a station is unknown or named twice, and at its kind what it would have to be', async () => {
    const { form, fill, save } = await at('lines', 'New line');
    const ends = 'Codes of the stations at the ends';
    await fill({ English: 'New line', Code: 'new-line', [ends]: 'north, nowhere' });
    await save();
    await toldAt(form, ends, 'does not exist');
    await fill({ [ends]: 'north, north' });
    await save();
    await toldAt(form, ends, 'two or more different stations');
    await fill({ [ends]: 'north, east' });
    await save();
    await toldAt(form, 'Kind', 'All these stations belong to one side');
    await form.getByLabel('Kind').selectOption('adjacent');
    await save();
    const agreement = admin.page.locator('.editor-form form', { hasText: 'Signed on' });
    await agreement.getByLabel('Number or title').fill('Protocol of November');
    await agreement.getByLabel('Signed on').fill('31/02/2026');
    await agreement.getByRole('button', { name: 'Save' }).click();
    await toldAt(agreement, 'Signed on', 'Write it like');
  });

  test('a wrong present password is told at its field, and leaves the new one as it was typed', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Account' }).click();
    const form = page.locator('form').filter({ has: page.getByLabel('Present password') });
    await form.getByLabel('Present password').fill('not-this-one');
    await form.getByLabel('New password').fill('a-long-new-password');
    await form.getByRole('button', { name: 'Change password' }).click();
    await toldAt(form, 'Present password', 'This is not your present password');
    expect(await form.getByLabel('New password').inputValue()).toBe('a-long-new-password');
    await page.keyboard.press('Escape');
  });

  test('a case that cannot be closed yet says so at its new status', async () => {
    const north = await scene.officer('duty.north');
    const { incidentId } = await north.openIncident('river', { title: 'Ghe lạ' });
    await north.raise(incidentId);
    await north.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Xong' });
    const { page } = duty;
    await page.goto(`${scene.node().url}/#/incidents/${incidentId}`);
    await page.locator(`[data-incident="${incidentId}"]`).waitFor();
    await page.getByRole('button', { name: 'Đổi trạng thái' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Xong rồi');
    await dialog.locator('button[type=submit]').click();
    await toldAt(dialog, 'Trạng thái mới', 'Còn báo động');
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Xong rồi');
    await dialog.getByRole('button', { name: 'Hủy' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('what no field can show stands at the foot of the form, in words', async () => {
    const { page } = duty;
    await page.getByRole('tab', { name: 'Chi tiết' }).click();
    await page.getByRole('button', { name: 'Sửa thông tin vụ việc' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.refusal').getByText('Chưa thay đổi gì').waitFor();
  });
});
