// Behaviour 14 and 20: a second visit opens from what the device keeps, says honestly how old it is, and loses nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { keptDesks } from '../support/kept-desks.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('a console that is opened while the server is gone', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let south: Seat;
  let incidentId = '';

  beforeAll(async () => {
    const [north] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river', { title: 'Boats without lights' }));
    await north.raise(incidentId);
    cable = await openCable(scene.node().url);
    south = await consoles.seat(cable.url, 'duty.south');
  });
  afterAll(async () => {
    await south?.page.context().close();
    await cable?.close();
  });

  /** Told in the page's own words: these tests know nothing of a browser's types. */
  const kept = () =>
    south.page.evaluate<string[]>(`(async () => {
      const caching = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
      return (await Promise.all(caching)).flat().map(({ url }) => new URL(url).pathname);
    })()`);
  const alarm = () => south.page.getByRole('region', { name: 'Alarms that wait for an answer' });

  test('keeps its own files and the language in use, and no answer of the server', async () => {
    await alarm().waitFor();
    await south.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    const paths = await until(async () => {
      const found = await kept();
      return found.some((path) => /^\/assets\/en-/.test(path)) && found;
    });
    expect(paths).toContain('/');
    expect(paths.filter((path) => /^\/assets\/(vi|km|zh|lo)-/.test(path))).toEqual([]);
    expect(paths.filter((path) => !/^\/(assets\/|icons\/|manifest\.webmanifest$|$)/.test(path))).toEqual([]);
    // With the alarm: it is kept every few seconds, and first it may have been kept before all had come.
    await until(async () => (await keptDesks(south.page))[0]?.includes('Boats without lights'), {
      what: 'the desk is kept',
    });
    expect(await keptDesks(south.page)).toHaveLength(1);
  });

  test('shows what it last knew, its age, the alarm and what is not sent, and does not look calm', async () => {
    const { page } = south;
    await page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await page.locator('.entry').first().waitFor();
    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await page
      .getByRole('textbox', { name: 'Message to both sides' })
      .fill('Written while the line was down');
    await page.getByRole('textbox', { name: 'Message to both sides' }).press('Enter');
    await page.locator('.unsent', { hasText: 'Written while' }).waitFor();
    await page.getByRole('textbox', { name: 'Message to both sides' }).fill('Half a sen');

    await page.goto('about:blank');
    await page.goto(`${cable.url}/#/`);
    await page.getByText('The server has not answered.').waitFor();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await alarm().getByText('Boats without lights').waitFor();
    await page.locator('.seat-stale').waitFor();
    await page.getByText('1 not sent yet').click();
    await page.getByText('Written while the line was down').waitFor();
  });

  test('sends it once when the server is back, and has kept the half sentence', async () => {
    const { page } = south;
    cable.plug();
    await page.locator('.link-connected').waitFor();
    await page.getByText('The server has not answered.').waitFor({ state: 'detached' });
    await page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await page.locator('.entry-said', { hasText: 'Written while the line was down' }).waitFor();
    await page.locator('.unsent').waitFor({ state: 'detached' });
    expect(await page.locator('.entry-said', { hasText: 'Written while' }).count()).toBe(1);
    expect(await page.getByRole('textbox', { name: 'Message to both sides' }).inputValue()).toBe(
      'Half a sen',
    );
  });

  test('keeps nothing of the officer on the device once he has signed out, and asks before words go', async () => {
    const { page } = south;
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('words that you began and did not send', { exact: false }).waitFor();
    const drafts = () =>
      page.evaluate<string[]>("Object.keys(localStorage).filter((key) => key.startsWith('parley.draft.'))");
    expect(await drafts()).toHaveLength(1);
    await page.getByRole('button', { name: 'Sign out and delete' }).click();
    await page.locator('input[autocomplete=username]').waitFor();
    await until(async () => (await drafts()).length === 0, { what: 'the drafts are thrown away' });
    await until(async () => (await keptDesks(south.page)).length === 0, { what: 'the desk is thrown away' });
    expect((await kept()).filter((path) => path.startsWith('/api') || path.startsWith('/socket.io'))).toEqual(
      [],
    );
  });
});
