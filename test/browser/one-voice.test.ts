// Behaviour 12: of the tabs of one PC exactly one sounds; when it goes another takes over; also over plain HTTP.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat, signInAt } from '../support/console.ts';
import { audibleAt, ear, hears } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** A name on the LAN: no secure context, as behind a plain `http://` address at a station. */
const lan = 'parley.lan';

describe.skipIf(!chromiumAvailable).each([
  { where: 'this machine', host: '127.0.0.1', secure: true },
  { where: 'plain HTTP on a LAN', host: lan, secure: false },
])('one voice for a PC, over $where', ({ host, secure }) => {
  const scene = openScene();
  const consoles = openConsoles([`--host-resolver-rules=MAP ${lan} 127.0.0.1`]);
  let north: TestOfficer;
  let seat: Seat;
  const tabs: Page[] = [];

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    const url = scene.node().url.replace('127.0.0.1', host);
    seat = await consoles.open(url, { before: ear });
    await signInAt(seat.page, 'duty.south');
    tabs.push(seat.page);
    for (let more = 0; more < 4; more += 1) {
      const page = await seat.page.context().newPage();
      await page.goto(url);
      await page.locator('.top-bar').waitFor();
      tabs.push(page);
    }
  });
  afterEach(async () => {
    for (const { alertId } of open.splice(0)) await north.send('alert.withdraw', { alertId, reason: 'Over' });
    for (const tab of tabs) await tab.locator('.alarm-bar').waitFor({ state: 'detached' });
  });
  afterAll(() => seat?.page.context().close());

  const open: { alertId: string }[] = [];
  const raise = async () => {
    const { incidentId } = await north.openIncident('river');
    open.push(await north.raise(incidentId));
  };
  const sounding = async () => {
    const heard = await Promise.all(tabs.map(async (tab) => (await audibleAt(tab)).includes('critical')));
    return tabs.filter((_, index) => heard[index]);
  };
  /** The one tab that sounds, once no other does. */
  const oneSounds = () =>
    until(
      async () => {
        const [voice, ...more] = await sounding();
        return more.length === 0 && voice;
      },
      { what: 'one tab sounds' },
    );

  test('a tab whose sound is off never speaks for the PC', async () => {
    const [first, second] = tabs;
    if (!first || !second) throw new Error('there are five tabs');
    expect(await first.evaluate('isSecureContext && "locks" in navigator')).toBe(secure);
    await armAt(second);
    await raise();
    await until(async () => (await audibleAt(second)).includes('critical'));
    expect(await sounding()).toEqual([second]);
  });

  test('with five tabs armed exactly one sounds, and closing it hands over', async () => {
    for (const tab of tabs) if (await tab.locator('.arming').count()) await armAt(tab);
    await raise();
    for (let closed = 0; closed < 3; closed += 1) {
      const voice = await oneSounds();
      await voice.close();
      tabs.splice(tabs.indexOf(voice), 1);
    }
    await oneSounds();
    expect(tabs).toHaveLength(2);
  });

  test('a device whose storage is full sounds all the same, though a tab that crashed left its note there', async () => {
    const full = `
      localStorage.setItem('parley.voice', JSON.stringify({ tab: 'crashed', until: 1 }));
      Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    `;
    const url = scene.node().url.replace('127.0.0.1', host);
    const { page } = await consoles.seat(url, 'relief.south', { before: `${ear}\n${full}` });
    await raise();
    await hears(page, 'critical');
    await page.context().close();
  });

  test('silence in one tab silences the one that sounds', async () => {
    await raise();
    const voice = await oneSounds();
    const other = tabs.find((tab) => tab !== voice);
    await other?.locator('.alarm-bar').getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await until(async () => (await sounding()).length === 0, { what: 'the PC is silent' });
    await voice
      .getByText(/Silent for/)
      .first()
      .waitFor();
  });
});
