// Bad days at the console: a full disk, a lost session, an account disabled in mid sentence, a restarted server. Nothing typed is lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { signIn, signOutEverywhere, type TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** Refuses to write as a browser does whose disk is full: Chromium cannot be given a full one from outside. */
const fullDisk = `
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (globalThis.isDiskFull) throw new DOMException('the disk is full', 'QuotaExceededError');
    return put.apply(this, given);
  };
`;

describe.skipIf(!chromiumAvailable)('on a bad day at the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let north: TestOfficer;
  let south: Seat;
  let incidentId = '';

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId } = await north.openIncident('river', { title: 'Boats without lights' }));
    cable = await openCable(scene.node().url);
    south = await consoles.seat(cable.url, 'duty.south', { before: fullDisk });
    await south.page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await south.page.locator('.entry').first().waitFor();
    // What is read over HTTP stands there before the link does.
    await south.page.locator('.link-connected').waitFor();
  });
  afterAll(async () => {
    await south?.page.context().close();
    await cable?.close();
  });

  const field = () => south.page.getByRole('textbox', { name: 'Message to both sides' });
  const said = (text: string) => south.page.locator('.entry-said', { hasText: text });
  const signInAgain = async () => {
    await signInAt(south.page, 'duty.south');
    await south.page.locator('.link-connected').waitFor();
  };
  /** Where he was, with what he was writing. */
  const isBackAt = async (words: string) => {
    await field().waitFor();
    expect(new URL(south.page.url()).hash).toBe(`#/incidents/${incidentId}`);
    expect(await field().inputValue()).toBe(words);
  };

  test('words that a full disk cannot keep stay in the field while the line is down, and he is told', async () => {
    const { page } = south;
    await page.evaluate('globalThis.isDiskFull = true');
    await field().fill('Sent though the disk is full');
    await field().press('Enter');
    // Connected, it needs no disk.
    await said('Sent though the disk is full').waitFor();
    // The entry may be pushed before the reply comes.
    await until(async () => (await field().inputValue()) === '', { what: 'the field is empty' });

    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await field().fill('Written on a full disk');
    await field().press('Enter');
    await page.getByText("This device's disk is full").waitFor();
    expect(await field().inputValue()).toBe('Written on a full disk');
    expect(await page.locator('.unsent').count()).toBe(0);

    await page.evaluate('globalThis.isDiskFull = false');
    await field().press('Enter');
    await page.locator('.unsent', { hasText: 'Written on a full disk' }).waitFor();
    cable.plug();
    await said('Written on a full disk').waitFor();
    expect(await said('Written on a full disk').count()).toBe(1);
  });

  test('a session that was ended elsewhere asks for the password and goes on where he was', async () => {
    await field().fill('Half a sentence of the la');
    const elsewhere = await signIn(scene.node().url, 'duty.south');
    await signOutEverywhere(elsewhere);
    elsewhere.close();
    await signInAgain();
    await isBackAt('Half a sentence of the la');
  });

  test('an account disabled in mid sentence says so, and once enabled again finds the sentence', async () => {
    const { page } = south;
    const admin = await scene.officer('admin.away');
    const { officers } = await admin.send('officer.list', {});
    const officer = officers.find(({ username }) => username === 'duty.south');
    if (!officer) throw new Error('duty.south is an officer of the small world');
    await field().fill('Before I was cut o');
    await admin.send('officer.disable', { officerId: officer.id });
    await page.locator('input[autocomplete=username]').waitFor();
    await page.getByText('This account was cut off.').waitFor();
    await admin.send('officer.enable', { officerId: officer.id });
    await signInAgain();
    await isBackAt('Before I was cut o');
  });

  test('a restarted server finds the same screen, the same words, and what was written meanwhile', async () => {
    const { page } = south;
    await field().fill('Sent while it was away');
    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await field().press('Enter');
    await page.locator('.unsent', { hasText: 'Sent while it was away' }).waitFor();
    await field().fill('Not finis');
    const another = await scene.record().node();
    await scene.node().stop();
    cable.plug(another.url);
    await page.locator('.link-connected').waitFor();
    await said('Sent while it was away').waitFor();
    await until(async () => (await page.locator('.unsent').count()) === 0);
    expect(await said('Sent while it was away').count()).toBe(1);
    await isBackAt('Not finis');
  });
});
