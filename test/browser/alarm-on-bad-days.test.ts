// Bad days at a console: a clock that is wrong, notices that are denied, fonts and storage that never come. It alarms all the same.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat, signInAt } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** A browser that was told never to show notices. */
const denied = `Object.defineProperty(Notification, 'permission', { get: () => 'denied' });`;

/** A browser that shows notices, to nobody, and writes down what they said. */
const granted = `
  globalThis.notices = [];
  globalThis.Notification = class {
    static permission = 'granted';
    constructor(title, options) { this.said = { title, ...options, closed: false }; notices.push(this.said); }
    close() { this.said.closed = true; }
  };
  document.hasFocus = () => false;
`;

/** Storage that is full or forbidden. */
const noStorage = `
  Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
`;

describe.skipIf(!chromiumAvailable)('on a bad day', () => {
  const scene = openScene();
  const consoles = openConsoles();
  const seats: Seat[] = [];
  let north: TestOfficer;

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
  });
  afterEach(async () => {
    for (const { page } of seats.splice(0)) await page.context().close();
    for (const alertId of raised.splice(0)) await north.send('alert.withdraw', { alertId, reason: 'Over' });
  });

  const raised: string[] = [];
  const raise = async () => {
    const { incidentId, number } = await north.openIncident('river');
    raised.push((await north.raise(incidentId)).alertId);
    return number;
  };
  const sit = async (before: string) => {
    const seat = await consoles.open(scene.node().url, { before: `${ear}\n${before}` });
    seats.push(seat);
    await signInAt(seat.page, 'duty.south');
    await armAt(seat.page);
    return seat.page;
  };
  const bar = '.alarm-bar';

  test.each([
    ['slow', -10],
    ['fast', 10],
  ])('a PC whose clock is ten minutes %s counts down by the server’s clock', async (_, minutes) => {
    const page = await sit(`
      const real = Date.now.bind(Date);
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given) { given.length > 0 ? super(...given) : super(Date.now()); }
        static now() { return real() + ${minutes} * 60_000; }
      };
    `);
    await raise();
    await hears(page, 'critical');
    const countdown = page.locator(`${bar} .next-call [role=timer]`).first();
    // The ladder calls again after two minutes.
    await until(async () => /^(1:[0-5]\d|2:00)$/.test((await countdown.innerText()).trim()), {
      what: 'the countdown shows less than two minutes',
    });
    await page.getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await hears(page);
    await page.getByText(/^Silent for [12]:\d\d\./).waitFor();
  });

  test('denied notices are said in the settings, and nothing else breaks', async () => {
    const page = await sit(denied);
    await page.goto(`${scene.node().url}/#/settings`);
    await page.locator('.setting-denied').waitFor();
    await raise();
    await page.locator(bar).waitFor();
    await hears(page, 'critical');
  });

  test('a notice of the desktop names the alert and no word of it, and goes with the alarm', async () => {
    const page = await sit(granted);
    const number = await raise();
    const notices = () =>
      page.evaluate<{ title: string; body: string; closed: boolean }[]>('globalThis.notices');
    await until(async () => (await notices()).length === 1, { what: 'the notice is shown' });
    expect((await notices())[0]).toMatchObject({ title: `!!! ALERT ${number}`, silent: true, closed: false });
    expect(JSON.stringify(await notices())).not.toContain('Please confirm');
    await page.locator(bar).getByRole('button', { name: 'Received' }).click();
    await until(async () => (await notices())[0]?.closed === true, { what: 'the notice is taken away' });
  });

  test('the alarm does not wait for fonts', async () => {
    const seat = await consoles.open('about:blank', { before: ear });
    seats.push(seat);
    await seat.page.route(/\.woff2?$/, () => undefined);
    // A page that has begun to wait for its fonts is never called loaded.
    await seat.page.goto(scene.node().url, { waitUntil: 'domcontentloaded' });
    await signInAt(seat.page, 'duty.south');
    await armAt(seat.page);
    await raise();
    await hears(seat.page, 'critical');
    await seat.page.locator(bar).getByRole('button', { name: 'Received' }).waitFor();
  });

  test('the alarm does not wait for the words of the officer’s language', async () => {
    const { page, requests } = await consoles.open('about:blank', {
      before: `${ear}\n${noStorage}`,
      serviceWorkers: 'block',
    });
    seats.push({ page, requests });
    const words = /\/km-[^/]*\.js$/;
    await page.route(words, () => undefined);
    await page.goto(scene.node().url);
    await signInAt(page, 'duty.south');
    await armAt(page);
    await raise();
    await hears(page, 'critical');
    expect(requests.some((address) => words.test(address))).toBe(true);
  });

  test('a browser that keeps nothing still sounds, and still can be silenced', async () => {
    const page = await sit(noStorage);
    await raise();
    await hears(page, 'critical');
    await page.locator(bar).locator('.button-quiet').first().click();
    await hears(page);
  });
});
