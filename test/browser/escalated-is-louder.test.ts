// Behaviour 9: what escalates is louder to more people.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { minute, openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('an alert that nobody answers', () => {
  const scene = openScene();
  const consoles = openConsoles();
  const seats: Seat[] = [];
  let north: TestOfficer;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
  });
  afterEach(async () => {
    for (const { page } of seats.splice(0)) await page.context().close();
  });

  const sit = async (username: string) => {
    const seat = await consoles.seat(scene.node().url, username, { before: ear });
    seats.push(seat);
    return seat;
  };
  const lines = ({ page }: Seat) => page.locator('.alarm-bar .alarm-line');
  const advance = async (...minutes: number[]) => {
    for (const one of minutes) await scene.advance(one * minute);
  };

  test('moves to the top of the next console and sounds there, also when the first console was closed', async () => {
    const duty = await sit('duty.south');
    const commander = await sit('commander.south');
    const early = await north.openIncident('river', { title: 'Not called to the commander' });
    const first = await north.raise(early.incidentId);
    await lines(commander).first().waitFor();
    // At his station from its first second, but not called to him: shown, not sounded.
    expect(await lines(commander).first().getAttribute('class')).toContain('alarm-quiet');
    await hears(commander.page);
    await lines(duty).first().waitFor();
    await duty.page.close();

    await advance(2);
    const late = await north.openIncident('river', { title: 'Raised later' });
    const second = await north.raise(late.incidentId);
    await advance(2);
    await hears(commander.page, 'critical');
    await until(async () =>
      (await lines(commander).first().innerText()).includes('Not called to the commander'),
    );
    expect(await lines(commander).first().getAttribute('class')).not.toContain('alarm-quiet');
    const entries = await north.entriesOf(early.channelId, 'escalation.called');
    expect(entries.at(-1)?.payload).toMatchObject({ level: 'station', role: 'commander', cause: 'due' });
    for (const { alertId } of [first, second])
      await north.send('alert.withdraw', { alertId, reason: 'Over' });
  });

  test('tells an officer to ring his peer until he has seen it, also after a reload', async () => {
    const province = await sit('commander.north-province');
    const { incidentId } = await north.openIncident('river');
    const { alertId } = await north.raise(incidentId);
    await advance(2, 2, 3);
    await hears(province.page, 'critical');
    await province.page.reload();
    await armAt(province.page);
    await province.page.getByText('Call your peer opposite').waitFor();
    await hears(province.page, 'critical');
    await lines(province).getByRole('button', { name: 'Understood' }).click();
    await hears(province.page);
    await province.page.reload();
    await armAt(province.page);
    await province.page.getByText('Connected', { exact: true }).waitFor();
    await province.page.getByRole('link', { name: /Queue/ }).click();
    await province.page.locator(`main [data-item]`).first().waitFor();
    expect(await lines(province).count()).toBe(0);
    await north.send('alert.withdraw', { alertId, reason: 'Over' });
  });
});
