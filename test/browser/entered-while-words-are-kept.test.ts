// A device with a slow disk: what is entered while the words before are still being kept is said too, in order, each once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { saidIn } from '../support/said.ts';
import { openScene, sideOf } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** What the outbox writes is not on the disk before the test lets it, or fails there when the test says so. */
const slowDisk = `
  globalThis.disk = 'quick';
  globalThis.puts = 0;
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (this.name !== 'items') return request;
    puts += 1;
    const hold = () => {
      if (disk === 'slow') this.count().onsuccess = hold;
      else if (disk === 'full') this.transaction.abort();
    };
    hold();
    return request;
  };
`;

describe.skipIf(!chromiumAvailable)('words entered while those before are still being kept', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let north: TestOfficer;
  let officer: TestOfficer;
  let south: Seat;
  let incidentId = '';
  let channelId = '';

  beforeAll(async () => {
    [north, officer] = await scene.onWatch('duty.north', 'duty.south');
    cable = await openCable(scene.node().url);
    south = await consoles.seat(cable.url, 'duty.south', { before: slowDisk });
  });
  beforeEach(async () => {
    ({ incidentId, channelId } = await north.openIncident('river'));
    await south.page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await south.page.locator(`[data-incident="${incidentId}"] .entry`).first().waitFor();
    await south.page.locator('.link-connected').waitFor();
  });
  afterAll(async () => {
    await south?.page.context().close();
    await cable?.close();
  });

  const shared = () => south.page.getByRole('textbox', { name: 'Message to both sides' });
  const turns = (disk: 'quick' | 'slow' | 'full') => south.page.evaluate(`globalThis.disk = '${disk}'`);
  /** Once the words are on their way to the disk: before, nothing is slow yet. */
  const isKeeping = async (work: () => Promise<void>) => {
    await turns('slow');
    const before = await south.page.evaluate<number>('puts');
    await work();
    await until(async () => (await south.page.evaluate<number>('puts')) > before, {
      what: 'the words are being kept',
    });
  };
  const said = async () =>
    (await north.entriesOf(channelId, 'message.posted')).map(({ payload }) => saidIn(payload));

  test('are said after them, each once, and what is begun behind them stays in the field', async () => {
    const field = shared();
    await isKeeping(async () => {
      await field.fill('First.');
      await field.press('Enter');
    });
    // Once more by mistake, then words of their own, a third and half a sentence.
    await field.press('Enter');
    await field.press('End');
    await field.pressSequentially(' Second.');
    await field.press('Enter');
    await field.press('Enter');
    await field.pressSequentially(' Third.');
    await field.press('Enter');
    await field.pressSequentially(' Half a');
    await turns('quick');
    await until(async () => (await field.inputValue()) === 'Half a', { what: 'only the half is left' });
    await field.press('Enter');
    await until(async () => (await said()).includes('Half a'), { what: 'the last is on the record' });
    expect(await said()).toEqual(['First.', 'Second.', 'Third.', 'Half a']);
    expect(await field.inputValue()).toBe('');
  });

  test('are said once when a phrase is sent twice, and the words behind the phrase are not said', async () => {
    const { page } = south;
    const field = shared();
    await field.fill('Half a sentence');
    await page.getByRole('button', { name: 'Phrase book' }).click();
    await page.getByRole('option').filter({ hasText: 'reply.thanks' }).click();
    const send = page.locator('.composer').getByRole('button', { name: 'Send' });
    await isKeeping(() => send.dblclick());
    await turns('quick');
    await until(async () => (await field.inputValue()) === 'Half a sentence', { what: 'the words are back' });
    await field.press('Enter');
    await until(async () => (await said()).includes('Half a sentence'));
    expect(await said()).toHaveLength(2);
  });

  test('stay in the field with them when they cannot be kept', async () => {
    const { page } = south;
    const field = shared();
    cable.pull();
    await page.locator('.link-reconnecting, .link-offline').waitFor();
    await isKeeping(async () => {
      await field.fill('First.');
      await field.press('Enter');
    });
    await field.press('End');
    await field.pressSequentially(' Second.');
    await field.press('Enter');
    await turns('full');
    await page.getByText("This device's disk is full").waitFor();
    expect(await field.inputValue()).toBe('First. Second.');
    await turns('quick');
    await field.press('Enter');
    cable.plug();
    await until(async () => (await said()).length > 0, { what: 'they are on the record' });
    expect(await said()).toEqual(['First. Second.']);
  });

  test('are noted after them on our side', async () => {
    const { page } = south;
    await page.getByRole('tab', { name: 'Our notes' }).click();
    const field = page.locator('.private').getByRole('textbox');
    await isKeeping(async () => {
      await field.fill('One.');
      await field.press('Enter');
    });
    await field.press('End');
    await field.pressSequentially(' Two.');
    await field.press('Enter');
    await turns('quick');
    await until(async () => (await field.inputValue()) === '', { what: 'the field is empty' });
    const notes = async () =>
      (await officer.entriesOf(await sideOf(officer, incidentId), 'note.written')).map(
        ({ payload }) => payload.text,
      );
    await until(async () => (await notes()).includes('Two.'));
    expect(await notes()).toEqual(['One.', 'Two.']);
  });

  test('do not draw the officer out of a private note that he has begun meanwhile, nor let it pass unasked', async () => {
    const { page } = south;
    await page.getByRole('tab', { name: 'Our notes' }).click();
    const note = page.locator('.private').getByRole('textbox');
    const field = shared();
    await field.fill('The note before is confirmed.');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Send to both sides' }).click();
    await until(async () => (await field.inputValue()) === '', { what: 'the field is empty' });
    await isKeeping(async () => {
      await field.fill('To both.');
      await field.press('Enter');
    });
    await note.click();
    await page.keyboard.type('Only ');
    await turns('quick');
    await until(async () => (await field.inputValue()) === '', { what: 'the field is empty' });
    await page.keyboard.type('ours');
    expect(await note.inputValue()).toBe('Only ours');
    await isKeeping(() => note.press('Enter'));
    await turns('quick');
    await field.fill('To both again.');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Send to both sides' }).click();
    await until(async () => (await said()).includes('To both again.'));
    expect(await said()).toEqual(['The note before is confirmed.', 'To both.', 'To both again.']);
  });

  test('are asked about where a note was begun before them, and the question outlasts the words before', async () => {
    const { page } = south;
    await page.getByRole('tab', { name: 'Our notes' }).click();
    const field = shared();
    const confirm = page.getByRole('button', { name: 'Send to both sides' });
    await isKeeping(async () => {
      await field.fill('First.');
      await field.press('Enter');
    });
    await page.locator('.private').getByRole('textbox').fill('Only ours');
    await field.press('End');
    await field.pressSequentially(' Second.');
    await field.press('Enter');
    await confirm.waitFor();
    await turns('quick');
    await until(async () => (await field.inputValue()) === 'Second.', { what: 'the first is kept' });
    await confirm.click();
    await until(async () => (await said()).includes('Second.'));
    expect(await said()).toEqual(['First.', 'Second.']);
  });
});
