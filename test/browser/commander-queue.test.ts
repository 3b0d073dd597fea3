// The commander's queue: by station, live, answered alone or together, put off, escalated, taken over, with a reason.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryKind } from '../../shared/entry.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('the queue of a commander', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: TestOfficer;
  let south: TestOfficer;
  let seat: Seat;
  let page: Page;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north');
    south = await scene.officer('duty.south');
    seat = await consoles.seat(scene.node().url, 'commander.home');
    page = seat.page;
    await page.goto(`${scene.node().url}/#/queue`);
  });
  afterAll(() => seat?.page.context().close());

  const row = (title: string) => page.locator('main .queue-row').filter({ hasText: title });
  const raise = async (
    from: TestOfficer,
    line: string,
    title: string,
    severity: 'Severe' | 'Moderate' | 'Minor' = 'Severe',
  ) => {
    const { incidentId } = await from.openIncident(line, { title });
    await from.raise(incidentId, { severity, text: `Please confirm: ${title}` });
    return incidentId;
  };

  test('teaches while nothing waits, and shows who would be called now, live', async () => {
    await page.getByText('look who would be called').waitFor();
    await page.getByRole('button', { name: 'Who would be called now' }).click();
    const dialog = page.getByRole('dialog');
    const at = (post: string) => dialog.locator('.preview-step').filter({ hasText: post });
    await dialog.locator('select').first().selectOption({ label: 'north · River' });
    await at('duty.north').getByText('on watch').waitFor();
    await at('commander.north-province').getByText('+7:00').waitFor();
    await dialog.locator('select').first().selectOption({ label: 'east · Ridge' });
    const skipped = dialog.locator('.preview-skipped');
    await skipped.filter({ hasText: 'nobody on watch' }).waitFor();
    expect(await skipped.filter({ hasText: 'no account' }).count()).toBeGreaterThan(0);
    const east = await scene.officer('duty.east');
    await east.takeWatch();
    await at('duty.east').getByText('on watch').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('groups what waits by station as it comes, the first-out on top', async () => {
    await raise(south, 'river', 'Boats at the bend');
    await row('Boats at the bend').waitFor();
    await raise(north, 'ridge', 'Cattle on the ridge', 'Moderate');
    await row('Cattle on the ridge').nth(1).waitFor();
    const stations = await page.locator('main .queue-station h2').allInnerTexts();
    expect(stations[0]).toBe('north');
    expect([...stations].sort()).toEqual(['east', 'north', 'west']);
    await page.locator('main .queue-row').first().getByText('Came first').waitFor();
    expect(await page.locator('main').getByText('Came first').count()).toBe(1);
    await row('Boats at the bend').getByText('duty.north').waitFor();
    expect(await row('Boats at the bend').getByRole('timer').innerText()).toMatch(/^\d:\d\d$/);
  });

  test('acknowledges together what is not critical, and tells the result of each', async () => {
    await row('Cattle on the ridge').nth(1).waitFor();
    expect(await row('Boats at the bend').getByRole('checkbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'Acknowledge (2)' }).click();
    const results = page.getByRole('status', { name: 'Result of each' }).getByRole('listitem');
    await results.nth(1).waitFor();
    for (const text of await results.allInnerTexts()) expect(text).toMatch(/RIDGE-\d+-\d+.*\d\d:\d\d:\d\d/);
    await row('Cattle on the ridge').first().waitFor({ state: 'detached' });
    const queue = await (await scene.officer('commander.home')).queue();
    expect(queue.map(({ incidentTitle }) => incidentTitle)).toEqual(['Boats at the bend']);
  });

  test('puts an alert off with a reason, at the foot of the queue', async () => {
    const incidentId = await raise(south, 'river', 'Fire in the reeds');
    await row('Fire in the reeds').waitFor();
    await row('Boats at the bend').getByRole('button', { name: 'Put off' }).click();
    await page.getByLabel('Reason').fill('The patrol is on its way');
    await page.getByRole('button', { name: 'Record' }).click();
    await row('Boats at the bend').getByText('Put off', { exact: true }).first().waitFor();
    await until(async () => (await page.locator('main .queue-row').last().innerText()).includes('Boats'), {
      what: 'what is put off stands last',
    });
    const { escalation } = await north.alert(incidentId);
    expect(escalation.waitingFor).toBe('step');
  });

  const ask = async (title: string, act: 'Escalate now' | 'Take over') => {
    await row(title).getByRole('button', { name: act }).click();
    const dialog = page.getByRole('dialog', { name: act });
    await dialog.locator('input:focus').waitFor();
    return { dialog, confirm: dialog.getByRole('button', { name: act }) };
  };
  const lastOf = async <K extends EntryKind>(incidentId: string, kind: K) =>
    (await south.entriesOf((await south.read(incidentId)).incident.channelId, kind)).at(-1);

  test('takes an alert over: says who has it till now, and writes the reason for both sides', async () => {
    const incidentId = await raise(south, 'river', 'Shots across the river');
    await row('Shots across the river').waitFor();
    const { dialog } = await ask('Shots across the river', 'Take over');
    await dialog.getByText(/You, .+, have the alert to north from now on/).waitFor();
    await dialog.getByText('Nobody has answered it yet').waitFor();
    await page.keyboard.type('I stand beside him');
    await page.keyboard.press('Enter');
    await row('Shots across the river').waitFor({ state: 'detached' });
    expect((await north.alert(incidentId)).escalation.takenOverBy).not.toBeNull();
    expect((await lastOf(incidentId, 'escalation.taken_over'))?.payload.reason).toBe('I stand beside him');
    await page.goto(`${scene.node().url}/#/incidents/${incidentId}`);
    await page.locator('.entry').getByText('(Reason: I stand beside him)').waitFor();
    await page.goto(`${scene.node().url}/#/queue`);
  });

  test('escalates now: says who is called, needs no reason, and a second press calls nobody twice', async () => {
    const incidentId = await raise(south, 'river', 'Smoke over the hill');
    await row('Smoke over the hill').waitFor();
    const { dialog, confirm } = await ask('Smoke over the hill', 'Escalate now');
    await dialog.getByText('The station commander of north is called at once').waitFor();
    await dialog.getByText('Will be called: commander.north').waitFor();
    await confirm.dblclick();
    await until(async () => (await north.alert(incidentId)).escalation.turn === 2, {
      what: 'one step is called',
    });
    await row('Smoke over the hill').locator('.rung-now').filter({ hasText: '2' }).waitFor();
    expect((await north.alert(incidentId)).escalation.turn).toBe(2);
    expect((await lastOf(incidentId, 'escalation.called'))?.payload).not.toHaveProperty('reason');
  });

  test('asks again, before it escalates, when the ladder has moved on under the dialog', async () => {
    const incidentId = await raise(south, 'river', 'Lights on the bank');
    await row('Lights on the bank').waitFor();
    const { dialog, confirm } = await ask('Lights on the bank', 'Escalate now');
    await page.keyboard.type('Nobody picks up');
    const { id: escalationId, turn } = (await north.alert(incidentId)).escalation;
    await north.send('escalation.escalate_now', { escalationId, turn });
    await dialog.getByText('The ladder has moved on').waitFor();
    await page.keyboard.press('Enter');
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Show the present step' }).click();
    await dialog.getByText('The provincial commander of north is called at once').waitFor();
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
    expect((await north.alert(incidentId)).escalation).toMatchObject({ turn: turn + 2, step: 2 });
    expect((await lastOf(incidentId, 'escalation.called'))?.payload).toMatchObject({
      ...{ reason: 'Nobody picks up', level: 'province' },
    });
  });
});
