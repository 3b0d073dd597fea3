// Behaviour 7: every seat sees who acknowledged, where and when, and both sides' states apart; it is quiet only there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../shared/world.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { stopClock } from '../support/clock.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { smallWorld } from '../support/world.ts';

/** The small world with its far side an hour ahead and a second duty officer at each of three neighbours. */
async function acrossTheHour(): Promise<World> {
  const organisations = smallWorld.organisations.map((one) =>
    one.code === 'away' ? { ...one, timeZone: 'Asia/Shanghai' } : one,
  );
  const relief = (station: string) =>
    smallWorld.officers
      .filter(({ username }) => username === `duty.${station}`)
      .map((one) => ({ ...one, username: `relief.${station}`, name: `relief.${station}` }));
  return {
    ...smallWorld,
    organisations,
    officers: [...smallWorld.officers, ...relief('east'), ...relief('west')],
  };
}

describe.skipIf(!chromiumAvailable)('an acknowledgement', () => {
  const scene = openScene(acrossTheHour);
  const consoles = openConsoles();
  let seats: { duty: Seat; relief: Seat; commander: Seat; south: Seat };
  let north: TestOfficer;
  let south: TestOfficer;
  let incidentId: string;

  beforeAll(async () => {
    // What was received and not taken on calls again after five minutes.
    await stopClock(scene.node().application.db);
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river'));
    const url = `${scene.node().url}/#/incidents/${incidentId}`;
    // High enough for every line: what is not in view is not drawn.
    const at = (username: string) =>
      consoles.seat(url, username, { viewport: { width: 1366, height: 2_000 } });
    seats = {
      duty: await at('duty.north'),
      relief: await at('relief.north'),
      commander: await at('commander.north'),
      south: await at('duty.south'),
    };
  });
  afterAll(async () => {
    for (const seat of Object.values(seats ?? {})) await seat.page.context().close();
  });

  const rows = (seat: Seat) => seat.page.locator('.log-alert-sides > li');

  test('is told at every seat of both sides by name, station and time, in the log and on the card', async () => {
    await north.raise(incidentId);
    for (const seat of Object.values(seats)) await rows(seat).filter({ hasText: 'Calling' }).waitFor();
    await south.send('alert.acknowledge', {
      alertId: (await south.alert(incidentId)).alert.id,
      grade: 'received',
    });
    const { acknowledgedBy, receivedAt } = (await north.alert(incidentId)).escalation;
    expect(acknowledgedBy?.name).toBe('duty.south');
    const minutes = new Date(receivedAt ?? '').toISOString().slice(14, 19);
    for (const seat of Object.values(seats)) {
      const row = rows(seat).filter({ hasText: 'duty.south' });
      await row.getByText('Received').waitFor();
      expect(await row.innerText()).toContain(minutes);
      await seat.page.locator('.side', { hasText: 'duty.south' }).getByText('Answered by').waitFor();
    }
  });

  test('keeps our side and theirs apart when both must answer', async () => {
    // The far side asks us: now each side has an alert of its own to answer.
    const { alertId } = await south.raise(incidentId, { text: 'Please answer too' });
    const ours = (seat: Seat) => rows(seat).filter({ hasText: 'north' });
    for (const seat of Object.values(seats)) await ours(seat).filter({ hasText: 'Calling' }).waitFor();
    await north.send('alert.acknowledge', { alertId, grade: 'accepted' });
    for (const seat of Object.values(seats)) {
      await ours(seat).filter({ hasText: 'duty.north' }).getByText('Accepted').waitFor();
      await rows(seat).filter({ hasText: 'duty.south' }).getByText('Received').waitFor();
    }
  });

  test('and every other line stands with its number on the clocks of both sides', async () => {
    const first = seats.duty.page.locator('article.entry').first();
    expect(await first.locator('.entry-seq').innerText()).toBe('1');
    const times = await first.locator('.entry-time').allInnerTexts();
    expect(times).toHaveLength(2);
    const [ours = '', theirs = ''] = times;
    expect(theirs.slice(3)).toBe(ours.slice(3));
    expect((Number(ours.slice(0, 2)) + 1) % 24).toBe(Number(theirs.slice(0, 2)));
    expect(await seats.duty.page.locator('.log-heads .entry-time').allInnerTexts()).toEqual(['+07', '+08']);
    // Each reader's own clock stands first.
    expect(await seats.south.page.locator('.log-heads .entry-time').allInnerTexts()).toEqual(['+08', '+07']);
  });

  test('what came while nobody looked stands below a line', async () => {
    const { page } = seats.duty;
    const { channelId } = (await north.read(incidentId)).incident;
    // What the devices tell by themselves comes up to a second later, and is not what is to be new here.
    await until(
      async () => {
        const { alerts } = await north.read(incidentId);
        return alerts.every(({ escalations }) => escalations.every(({ openedAt }) => openedAt !== null));
      },
      { what: 'both alerts are opened' },
    );
    const newest = (await north.entries(channelId)).at(-1)?.seq;
    await page.locator('.shared .entry-seq').getByText(String(newest), { exact: true }).waitFor();
    await page.goto(`${scene.node().url}/#/`);
    await page.locator('.entry').first().waitFor({ state: 'detached' });
    await page.getByRole('article').first().waitFor();
    await south.post(channelId, 'Said meanwhile');
    await page.goBack();
    await page.locator('.entry-said', { hasText: 'Said meanwhile' }).waitFor();
    await page.getByText('New since you last looked').waitFor();
    const row = page.locator('.log-rows > * > *', { hasText: 'New since you last looked' });
    await until(async () => (await row.innerText()).includes('Said meanwhile'), {
      what: 'the line stands before the first new entry',
    });
  });

  test('ends the sound at every seat of the side that answered, and of no other', async () => {
    const [east, west] = await scene.onWatch('duty.east', 'duty.west');
    const { url } = scene.node();
    const at = (username: string) => consoles.seat(url, username, { before: ear });
    const eastern = [await at('duty.east'), await at('relief.east')];
    const western = [await at('duty.west'), await at('relief.west')];
    const { incidentId: shared } = await north.openIncident('ridge', { category: 'forest_exploitation' });
    const { alertId } = await north.raise(shared);
    for (const { page } of [...eastern, ...western]) await hears(page, 'critical');
    await east.send('alert.acknowledge', { alertId, grade: 'received' });
    for (const { page } of eastern) await hears(page);
    // They know of the answer too, and sound on for their own side.
    const known = (await north.alert(shared)).alert.escalations.map(({ state }) => state).sort();
    expect(known).toEqual(['acknowledged', 'running']);
    for (const { page } of western) await hears(page, 'critical');
    await west.send('alert.acknowledge', { alertId, grade: 'received' });
    for (const { page } of western) await hears(page);
    for (const { page } of [...eastern, ...western]) await page.context().close();
  });
});
