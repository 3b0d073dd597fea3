// Behaviour 14: on a line that delays two seconds there and back, loses three pieces in ten and breaks ten times, no word is lost, doubled or out of order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** Backoff, timeouts and two seconds a question add up; what is waited for is the state, not the time. */
const patient = { deadlineMs: 300_000, everyMs: 200 };

describe.skipIf(!chromiumAvailable)('a console on a line that delays, loses and breaks', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let north: TestOfficer;
  let south: Seat;
  let channelId = '';

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId } = await north.openIncident('river');
    ({ channelId } = (await north.read(incidentId)).incident);
    cable = await openCable(scene.node().url);
    // High enough for every line: what is not in view is not drawn.
    south = await consoles.seat(cable.url, 'duty.south', { viewport: { width: 1366, height: 4_000 } });
    south.page.setDefaultTimeout(patient.deadlineMs);
    await south.page.goto(`${cable.url}/#/incidents/${incidentId}`);
    await south.page.locator('.entry').first().waitFor();
  });
  afterAll(async () => {
    await south?.page.context().close();
    await cable?.close();
  });

  test('shows and sends everything once and in order', async () => {
    const { page } = south;
    const field = page.getByRole('textbox', { name: 'Message to both sides' });
    const written = Array.from({ length: 10 }, (_, index) => `From the poor line ${index}`);
    const heard = written.map((_, index) => `From the good line ${index}`);
    cable.worsen(1_000, 0.3);
    for (const [index, text] of written.entries()) {
      await field.fill(text);
      await field.press('Enter');
      await until(async () => (await field.inputValue()) === '', patient);
      await north.post(channelId, heard[index] ?? '');
      cable.cut();
    }
    await page.locator('.unsent').first().waitFor({ state: 'detached' });
    const both = [...written, ...heard];
    const said = await until(async () => {
      const texts = await page.locator('.entry-said .entry-text').allInnerTexts();
      return texts.length >= both.length && texts.map((text) => text.trim());
    }, patient);
    expect([...said].sort()).toEqual([...both].sort());
    expect(said.filter((text) => written.includes(text))).toEqual(written);
    expect(said.filter((text) => heard.includes(text))).toEqual(heard);
    const seqs = (await page.locator('.entry-seq').allInnerTexts()).map(Number).filter((seq) => seq > 0);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  });
});
