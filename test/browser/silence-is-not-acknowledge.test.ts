// Behaviour 5: silence pauses this seat for two minutes, counts them down, is on the record, and ends for a newer alarm.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { stopClock } from '../support/clock.ts';
import { armAt, openConsoles, type Seat } from '../support/console.ts';
import { ear, hears, soundsAt } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { reloadUnderClock } from '../support/page-clock.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('silence', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let relief: Seat;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    // The next call of the ladder would end a silence.
    await stopClock(scene.node().application.db);
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    duty = await consoles.seat(scene.node().url, 'duty.south', { before: ear });
    relief = await consoles.seat(scene.node().url, 'relief.south', { before: ear });
  });
  afterAll(async () => {
    for (const seat of [duty, relief]) await seat?.page.context().close();
  });

  const raise = async () => {
    const { incidentId } = await north.openIncident('river');
    return north.raise(incidentId);
  };
  const silencedItems = async () => {
    const { station } = await south.client.me();
    return (await south.send('watch.get', { stationId: station.id })).watch.silencedItems;
  };

  test('pauses the sound of this seat alone, with a countdown, and the record says so', async () => {
    const { page } = duty;
    const { alertId } = await raise();
    await hears(page, 'critical');
    await page.getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await hears(page);
    await page.getByText(/^Silent for [12]:\d\d\. Still not answered\.$/).waitFor();
    await hears(relief.page, 'critical');
    await until(async () => (await silencedItems()).some((item) => item.alertId === alertId), {
      what: 'the silence is on the record of the station',
    });
    const item = (await silencedItems()).find((one) => one.alertId === alertId);
    expect(item).toMatchObject({ by: { name: 'duty.south' } });
    const { escalations } = (await north.read(item?.incidentId ?? '')).alerts[0] ?? {};
    expect(escalations).toMatchObject([{ state: 'running', receivedAt: null }]);
  });

  test('is laid on the audio clock, so that the sound comes back in time though no timer runs', async () => {
    const [next] = (await soundsAt(duty.page)).filter(
      ({ signal, loop, ended, audible }) => signal === 'critical' && loop && !ended && !audible,
    );
    expect(next?.waits).toBeGreaterThan(110);
    expect(next?.waits).toBeLessThan(121);
  });

  test('ends at once for a newer alarm', async () => {
    await raise();
    await hears(duty.page, 'critical');
    await duty.page.getByText(/Silent for/).waitFor({ state: 'detached' });
  });

  test('holds in the other tabs of the PC and after a reload, but never beyond its two minutes', async () => {
    const { page } = duty;
    await page.getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await hears(page);
    await reloadUnderClock(page);
    await armAt(page);
    await page.getByText(/Silent for/).waitFor();
    await hears(page);
    await page.clock.fastForward('02:01');
    await page.getByText(/Silent for/).waitFor({ state: 'detached' });
    await page.locator('.alarm-bar').getByRole('button', { name: 'Silence for 2 minutes' }).waitFor();
  });

  test('cannot be had for longer: there is no mute', async () => {
    const names = await duty.page.getByRole('button').allInnerTexts();
    expect(names.filter((name) => /mute|for good|off/i.test(name))).toEqual([]);
    const { error } = await south.send('alarm.silence', { escalationIds: [], forMs: 1 } as never).then(
      () => ({ error: null }),
      (refusal: { code: string }) => ({ error: refusal.code }),
    );
    expect(error).toBe('invalid_input');
  });
});
