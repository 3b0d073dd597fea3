// Every dialog with typed words: after Escape, a reload, a lost session and a restarted server they are there again.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { signIn, signOutEverywhere, type TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

interface DialogOfWords {
  what: string;
  /** Leads there, up to the button that opens it. */
  button: () => Promise<Locator>;
  /** By label: what is typed. */
  words: Readonly<Record<string, string>>;
  /** By label: what is chosen, as it reads. */
  chosen?: Readonly<Record<string, string>>;
}

describe.skipIf(!chromiumAvailable)('what is typed in any dialog', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let north: TestOfficer;
  let seat: Seat;
  let page: Page;
  let incidentId = '';
  let own = '';

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river', { title: 'Boats without lights' }));
    own = (await north.openIncident('river', { title: 'Fire in the reeds' })).incidentId;
    await north.raise(incidentId);
    await (await scene.officer('duty.south')).raise(incidentId);
    cable = await openCable(scene.node().url);
    seat = await consoles.seat(cable.url, 'commander.south');
    page = seat.page;
    for (const one of dialogs) await type(one);
  });
  afterAll(async () => {
    await seat?.page.context().close();
    await cable?.close();
  });

  const goTo = (hash: string) => page.goto(`${cable.url}/#/${hash}`);
  const onTile = (name: string) => async () => {
    await goTo('');
    return page.locator('.tile', { hasText: 'River' }).getByRole('button', { name });
  };
  const inCase =
    (name: string, tab = 'Alerts', id = () => incidentId) =>
    async () => {
      await goTo(`incidents/${id()}`);
      await page.locator('.incident').waitFor();
      await page.getByRole('tab', { name: tab }).click();
      return page.locator('main').getByRole('button', { name, exact: true }).first();
    };
  const onWatchScreen = (name: string) => async () => {
    await goTo('watch');
    return page.locator('main').getByRole('button', { name, exact: true }).first();
  };

  const dialogs: readonly DialogOfWords[] = [
    {
      what: 'Opening an incident',
      button: onTile('Open incident'),
      words: { Title: 'Smoke over the hi', 'Place in words': 'At the old fer', Longitude: '105' },
      chosen: { Severity: 'Severe', 'Real or exercise': 'Exercise' },
    },
    {
      what: 'Raising an alert on a line',
      button: onTile('Raise alert'),
      words: { Title: 'Shots hea', 'What must be answered': 'Please confirm the sho' },
      chosen: { Severity: 'Minor' },
    },
    {
      what: 'Raising an alert in an incident',
      button: inCase('Raise alert'),
      words: { 'What must be answered': 'Boats at the bend, please conf' },
      chosen: { Urgency: 'within the hour' },
    },
    {
      what: 'Changing the status',
      button: inCase('Change status'),
      words: { Reason: 'The boats have le' },
      chosen: { 'New status': 'Resolved' },
    },
    {
      what: 'Correcting the facts',
      button: inCase('Correct the facts', 'Details'),
      words: { Title: 'Boats without any li', Outcome: 'Three fishermen se' },
      chosen: { Severity: 'Minor' },
    },
    {
      what: 'Withdrawing an alert',
      button: inCase('Withdraw alert'),
      words: { Reason: 'It was our own pat' },
    },
    {
      what: 'Putting the calling off',
      button: inCase('Put off'),
      words: { Reason: 'The patrol is on its w' },
      chosen: { For: '30 min' },
    },
    {
      what: 'Escalating',
      button: inCase('Escalate now'),
      words: { 'Reason (optional)': 'His telephone is o' },
    },
    {
      what: 'Taking an alert over',
      button: inCase('Take over'),
      words: { 'Reason (optional)': 'I stand beside h' },
    },
    {
      what: 'Relieving the watch',
      button: onWatchScreen('Relieve'),
      words: { Reason: 'He has fallen i' },
      chosen: { 'Who takes over': 'relief.south' },
    },
    {
      what: 'Leading a drill',
      button: onWatchScreen('Drill'),
      words: { Title: 'Drill of Novem', 'Words of the alert': 'This is only a dri' },
    },
  ];

  const dialog = () => page.getByRole('dialog');
  const labelled = (label: string) => dialog().getByLabel(label, { exact: true });
  const open = async ({ button, words }: DialogOfWords) => {
    await (await button()).click();
    const [first = ''] = Object.keys(words);
    await labelled(first).waitFor();
  };
  /** Who may be chosen is asked of the server. */
  const isChosen = (label: string, choice: string) =>
    until(async () => (await labelled(label).locator('option:checked').textContent()) === choice, {
      what: `${choice} is chosen at ${label}`,
    });
  const holds = async ({ words, chosen = {} }: DialogOfWords) => {
    for (const [label, text] of Object.entries(words)) expect(await labelled(label).inputValue()).toBe(text);
    for (const [label, choice] of Object.entries(chosen)) await isChosen(label, choice);
  };
  const leave = async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };

  const type = async (one: DialogOfWords) => {
    await open(one);
    for (const [label, text] of Object.entries(one.words)) await labelled(label).fill(text);
    for (const [label, choice] of Object.entries(one.chosen ?? {}))
      await labelled(label).selectOption({ label: choice });
    await leave();
  };
  const isThere = async (one: DialogOfWords) => {
    await open(one);
    await holds(one);
    await leave();
  };
  const endSessionsOf = async (username: string) => {
    const elsewhere = await signIn(cable.url, username);
    await signOutEverywhere(elsewhere);
    elsewhere.close();
    await page.locator('input[autocomplete=username]').waitFor();
  };

  test.each(dialogs)('$what: is there again after Escape', isThere);

  test('is there again after a reload', async () => {
    await page.reload();
    await page.locator('.top-bar').waitFor();
    for (const one of dialogs) await isThere(one);
  });

  test('is there again after a session that was ended elsewhere', async () => {
    await endSessionsOf('commander.south');
    await signInAt(page, 'commander.south');
    for (const one of dialogs) await isThere(one);
  });

  test('stays in the open dialog while the server restarts, and is recorded then', async () => {
    const raising: DialogOfWords = {
      what: 'Raising an alert in a case of its own',
      button: inCase('Raise alert', 'Alerts', () => own),
      words: { 'What must be answered': 'Is anybody there' },
    };
    await type(raising);
    await open(raising);
    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    const another = await scene.record().node();
    await scene.node().stop();
    cable.plug(another.url);
    await page.locator('.link-connected').waitFor();
    await holds(raising);
    await dialog().locator('button[type=submit]').click();
    await dialog().waitFor({ state: 'detached' });
    await page.locator('.entry', { hasText: 'Is anybody there' }).waitFor();
    await open(raising);
    expect(await labelled('What must be answered').inputValue()).toBe('');
    await leave();
  });

  test('Handing the watch over: is there again after Escape, a reload and a lost session', async () => {
    const handing: DialogOfWords = {
      what: 'Handing the watch over',
      button: onWatchScreen('Hand over'),
      words: { 'A word for the next watch': 'The boats will come ba' },
      chosen: { To: 'relief.south' },
    };
    const holder = await consoles.seat(cable.url, 'duty.south');
    page = holder.page;
    await type(handing);
    await isThere(handing);
    await page.reload();
    await page.locator('.top-bar').waitFor();
    await isThere(handing);
    await endSessionsOf('duty.south');
    await signInAt(page, 'duty.south');
    await isThere(handing);
    await page.context().close();
    page = seat.page;
  });
});
