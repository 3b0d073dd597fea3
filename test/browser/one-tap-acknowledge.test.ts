// Behaviour 6: one tap answers, once, and success is only what the server wrote; a second officer learns who was first.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('one tap', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let duty: Seat;
  let relief: Seat;
  let north: TestOfficer;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    cable = await openCable(scene.node().url);
    duty = await consoles.seat(scene.node().url, 'duty.south', { before: keepNotices });
    relief = await consoles.seat(cable.url, 'relief.south', { before: keepNotices });
  });
  // Received and left, an alarm rings again after five minutes.
  afterEach(async () => {
    for (const alertId of raised.splice(0)) await north.send('alert.withdraw', { alertId, reason: 'Over' });
  });
  afterAll(async () => {
    for (const seat of [duty, relief]) await seat?.page.context().close();
    await cable?.close();
  });

  const raised: string[] = [];
  const raise = async () => {
    const { incidentId, number, channelId } = await north.openIncident('river');
    raised.push((await north.raise(incidentId)).alertId);
    const { id } = (await north.alert(incidentId)).escalation;
    return {
      id,
      incidentId,
      number,
      acknowledgements: () => north.entriesOf(channelId, 'alert.acknowledged'),
    };
  };
  /** Until these alarms are there and no other: what was answered before may still stand there for a moment. */
  const shows = ({ page }: Seat, ...alarms: { id: string }[]) =>
    until(
      async () => {
        const ids = await page.evaluate<string[]>(
          `[...document.querySelectorAll('.alarm-bar [data-item]')].map(({ dataset }) => dataset.item)`,
        );
        return String(ids) === String(alarms.map(({ id }) => id));
      },
      { what: 'these alarms alone are shown' },
    );
  const answer = ({ page }: Seat) => page.locator('.alarm-bar [data-key=acknowledge]').first();

  test('acknowledges without a dialog, with a button large enough for a gloved finger', async () => {
    const alarm = await raise();
    const { acknowledgements } = alarm;
    await shows(duty, alarm);
    const box = await answer(duty).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
    await answer(duty).click();
    await until(async () => (await acknowledgements()).length === 1);
    const [entry] = await acknowledgements();
    await noticeOf(duty.page, new RegExp(`^Acknowledged on the record: .* No ${entry?.seq} at `));
    expect(await duty.page.getByRole('dialog').count()).toBe(0);
  });

  test('leaves one record when it is pressed twice', async () => {
    const alarm = await raise();
    await shows(duty, alarm);
    await answer(duty).dblclick();
    await duty.page.locator('.alarm-bar').waitFor({ state: 'detached' });
    expect(await alarm.acknowledgements()).toHaveLength(1);
  });

  test('does not answer, by a second press, the alarm that has come to stand in the place of the first', async () => {
    const [first, second] = [await raise(), await raise()];
    const { page } = duty;
    const next = `.alarm-bar > ul:first-child [data-item="${second.id}"] [data-key=acknowledge]`;
    await shows(duty, first, second);
    // The second of two quick clicks, at the very moment at which the next alarm stands there.
    await page.evaluate(`new MutationObserver((_, observer) => {
      const button = document.querySelector('${next}');
      if (!button) return;
      observer.disconnect();
      window.found = button.getAttribute('aria-disabled');
      button.click();
    }).observe(document.body, { childList: true, subtree: true })`);
    await answer(duty).click();
    await page.locator(`${next}:not([aria-disabled], :disabled)`).waitFor();
    expect(await page.evaluate('window.found')).toBe('true');
    expect(await second.acknowledgements()).toHaveLength(0);
    await page.locator(next).click();
    await page.locator('.alarm-bar').waitFor({ state: 'detached' });
    expect(await first.acknowledgements()).toHaveLength(1);
    expect(await second.acknowledgements()).toHaveLength(1);
  });

  test('says that it is sending until the reply is there, and one record stands though the first reply was lost', async () => {
    const alarm = await raise();
    const { number, acknowledgements } = alarm;
    await shows(relief, alarm);
    cable.mute();
    await answer(relief).click();
    await until(async () => (await acknowledgements()).length === 1, { what: 'the answer arrived' });
    expect(await answer(relief).innerText()).toBe('Sending…');
    expect(await answer(relief).isDisabled()).toBe(true);
    cable.plug();
    await noticeOf(relief.page, new RegExp(`^Acknowledged on the record: ${number}, `));
    expect(await acknowledgements()).toHaveLength(1);
  });

  test('stays under way in a row that is drawn anew', async () => {
    const [first, second] = [await raise(), await raise()];
    const { page } = relief;
    const lower = page.locator('.alarm-rest [data-key=acknowledge]');
    await shows(relief, first, second);
    cable.mute();
    await lower.click();
    await until(async () => (await second.acknowledgements()).length === 1, { what: 'the answer arrived' });
    await page.getByRole('button', { name: 'Show the first only' }).click();
    await page.getByRole('button', { name: '1 more alarm' }).click();
    expect(await lower.innerText()).toBe('Sending…');
    expect(await lower.isDisabled()).toBe(true);
    cable.plug();
    await lower.waitFor({ state: 'detached' });
    await answer(relief).click();
    await page.locator('.alarm-bar').waitFor({ state: 'detached' });
    expect(await first.acknowledgements()).toHaveLength(1);
    expect(await second.acknowledgements()).toHaveLength(1);
  });

  test('of a second officer in the same second is on the record too, and tells him calmly who was first', async () => {
    const alarm = await raise();
    const { incidentId, number, acknowledgements } = alarm;
    for (const seat of [duty, relief]) await shows(seat, alarm);
    cable.mute();
    await answer(duty).click();
    await until(async () => (await acknowledgements()).length === 1);
    await answer(relief).click();
    await until(async () => (await acknowledgements()).length === 2);
    cable.plug();
    await noticeOf(relief.page, new RegExp(`^duty\\.south (had taken|took) ${number} `));
    await relief.page.locator('.alarm-bar').waitFor({ state: 'detached' });
    expect(await relief.page.getByRole('alert').count()).toBe(0);
    const { escalation } = await north.alert(incidentId);
    expect(escalation.acknowledgedBy).toMatchObject({ name: 'duty.south' });
  });
});
