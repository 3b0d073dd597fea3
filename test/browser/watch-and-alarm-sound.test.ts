// The start and the end of a watch at the console: the sound is armed, one tap answers, the open items are handed over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { keepNotices, noticeOf } from '../support/notices.ts';
import { openScene } from '../support/scene.ts';

/** A browser that never lets a page play, click or not. */
const mutedBrowser = `
  globalThis.AudioContext = class extends EventTarget {
    state = 'suspended';
    resume() { return Promise.resolve(); }
    close() { return Promise.resolve(); }
  };
`;

describe.skipIf(!chromiumAvailable)('a watch at the console', () => {
  const scene = openScene();
  const consoles = openConsoles();
  const opened: Seat[] = [];
  let duty: Seat;
  let relief: Seat;

  beforeAll(async () => {
    duty = await consoles.seat(scene.node().url, 'duty.south', { before: keepNotices });
    relief = await consoles.seat(scene.node().url, 'relief.south');
    opened.push(duty, relief);
  });
  afterAll(async () => {
    for (const { page } of opened) await page.context().close();
  });

  const alarm = (seat: Seat) => seat.page.getByRole('region', { name: 'Alarms that wait for an answer' });

  test('a red banner stays while the browser plays no sound', async () => {
    const muted = await consoles.open(scene.node().url);
    opened.push(muted);
    const { page } = muted;
    await page.context().addInitScript(mutedBrowser);
    await page.reload();
    await signInAt(page, 'liaison.south');
    await page.getByText('Alarm sound off').waitFor();
    await page.getByRole('button', { name: 'Turn on alarms' }).click();
    await page.getByText('The browser refused to play.', { exact: false }).waitFor();
    await page.getByRole('link', { name: /Queue/ }).click();
    await page.getByText('Alarm sound off').waitFor();
  });

  test('after every reload the sound is to be turned on again', async () => {
    const { page } = relief;
    await page.reload();
    await page.getByRole('button', { name: 'Turn on alarms' }).click();
    await page.getByText('Did you hear the three test tones?').waitFor();
    await page.getByRole('button', { name: 'Yes, I heard them' }).click();
    await page.locator('.arming').waitFor({ state: 'detached' });
  });

  test('an officer takes the unmanned watch of his station', async () => {
    const { page } = duty;
    await page.getByRole('link', { name: 'Watch', exact: true }).click();
    await page.getByRole('button', { name: 'Take the watch' }).click();
    await page.getByRole('link', { name: /On watch since/ }).waitFor();
    await relief.page.getByRole('link', { name: 'Another is on watch' }).waitFor();
  });

  test('one tap in the bar acknowledges, and the alarm ends on every seat of that side', async () => {
    const north = await scene.officer('duty.north');
    const { incidentId } = await north.openIncident('river', { title: 'Boats without lights' });
    await north.raise(incidentId);
    await alarm(relief).waitFor();
    await alarm(duty).getByRole('button', { name: 'Received' }).click();
    await noticeOf(duty.page, /Acknowledged on the record/);
    for (const seat of [duty, relief]) await alarm(seat).waitFor({ state: 'detached' });
    const { escalation } = await north.alert(incidentId);
    expect(escalation).toMatchObject({ state: 'acknowledged', acceptedAt: null });
  });

  test('an alarm is answered above an open dialog, and nothing typed there is lost', async () => {
    const { page } = relief;
    await page.getByRole('link', { name: 'Switchboard' }).click();
    await page.getByRole('button', { name: 'Open incident' }).first().click();
    const title = page.getByRole('dialog').getByLabel('Title', { exact: true });
    await title.fill('Half a sen');
    const north = await scene.officer('duty.north');
    const { incidentId } = await north.openIncident('river', { title: 'Fire on the bank' });
    await north.raise(incidentId);
    await alarm(relief).getByRole('button', { name: 'Received' }).click();
    await alarm(relief).waitFor({ state: 'detached' });
    expect(await title.inputValue()).toBe('Half a sen');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });

  test('the watch passes with its open items when the next officer has read them', async () => {
    const offer = duty.page.getByRole('dialog');
    await duty.page.getByRole('button', { name: 'Hand over' }).click();
    await offer.getByText('Boats without lights').first().waitFor();
    await offer.getByLabel('To', { exact: true }).selectOption('relief.south');
    await offer.getByLabel('A word for the next watch').fill('Boat crew is on the water.');
    await offer.getByRole('button', { name: 'Hand over' }).click();
    await duty.page.getByText('Offered to relief.south').waitFor();

    await relief.page.getByRole('link', { name: /The watch is offered to you/ }).click();
    await relief.page.getByRole('button', { name: 'Accept the watch' }).click();
    const accept = relief.page.getByRole('dialog');
    await accept.getByText('Boats without lights').first().waitFor();
    expect(await accept.getByRole('button', { name: 'Accept the watch' }).isDisabled()).toBe(true);
    for (const item of await accept.getByRole('checkbox').all()) await item.check();
    await accept.getByRole('button', { name: 'Accept the watch' }).click();
    await relief.page.getByRole('link', { name: /On watch since/ }).waitFor();
    await duty.page.getByRole('link', { name: 'Another is on watch' }).waitFor();
  });
});
