// The reply is lost, the page is loaded anew, the same words are sent again: the record has them once.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keptDesks } from '../support/kept-desks.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import type { TestOfficer } from '../support/officer.ts';
import { reloadUnderClock } from '../support/page-clock.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a command whose reply was lost with the page', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let north: TestOfficer;
  let south: TestOfficer;
  let duty: Seat;
  let commander: Seat;
  /** Where it is pressed. */
  let page: Page;

  beforeAll(async () => {
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    cable = await openCable(scene.node().url);
    duty = await consoles.seat(cable.url, 'duty.south', { before: keepNotices });
    commander = await consoles.seat(cable.url, 'commander.south');
    page = duty.page;
    // What a form needs to be sent is fetched when it is: while replies are lost only what is kept here comes.
    for (const seat of [duty, commander])
      await until(() => seat.page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), {
        what: 'the worker has taken the page',
      });
  });
  afterAll(async () => {
    for (const seat of [duty, commander]) await seat?.page.context().close();
    await cable?.close();
  });

  const dialog = () => page.getByRole('dialog');
  const send = () => dialog().locator('button[type=submit]').click();
  /** Sends what stands in the dialog, loses the reply and the page, and opens the dialog again. */
  const loseReplyAndPage = async (isRecorded: () => Promise<boolean>, open: () => Promise<void>) => {
    cable.mute();
    await send();
    await until(isRecorded, { what: 'it stands on the record' });
    // Gone before the line is back: else the page might ask again and hear the reply.
    const address = page.url();
    await page.goto('about:blank');
    cable.plug();
    await page.goto(address);
    await page.locator('.top-bar').waitFor();
    await open();
  };

  test('opens no second incident', async () => {
    const open = async () => {
      await page.goto(`${cable.url}/#/`);
      await page
        .locator('.tile', { hasText: 'River' })
        .getByRole('button', { name: 'Open incident' })
        .click();
      await dialog().getByLabel('Title').waitFor();
    };
    const found = async () => (await north.send('incident.list', { text: 'smoke' })).incidents;
    await open();
    await dialog().getByLabel('Title').fill('Smoke over the hill');
    await loseReplyAndPage(async () => (await found()).length === 1, open);
    expect(await dialog().getByLabel('Title').inputValue()).toBe('Smoke over the hill');
    await send();
    await page.locator('.incident').getByText('Smoke over the hill').first().waitFor();
    expect(await found()).toHaveLength(1);
  });

  test('raises no second alert, neither in an incident nor on a line', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Boats without lights' });
    const inCase = async () => {
      await page.goto(`${cable.url}/#/incidents/${incidentId}`);
      await page
        .locator(`[data-incident="${incidentId}"]`)
        .getByRole('button', { name: 'Raise alert' })
        .click();
      await dialog().locator('textarea').waitFor();
    };
    const raised = () => north.entriesOf(channelId, 'alert.raised');
    await inCase();
    await dialog().locator('textarea').fill('Please confirm the boats');
    await loseReplyAndPage(async () => (await raised()).length === 1, inCase);
    expect(await dialog().locator('textarea').inputValue()).toBe('Please confirm the boats');
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await raised()).toHaveLength(1);

    const onLine = async () => {
      await page.goto(`${cable.url}/#/`);
      await page.locator('.tile', { hasText: 'River' }).getByRole('button', { name: 'Raise alert' }).click();
      await dialog().locator('textarea').waitFor();
    };
    const found = async () => (await north.send('incident.list', { text: 'shots' })).incidents;
    await onLine();
    await dialog().getByLabel('Title').fill('Shots heard');
    await dialog().locator('textarea').fill('Please confirm the shots');
    // Of its two commands the first is recorded and its reply is lost.
    await loseReplyAndPage(async () => (await found()).length === 1, onLine);
    await send();
    await page.locator('.incident').getByText('Shots heard').first().waitFor();
    const [made, ...more] = await found();
    expect(more).toEqual([]);
    expect((await north.read(made?.id ?? '')).alerts).toHaveLength(1);
  });

  test('corrects the facts once, and changes the status once', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Cattle at the ford' });
    const at = async (tab: string | null, name: string) => {
      await page.goto(`${cable.url}/#/incidents/${incidentId}`);
      await page.locator(`[data-incident="${incidentId}"]`).waitFor();
      if (tab) await page.getByRole('tab', { name: tab }).click();
      await page.locator('main').getByRole('button', { name }).click();
      await dialog().locator('textarea').waitFor();
    };
    const amended = () => north.entriesOf(channelId, 'incident.amended');
    const correct = () => at('Details', 'Correct the facts');
    await correct();
    await dialog().getByLabel('Outcome').fill('Driven back by the owner');
    await loseReplyAndPage(async () => (await amended()).length === 1, correct);
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await amended()).toHaveLength(1);

    const changed = () => north.entriesOf(channelId, 'incident.status_changed');
    const change = () => at(null, 'Change status');
    await change();
    await dialog().getByLabel('Reason').fill('The owner has come');
    await loseReplyAndPage(async () => (await changed()).length === 1, change);
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await changed()).toHaveLength(1);
  });

  test('puts the calling off once, and relieves an officer once', async () => {
    page = commander.page;
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Smuggled timber' });
    await north.raise(incidentId);
    const onQueue = async () => {
      await page.goto(`${cable.url}/#/queue`);
      const row = page.locator('main .queue-row').filter({ hasText: 'Smuggled timber' });
      await row.getByRole('button', { name: 'Put off' }).click();
      await dialog().getByLabel('Reason').waitFor();
    };
    const snoozed = () => north.entriesOf(channelId, 'escalation.snoozed');
    await onQueue();
    await dialog().getByLabel('For', { exact: true }).selectOption({ label: '30 min' });
    await dialog().getByLabel('Reason').fill('The patrol is on its way');
    await loseReplyAndPage(async () => (await snoozed()).length === 1, onQueue);
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await snoozed()).toHaveLength(1);

    const atWatch = async () => {
      await page.goto(`${cable.url}/#/watch`);
      await page.locator('main').getByRole('button', { name: 'Relieve', exact: true }).click();
      await dialog().locator('option', { hasText: 'relief.south' }).waitFor({ state: 'attached' });
    };
    const { stations } = await south.send('station.list', {});
    const { channelId: ours = '' } = stations.find(({ code }) => code === 'south') ?? {};
    const relieved = () => south.entriesOf(ours, 'watch.relieved');
    await atWatch();
    await dialog().getByLabel('Who takes over').selectOption({ label: 'relief.south' });
    await dialog().getByLabel('Reason').fill('He has fallen ill');
    await loseReplyAndPage(async () => (await relieved()).length === 1, atWatch);
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await relieved()).toHaveLength(1);
  });

  test('but the same words typed anew, after they were thrown away, are another wish', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Fire on the ridge' });
    const open = async () => {
      await page.goto(`${cable.url}/#/incidents/${incidentId}`);
      await page
        .locator(`[data-incident="${incidentId}"]`)
        .getByRole('button', { name: 'Raise alert' })
        .click();
      await dialog().locator('textarea').waitFor();
    };
    const raised = () => north.entriesOf(channelId, 'alert.raised');
    await open();
    await dialog().locator('textarea').fill('Please send water');
    await loseReplyAndPage(async () => (await raised()).length === 1, open);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await open();
    await dialog().locator('textarea').fill('Please send water');
    await send();
    await dialog().waitFor({ state: 'detached' });
    expect(await raised()).toHaveLength(2);
  });

  test('answers an alarm once', async () => {
    page = duty.page;
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Shouting at the ferry' });
    await north.raise(incidentId);
    const answered = () => north.entriesOf(channelId, 'alert.acknowledged');
    const alarm = () => page.locator('.alarm-bar [data-item]').filter({ hasText: 'Shouting at the ferry' });
    const press = () => alarm().locator('[data-key=acknowledge]:enabled:not([aria-disabled])').click();
    await page.goto(`${cable.url}/#/`);
    await alarm().waitFor();
    await until(async () => (await keptDesks(page))[0]?.includes('Shouting at the ferry'), {
      what: 'the desk is kept',
    });
    cable.mute();
    await press();
    await until(async () => (await answered()).length === 1, { what: 'the answer arrived' });
    await page.goto('about:blank');
    // The page is opened from what the device keeps, where nobody has answered yet.
    cable.pull();
    await page.goto(`${cable.url}/#/`);
    await page.getByText('The server has not answered.').waitFor();
    await press();
    await alarm().getByText('Sending…').waitFor();
    cable.plug();
    await noticeOf(page, /^Acknowledged on the record: .* No \d+ at /);
    expect(await answered()).toHaveLength(1);
  });

  test('promises a reply once, though half an hour from now is another time at the second press', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { title: 'A raft adrift' });
    await north.raise(incidentId);
    const answered = () => north.entriesOf(channelId, 'alert.acknowledged');
    const rail = page.getByRole('tabpanel');
    const accept = rail.getByRole('button', { name: 'Accepted: we act' });
    await page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await reloadUnderClock(page);
    await page.locator(`[data-incident="${incidentId}"]`).waitFor();
    await page.locator('.link-connected').waitFor();
    await rail.getByRole('radio', { name: '30 min' }).check();
    cable.mute();
    await accept.click();
    await until(async () => (await answered()).length === 1, { what: 'the answer arrived' });
    // As long as an answer is waited for.
    await page.clock.fastForward('01:01');
    await rail.locator('.refusal').waitFor();
    await accept.click();
    await rail.getByText('Sending…').first().waitFor();
    cable.plug();
    await noticeOf(page, /^Acknowledged on the record: .* No \d+ at /);
    expect(await answered()).toHaveLength(1);
  });
});
