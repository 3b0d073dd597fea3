// Behaviour 8: time to the next call and whom it goes to, by the server's clock; said aloud at 60 and at 10 seconds only.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** Whatever a live region says, in order, is kept where the test can read it. */
const listen = `
  window.said = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live=assertive]');
      if (region?.textContent) window.said.push(region.textContent);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

/** What each change of a live region would have a screen reader say; what is off within it is not said. */
const listenAll = `
  window.spoken = [];
  const live = '[aria-live], [role=status], [role=alert], [role=log], [role=timer]';
  const isOff = (region) => (region.getAttribute('aria-live') ?? (region.role === 'timer' ? 'off' : '')) === 'off';
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
      if (region && !isOff(region)) window.spoken.push(region.className + ': ' + region.textContent);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

/** This PC's clock is wrong by so much, and can be moved on. */
const fastClock = (offsetMs: number) => `
  { const real = Date.now.bind(Date); window.clockMs = ${offsetMs}; Date.now = () => real() + window.clockMs; }`;

/** What the ladder's timer shows, in seconds; below zero once its time has passed. */
const secondsShown = `(() => {
  const { innerText } = document.querySelector('.ladder [role=timer]');
  const [, sign, minutes, seconds] = /^(−?)(\\d+):(\\d\\d)$/.exec(innerText) ?? [];
  return (sign ? -1 : 1) * (Number(minutes) * 60 + Number(seconds));
})()`;

describe.skipIf(!chromiumAvailable)('the countdown of an alert', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let seat: Seat;
  let north: TestOfficer;
  let south: TestOfficer;
  let incidentId: string;

  beforeAll(async () => {
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river'));
    seat = await consoles.seat(`${scene.node().url}/#/incidents/${incidentId}`, 'duty.north', {
      before: `${fastClock(600_000)}${listen}`,
    });
    // Not before: the countdown runs, and at 60 seconds it speaks.
    await north.raise(incidentId);
  });
  afterAll(() => seat?.page.context().close());

  const ladder = () => seat.page.getByRole('list', { name: 'Ladder' });
  const secondsLeft = () => seat.page.evaluate<number>(secondsShown);
  /** The next call at once. */
  const climb = async () => {
    const { id: escalationId, turn } = (await north.alert(incidentId)).escalation;
    await south.send('escalation.escalate_now', { escalationId, turn });
  };
  /**
   * Moves this PC's clock on until so many seconds are left; what the server tells meanwhile sets it back. Read and moved
   * at one stroke: after a tick between the two it would be moved once more.
   */
  const leave = (seconds: number) =>
    until(
      async () => {
        const left = await seat.page.evaluate<number>(`(() => {
          const left = ${secondsShown};
          if (left > ${seconds}) window.clockMs += (left - ${seconds}) * 1_000;
          return left;
        })()`);
        if (left <= seconds) return true;
        await until(async () => (await secondsLeft()) !== left, { what: 'the clock to tick' });
        return false;
      },
      { what: `${seconds} seconds are left` },
    );
  /** Waits, with so many seconds left or fewer, until so many words have been said. */
  const hear = (count: number, seconds: number) =>
    until(
      async () => {
        await leave(seconds);
        return (await said()).length >= count;
      },
      { what: `${count} to be said` },
    );
  const said = () =>
    seat.page.evaluate<string[]>('window.said.filter((text) => text.includes("seconds left"))');

  test('counts by the server, though this PC is ten minutes fast, and the log says that it is', async () => {
    const { dueAt } = (await north.alert(incidentId)).escalation;
    const truly = () => (Date.parse(dueAt ?? '') - scene.now()) / 1_000;
    await until(async () => Math.abs((await secondsLeft()) - truly()) < 4, { what: 'the true time left' });
    await seat.page
      .getByRole('note')
      .filter({ hasText: /clock is (10:0|9:5)\d fast/ })
      .waitFor();
  });

  test('shows the rung it stands on, those behind and ahead, and who is called next', async () => {
    const rungs = ladder().getByRole('listitem');
    expect(await rungs.count()).toBe(4);
    // The duty officer is called twice: the next call is his again.
    const now = ladder().locator('[aria-current=step]');
    expect(await now.innerText()).toContain('duty officer');
    expect(await now.innerText()).toContain('call 1 of 2');
    expect(await now.getByRole('timer').count()).toBe(1);
    await climb();
    await now.getByText('commander').waitFor();
    const next = ladder().locator('.ladder-next');
    expect(await next.innerText()).toContain('provincial');
    expect(await next.getByRole('timer').count()).toBe(1);
    expect(await ladder().locator('.ladder-done').count()).toBe(1);
    expect(await ladder().getByText('peer told to call').count()).toBe(1);
  });

  test('is said aloud at 60 seconds and at 10, and at no other time', async () => {
    await climb();
    await until(async () => (await secondsLeft()) > 200, { what: 'the province has five minutes' });
    expect(await said()).toEqual([]);
    await hear(1, 61);
    await leave(30);
    expect(await said()).toHaveLength(1);
    await hear(2, 11);
    const [first = '', second = ''] = await said();
    expect(first).toContain('60 seconds left');
    expect(second).toContain('10 seconds left');
    await leave(5);
    expect(await said()).toHaveLength(2);
  });

  test('and nothing that ticks at the addressed seat is said: neither how long it has waited nor the state of the link', async () => {
    const { id: alertId } = (await south.alert(incidentId)).alert;
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    const cable = await openCable(scene.node().url);
    const { page } = await consoles.seat(cable.url, 'duty.south', { before: listenAll });
    const spoken = () => page.evaluate<string[]>('window.spoken');
    const ticks = async (text: Locator) => {
      const seen = new Set<string>();
      await until(async () => seen.add(await text.innerText()).size > 3, { what: 'it ticks three times' });
    };
    await page.locator('.link-connected').waitFor();
    const { incidentId: another, channelId } = await north.openIncident('river');
    await north.raise(another);
    const bar = page.locator('.alarm-bar');
    await bar.getByRole('timer').waitFor();
    expect(await spoken()).not.toEqual([]);
    await page.evaluate('window.spoken = []');
    await ticks(bar.locator('.alarm-head'));
    await ticks(bar.getByRole('timer'));
    const { seq } = await north.post(channelId, 'We wait');
    await page.locator('.link').getByText(`No ${seq}`).waitFor();
    expect(await spoken()).toEqual([]);
    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await ticks(page.locator('.link'));
    const ofLink = (await spoken()).filter((words) => /Reconnecting|Offline/.test(words));
    expect(ofLink.filter((words) => /\d/.test(words))).toEqual([]);
    expect(ofLink).not.toEqual([]);
    await page.context().close();
    await cable.close();
  });
});
