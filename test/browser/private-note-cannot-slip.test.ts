// A private note has a place, a field and a draft of its own; nothing typed there reaches the shared side by a slip.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat, signInAt } from '../support/console.ts';
import { signOutEverywhere, type TestOfficer } from '../support/officer.ts';
import { saidIn } from '../support/said.ts';
import { openScene, sideOf } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** Enter while an input method composes, as browsers tell it: the new way and the old one. */
async function enterOfComposition(page: Page): Promise<void> {
  const field = page.locator('.shared textarea');
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
}

describe.skipIf(!chromiumAvailable)('a private note', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let seat: Seat;
  let officer: TestOfficer;
  let incidentId: string;
  let channelId: string;

  beforeAll(async () => {
    [officer] = await scene.onWatch('duty.north', 'duty.south');
    ({ incidentId, channelId } = await officer.openIncident('river'));
    seat = await consoles.seat(`${scene.node().url}/#/incidents/${incidentId}`, 'duty.north');
  });
  afterAll(() => seat?.page.context().close());

  const shared = () => seat.page.getByLabel('Message to both sides');
  const note = () => seat.page.getByLabel('Private note', { exact: true });
  const toNotes = () => seat.page.getByRole('tab', { name: 'Our notes' }).click();
  const confirm = () => seat.page.getByRole('group', { name: /BOTH SIDES/ });
  const said = async () =>
    (await officer.entriesOf(channelId, 'message.posted')).map(({ payload }) => saidIn(payload));
  const noted = async () =>
    (await officer.entriesOf(await sideOf(officer, incidentId), 'note.written')).map(
      ({ payload }) => payload.text,
    );

  test('is written under the words that only our side sees it, in a field that can write nothing else', async () => {
    await toNotes();
    await seat.page.locator('.private').getByText('Only our side sees this').waitFor();
    await note().fill('Tell headquarters first');
    await note().press('Enter');
    await until(async () => `${await noted()}` === `${['Tell headquarters first']}`, {
      what: 'the record to hold it',
    });
    expect(await said()).toEqual([]);
  });

  test('has the next words to both sides held until one says so, with those who will read them', async () => {
    await shared().fill('We are looking into it');
    await shared().press('Enter');
    await confirm().getByText('South').waitFor();
    // A second Enter, or one held down, confirms nothing.
    await seat.page.keyboard.press('Enter');
    await shared().press('Enter');
    await confirm().waitFor();
    expect(await said()).toEqual([]);
    await confirm().getByRole('button', { name: 'Look again' }).click();
    expect(await shared().inputValue()).toBe('We are looking into it');
    await shared().press('Enter');
    await confirm().getByRole('button', { name: 'Send to both sides' }).click();
    await until(async () => `${await said()}` === `${['We are looking into it']}`, {
      what: 'the record to hold it',
    });
  });

  test('asks only once: the words after those go out at once', async () => {
    await shared().fill('More follows');
    await shared().press('Enter');
    await until(async () => `${await said()}` === `${['We are looking into it', 'More follows']}`, {
      what: 'the record to hold it',
    });
  });

  test('keeps its draft apart from the draft to both sides, also over a reload', async () => {
    await shared().fill('For both');
    await note().fill('For us alone');
    await seat.page.reload();
    await toNotes();
    await until(async () => (await shared().inputValue()) === 'For both', { what: 'For both' });
    expect(await note().inputValue()).toBe('For us alone');
    // The reload has not forgotten that a note was begun.
    await shared().press('Enter');
    await confirm().waitFor();
    await seat.page.keyboard.press('Escape');
    await confirm().waitFor({ state: 'detached' });
    expect(await noted()).toHaveLength(1);
    expect(await said()).toHaveLength(2);
  });

  test('survives a session that ends, as the words to both sides do', async () => {
    const { page } = seat;
    await signOutEverywhere(officer);
    await page.locator('input[autocomplete=username]').waitFor();
    await signInAt(page, 'duty.north');
    await toNotes();
    await until(async () => (await shared().inputValue()) === 'For both', { what: 'For both' });
    expect(await note().inputValue()).toBe('For us alone');
  });

  test('and a message are never sent by the Enter that ends a composition', async () => {
    await shared().fill('ສະບາຍດີ');
    await enterOfComposition(seat.page);
    expect(await shared().inputValue()).toBe('ສະບາຍດີ');
    expect(await confirm().count()).toBe(0);
    await shared().press('Enter');
    await confirm().getByRole('button', { name: 'Send to both sides' }).click();
    await seat.page.locator('.entry-said', { hasText: 'ສະບາຍດີ' }).waitFor();
  });
});
