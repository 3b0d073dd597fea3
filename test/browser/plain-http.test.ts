// Plain HTTP at an address of the LAN: no service worker, no locks, no notices; the console stands and the alarm sounds.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import { openScene } from '../support/scene.ts';

describe.skipIf(!chromiumAvailable)('the console at a plain address of the LAN', () => {
  const scene = openScene();
  // A name that is not this machine's own: browsers trust only localhost without TLS.
  const consoles = openConsoles(['--host-resolver-rules=MAP hotline.lan 127.0.0.1']);
  let south: Seat;

  beforeAll(async () => {
    await scene.onWatch('duty.north', 'duty.south');
    const { port } = new URL(scene.node().url);
    south = await consoles.seat(`http://hotline.lan:${port}`, 'duty.south', { before: ear });
  });
  afterAll(() => south?.page.context().close());

  test('has none of what browsers keep for secure pages', async () => {
    const has = await south.page.evaluate<Record<string, boolean>>(`({
      secure: isSecureContext,
      worker: 'serviceWorker' in navigator,
      locks: 'locks' in navigator,
    })`);
    expect(has).toEqual({ secure: false, worker: false, locks: false });
  });

  test('is live, shows an alarm and sounds it, and one tap answers', async () => {
    const { page } = south;
    await page.locator('.link-connected').waitFor();
    const north = await scene.officer('duty.north');
    const { incidentId } = await north.openIncident('river', { title: 'Boats without lights' });
    await north.raise(incidentId);
    const alarm = page.getByRole('region', { name: 'Alarms that wait for an answer' });
    await alarm.getByText('Boats without lights').waitFor();
    await hears(page, 'critical');
    await alarm.getByRole('button', { name: 'Received' }).click();
    await alarm.waitFor({ state: 'detached' });
    expect((await north.alert(incidentId)).escalation.state).toBe('acknowledged');
  });

  test('keeps what is written while the line is down', async () => {
    const { page } = south;
    const north = await scene.officer('duty.north');
    const { incidentId } = await north.openIncident('river');
    await page.goto(`${new URL(page.url()).origin}/#/incidents/${incidentId}`);
    await page.locator('.entry').first().waitFor();
    await page.context().setOffline(true);
    await page.locator('.link-offline').waitFor();
    const field = page.getByRole('textbox', { name: 'Message to both sides' });
    await field.fill('Over plain HTTP');
    await field.press('Enter');
    await page.locator('.unsent', { hasText: 'Over plain HTTP' }).waitFor();
    await page.context().setOffline(false);
    await page.locator('.entry-said', { hasText: 'Over plain HTTP' }).waitFor();
  });
});
