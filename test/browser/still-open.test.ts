// Behaviour 10: what was acknowledged and forgotten comes back, until somebody says that he has it or it is resolved.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';

describe.skipIf(!chromiumAvailable)('a critical alert that is acknowledged and still open', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    duty = await consoles.seat(scene.node().url, 'duty.south', { before: `${ear}\n${keepNotices}` });
  });
  afterAll(() => duty?.page.context().close());

  const lines = () => duty.page.locator('.alarm-bar .alarm-line');

  test('comes back after half an hour, also at a console that was reloaded meanwhile', async () => {
    const { incidentId, channelId } = await north.openIncident('river', { title: 'Boats without lights' });
    const { alertId } = await north.raise(incidentId);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    await south.post(channelId, 'Boat crew is on the water');
    await duty.page.reload();
    await armAt(duty.page);
    await duty.page.getByText('Connected', { exact: true }).waitFor();
    await hears(duty.page);
    await scene.advance(30 * minute);
    await duty.page.locator('.alarm-bar').getByText('Still open').waitFor();
    await hears(duty.page, 'critical');
    expect(await lines().first().innerText()).toContain('taken by duty.south');

    await lines().getByRole('button', { name: 'Still on it' }).click();
    await noticeOf(duty.page, /is still in hand, No \d+ at/);
    await hears(duty.page);

    await scene.advance(30 * minute);
    await duty.page.locator('.alarm-bar').getByText('Still open').waitFor();
    await south.send('incident.change_status', { incidentId, to: 'in_progress', reason: 'On it' });
    await south.send('incident.change_status', { incidentId, to: 'resolved', reason: 'Boats left' });
    await hears(duty.page);
    await duty.page.locator('.alarm-bar').waitFor({ state: 'detached' });
  });
});
