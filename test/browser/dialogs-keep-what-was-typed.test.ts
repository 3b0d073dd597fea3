// Half an alert outlives Escape, a click on the alarm bar and a lost session; recorded, thrown away or a week old it is gone.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { signIn, signOutEverywhere, type TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const half = 'Boats at the bend, please conf';
const week = 7 * 24 * 60 * 60_000;

describe.skipIf(!chromiumAvailable)('what is typed in a dialog', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: TestOfficer;
  let seat: Seat;
  let mine = '';
  let other = '';

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    mine = (await north.openIncident('river', { title: 'Boats without lights' })).incidentId;
    other = (await north.openIncident('river', { title: 'Fire on the ridge' })).incidentId;
    await north.raise(other);
  });
  beforeEach(async () => {
    seat = await consoles.seat(scene.node().url, 'duty.south');
  });
  afterEach(() => seat?.page.context().close());

  const dialog = () => seat.page.getByRole('dialog');
  const words = () => dialog().locator('textarea');
  const openDialog = async () => {
    const { page } = seat;
    await page.goto(`${scene.node().url}/#/incidents/${mine}`);
    await page.locator('.incident').getByText('Boats without lights').first().waitFor();
    await page.locator('.incident').getByRole('button', { name: 'Raise alert' }).click();
    await words().waitFor();
    return words().inputValue();
  };
  const closed = () => dialog().waitFor({ state: 'detached' });
  const endSessions = async () => {
    const elsewhere = await signIn(scene.node().url, 'duty.south');
    await signOutEverywhere(elsewhere);
    elsewhere.close();
    await seat.page.locator('input[autocomplete=username]').waitFor();
  };

  test('is there again after Escape, a click on the alarm bar and a lost session, until it is recorded', async () => {
    const { page } = seat;
    expect(await openDialog()).toBe('');
    await words().fill(half);
    await page.keyboard.press('Escape');
    await closed();
    expect(await openDialog()).toBe(half);

    await page.locator('.alarm-bar').getByRole('link').first().click();
    await closed();
    expect(new URL(page.url()).hash).toBe(`#/incidents/${other}`);
    expect(await openDialog()).toBe(half);

    await endSessions();
    await signInAt(page, 'duty.south');
    expect(await openDialog()).toBe(half);

    await dialog().locator('button[type=submit]').click();
    await closed();
    expect((await north.alert(mine)).alert.text).toBe(half);
    expect(await openDialog()).toBe('');
  });

  test('is never shown to another officer at the same device', async () => {
    const { page } = seat;
    await openDialog();
    await words().fill('Only for my own eyes');
    await endSessions();
    await signInAt(page, 'commander.south');
    expect(await openDialog()).toBe('');
  });

  test('is gone once it is thrown away, or a week old', async () => {
    const { page } = seat;
    await openDialog();
    await words().fill('Never mind');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await closed();
    expect(await openDialog()).toBe('');

    await words().fill('Left for a week');
    const kept = () =>
      page.evaluate<[string, string][]>(
        `Object.entries(localStorage).filter(([, value]) => value.includes('Left for a week'))`,
      );
    await until(async () => (await kept()).length === 1, { what: 'the words are kept on the device' });
    await page.evaluate(`
      for (const [key, value] of Object.entries(localStorage))
        if (value.includes('Left for a week')) {
          const { at, ...rest } = JSON.parse(value);
          localStorage.setItem(key, JSON.stringify({ at: at - ${week} - 1, ...rest }));
        }
    `);
    await page.reload();
    expect(await openDialog()).toBe('');
    expect(await kept()).toEqual([]);
  });
});
