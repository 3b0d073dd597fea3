// Where the clocks of the ends differ, a shared moment is told on both, on every screen; what only our side knows on ours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../shared/world.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { smallWorld } from '../support/world.ts';

/** The far side is an hour ahead. */
async function acrossTheHour(): Promise<World> {
  const organisations = smallWorld.organisations.map((one) =>
    one.code === 'away' ? { ...one, timeZone: 'Asia/Shanghai' } : one,
  );
  return { ...smallWorld, organisations };
}

const both = /\d{2}:\d{2}:\d{2} \+07 \/ (\d{2}\/\d{2}\/\d{4} )?\d{2}:\d{2}:\d{2} \+08/;

const oneClock = /^(\d{2}\/\d{2}\/\d{4} )?\d{2}:\d{2}:\d{2} \+0[78]$/;

/** After midnight with the date. */
const ours = /^(\d{2}\/\d{2}\/\d{4} )?\d{2}:\d{2}:\d{2}$/;

describe.skipIf(!chromiumAvailable)('the clocks of both ends', () => {
  const scene = openScene(acrossTheHour);
  const consoles = openConsoles();
  let seat: Seat;
  let south: TestOfficer;
  let incidentId: string;

  const at = (address: string) => seat.page.goto(`${scene.node().url}/#/${address}`);

  beforeAll(async () => {
    [, south] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await south.openIncident('river', { title: 'Boats beyond the hour' }));
    await south.raise(incidentId);
    await scene.node().application.index();
    seat = await consoles.seat(scene.node().url, 'duty.north', { before: keepNotices });
  });
  afterAll(() => seat?.page.context().close());

  /** Said to a screen reader, and told by the title. */
  async function tellsBoth(within: string): Promise<void> {
    const age = seat.page.locator(`${within} time`).first();
    // The alarm may come before the line, whose ends tell their zones.
    await until(async () => both.test((await age.textContent()) ?? ''), { what: `both clocks in ${within}` });
    expect(await age.getAttribute('title')).toMatch(both);
  }

  test('stand behind the age of an alarm, of a line and of an alert in the queue', async () => {
    await tellsBoth('.alarm-head');
    await tellsBoth('.tile-waiting');
    await at('queue');
    await tellsBoth('.queue-row .queue-what');
    await at('incidents');
    await tellsBoth('.incident-row-last');
  });

  test('stand beside what a search finds', async () => {
    await at('search?text=confirm');
    await tellsBoth('.found-day');
    await tellsBoth('.hit-when');
  });

  test('are told by the notice of an answer', async () => {
    await at('');
    await seat.page.locator('.alarm-bar').getByRole('button', { name: 'Received' }).click();
    await noticeOf(seat.page, both);
  });

  test('stand one below the other under each step of an alert, and nothing else takes a line there', async () => {
    await at(`incidents/${incidentId}`);
    const times = seat.page.locator('.progress-done dd');
    const lines = async () => (await times.allInnerTexts()).flatMap((words) => words.split('\n'));
    // Delivered, opened, received.
    await until(
      async () => (await times.count()) === 3 && (await lines()).some((line) => / \+08/.test(line)),
    );
    expect(await lines()).toEqual(Array.from({ length: 6 }, () => expect.stringMatching(oneClock)));
  });

  test('do not stand beside our own watch and our own calls', async () => {
    const watch = seat.page.locator('.watch-state time');
    expect(await watch.innerText()).toMatch(ours);
    await at('queue');
    await south.raise(incidentId, { text: 'And this, please' });
    const called = seat.page.locator('.queue-row .called time').first();
    await called.waitFor();
    expect(await called.innerText()).toMatch(ours);
  });
});
