// Behaviour 19, hand-over and test: items accepted one by one, both names on record; the daily sound test and the monthly
// drill, marked EXERCISE on every screen and in no real count.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('behaviour 19: hand-over and test', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let relief: Seat;

  beforeAll(async () => {
    const [duty, south] = await scene.onWatch('duty.north', 'duty.south');
    await sitWithoutSound(duty);
    const { incidentId } = await south.openIncident('river', { title: 'Boats without lights' });
    await south.raise(incidentId);
    const { officer, station } = await (await scene.officer('relief.north')).client.me();
    const note = 'Two boats are still out.';
    await duty.send('watch.hand_over', { stationId: station.id, toOfficerId: officer.id, note });
    relief = await consoles.seat(scene.node().url, 'relief.north');
  });
  afterAll(() => relief?.page.context().close());

  /** A minute in which no alarm would have been heard where he sits. */
  async function sitWithoutSound(duty: TestOfficer) {
    const { application } = scene.node();
    const isSeen = async () =>
      (await duty.send('watch.list', {})).watches.some(({ sound }) => sound === 'off');
    await until(isSeen, { what: 'his seat is seen' });
    await application.lookAtSounds();
    await scene.advance(minute);
    await application.lookAtSounds();
  }

  test('each open item is accepted by itself, also one that changes meanwhile, and both names are recorded', async () => {
    const { page } = relief;
    await page.getByRole('link', { name: /The watch is offered to you/ }).click();
    await page.getByRole('button', { name: 'Accept the watch' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Two boats are still out.').waitFor();
    await dialog.getByText('0 of 2 accepted').waitFor();
    for (const item of await dialog.getByRole('checkbox').all()) await item.check();
    await dialog.getByText('2 of 2 accepted').waitFor();

    const duty = await scene.officer('duty.north');
    await duty.openIncident('river', { title: 'A lamp on the bank' });
    // Pressed without waiting: the console may have heard of it already, and then lets nobody press.
    await dialog.getByRole('button', { name: 'Accept the watch' }).dispatchEvent('click');
    await dialog.getByText('2 of 3 accepted').waitFor();
    await dialog.locator('li', { hasText: 'A lamp on the bank' }).getByText('New', { exact: true }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Accept the watch' }).isDisabled()).toBe(true);
    await dialog.locator('li', { hasText: 'A lamp on the bank' }).getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Accept the watch' }).click();
    await page.getByRole('link', { name: /On watch since/ }).waitFor();

    const { station } = await duty.client.me();
    const [entry] = await duty.entriesOf(station.channelId, 'watch.handed_over');
    expect(entry?.payload).toMatchObject({ from: { name: 'duty.north' }, to: { name: 'relief.north' } });
    expect(entry?.payload.openItems).toHaveLength(3);
  });

  test('the last watch is summed up, exercises in a column of their own', async () => {
    const { page } = relief;
    const summary = page.getByRole('region', { name: /Duty summary/ });
    await summary.getByText('duty.north').waitFor();
    expect(await summary.getByRole('columnheader').allTextContents()).toEqual(['What', 'Real', 'EXERCISE']);
    const received = summary.getByRole('row', { name: /Alerts received/ }).getByRole('cell');
    expect(await received.allTextContents()).toEqual(['1', '0']);
    await summary.getByText('Time when no alarm was heard').waitFor();
    await summary.getByText(/^▲ .+ in all$/).waitFor();
    expect(await summary.getByText('alarm sound off').count()).toBe(1);
  });

  test('turning the alarms on and hearing them is the sound test of the day; another one is recorded once', async () => {
    const { page } = relief;
    const duty = await scene.officer('duty.north');
    const { station } = await duty.client.me();
    const heard = { payload: { officer: { name: 'relief.north' }, heard: true } };
    const tested = () => duty.entriesOf(station.channelId, 'watch.sound_tested');
    const tests = page.getByRole('region', { name: 'Regular tests' });
    const sound = tests.locator('.tests-line', { hasText: 'Alarm sound' });
    await sound.getByText('relief.north: heard').waitFor();
    expect(await tested()).toMatchObject([heard]);
    expect(await sound.getByText('Due').count()).toBe(0);

    await tests.getByRole('button', { name: 'Play the test tone' }).click();
    await tests.getByRole('button', { name: 'Heard: record it', exact: true }).dblclick();
    await tests.getByRole('button', { name: 'Play the test tone' }).waitFor();
    expect(await tested()).toMatchObject([heard, heard]);
  });

  test('a drill is led from one place and says EXERCISE on every screen of both sides', async () => {
    const south = await consoles.seat(scene.node().url, 'duty.south');
    const { page } = relief;
    const tests = page.getByRole('region', { name: 'Regular tests' });
    const line = tests.locator('.tests-line', { hasText: 'River' });
    await line.getByText('Never').waitFor();
    await line.getByRole('button', { name: 'Drill' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start the drill' }).dblclick();
    await page.locator('.incident .cap-tape').getByText('Exercise').waitFor();

    const alarm = south.page.getByRole('region', { name: 'Alarms that wait for an answer' });
    await alarm.getByText('Exercise').first().waitFor();
    await south.page.locator('.tile-exercise').getByText('EXERCISE: 1 open').waitFor();
    await south.page.getByRole('link', { name: /Queue/ }).click();
    await south.page.locator('main').getByText('Exercise').first().waitFor();
    await south.page.goto(`${scene.node().url}/#/search?capStatus=Exercise`);
    await south.page.locator('.found .chip-cap').waitFor();
    expect(await south.page.locator('.found').count()).toBe(1);

    const duty = await scene.officer('duty.south');
    const { openIncidents, waitingForMe, exercise } = await duty.line('river');
    expect({ openIncidents, waitingForMe, exercise }).toEqual({
      ...{ openIncidents: 2, waitingForMe: 0 },
      exercise: { openIncidents: 1, waitingForMe: 1 },
    });
    await south.page.context().close();
  });

  test('the next officer sees when the line was last drilled', async () => {
    const { page } = await consoles.seat(scene.node().url, 'duty.north');
    await page.getByRole('link', { name: 'Watch', exact: true }).click();
    const line = page.locator('.tests-line', { hasText: 'River' });
    await line.getByRole('link', { name: /RIVER-\d+-0003/ }).waitFor();
    await page.context().close();
  });
});
