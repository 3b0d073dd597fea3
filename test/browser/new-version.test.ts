// A new version of the console: fetched while a seat runs, taken when its officer says so, never during an alarm.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { type Front, newerVersion, openFront } from '../support/newer-console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a new version of the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let front: Front | undefined;
  let south: Seat;
  let incidentId = '';

  beforeAll(async () => {
    const [north] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river'));
    front = await openFront(scene.node().url);
    const { url } = front;
    south = await consoles.seat(url, 'duty.south');
    await south.page.goto(`${url}/#/incidents/${incidentId}`);
    await south.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  });
  afterAll(async () => {
    await south?.page.context().close();
    await front?.close();
  });

  const isSamePage = () => south.page.evaluate('globalThis.isOld === true');
  const cacheNames = () => south.page.evaluate<string[]>('caches.keys()');

  test('is told in a line while the old one runs on', async () => {
    const { page } = south;
    await page.evaluate('void (globalThis.isOld = true)');
    front?.bringOut();
    await page.evaluate('navigator.serviceWorker.ready.then((one) => one.update()).then(() => undefined)');
    await page.getByText('A new version of the console is ready.').waitFor();
    expect(await isSamePage()).toBe(true);
  });

  test('waits while an alarm asks for an answer', async () => {
    const { page } = south;
    const north = await scene.officer('duty.north');
    await north.raise(incidentId);
    await page.getByText('Answer the alarm first, then reload.').waitFor();
    expect(await page.getByRole('button', { name: 'Reload', exact: true }).isDisabled()).toBe(true);
    await page.locator('.alarm-bar').getByRole('button', { name: 'Received' }).click();
    await page.getByText('Reload when convenient', { exact: false }).waitFor();
    expect(await isSamePage()).toBe(true);
  });

  test('is taken at a click, with the half sentence in its place', async () => {
    const { page } = south;
    const field = () => page.getByRole('textbox', { name: 'Message to both sides' });
    await field().fill('Half a sen');
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await until(async () => (await isSamePage()) === false, { what: 'the page is opened anew' });
    await field().waitFor();
    expect(await field().inputValue()).toBe('Half a sen');
    expect(await page.getByText('A new version of the console is ready.').count()).toBe(0);
    // No other seat of this PC runs the version before.
    expect(await cacheNames()).toEqual([`parley-console-${newerVersion}`]);
  });
});
