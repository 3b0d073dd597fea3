// An incident is printed whole: every line of its log on the clocks of both ends, page after page, and nothing private.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../shared/world.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { smallWorld } from '../support/world.ts';

/** The far side is an hour ahead. */
async function acrossTheHour(): Promise<World> {
  const organisations = smallWorld.organisations.map((one) =>
    one.code === 'away' ? { ...one, timeZone: 'Asia/Shanghai' } : one,
  );
  return { ...smallWorld, organisations };
}

const count = 700;

describe.skipIf(!chromiumAvailable)('an incident on paper', () => {
  const scene = openScene(acrossTheHour);
  const consoles = openConsoles();
  let seat: Seat;
  let last = 0;

  beforeAll(async () => {
    const [north, south] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId } = await north.openIncident('river', { title: 'Boats without lights' });
    const { alertId } = await north.raise(incidentId, { text: 'Please look at marker 741' });
    // Else its ladder writes on while the log is read and printed.
    await north.send('alert.withdraw', { alertId, reason: 'Found' });
    const { endId = '' } = (await north.line('river')).ends.find(({ mine }) => mine) ?? {};
    await north.send('note.write', { incidentId, endId, text: 'Known to us alone', lang: 'en' });
    const { channelId } = (await north.read(incidentId)).incident;
    for (let at = 0; at < count; at += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, index) => south.post(channelId, `Boat ${at + index}`)),
      );
    last = (await north.send('channel.heads', { channelIds: [channelId] })).heads[0]?.headSeq ?? 0;
    seat = await consoles.seat(`${scene.node().url}/#/incidents/${incidentId}`, 'duty.north', {
      before: `globalThis.printed = 0; window.print = () => { printed += 1; };`,
    });
  });
  afterAll(() => seat?.page.context().close());

  const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const numbers = () =>
    seat.page.evaluate<number[]>(
      `[...document.querySelectorAll('.paper-log tbody tr:not(.paper-day)')].map((row) => Number(row.cells[0].textContent))`,
    );

  test('holds every number of the shared log once, in order, with both clocks', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'Print the log' }).click();
    await until(() => page.evaluate<boolean>('printed === 1'), { what: 'the browser is asked to print' });
    await page.emulateMedia({ media: 'print' });
    expect(await numbers()).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(await page.locator('.paper-log thead').innerText()).toMatch(/Time \+07\s+Time \+08/);
    const cells = await page
      .locator('.paper-log tbody tr:not(.paper-day)')
      .last()
      .locator('td')
      .allInnerTexts();
    expect(cells).toHaveLength(4);
    expect((Number(cells[1]?.slice(0, 2)) + 1) % 24).toBe(Number(cells[2]?.slice(0, 2)));
    expect(cells[1]?.slice(2)).toBe(cells[2]?.slice(2));
    expect(cells[3]).toMatch(/duty\.south[\s\S]*Boat/);
  });

  test('has no controls, nothing of the screen around it and no private note', async () => {
    const { page } = seat;
    const paper = page.locator('.paper');
    expect(await page.locator('#root').isVisible()).toBe(false);
    expect(await paper.locator('button, input, select, textarea').count()).toBe(0);
    const words = await paper.innerText();
    expect(words).toContain('Please look at marker 741');
    expect(words).toContain('Boats without lights');
    expect(words).not.toContain('Known to us alone');
  });

  test('runs over as many pages as it needs and leaves the screen as it was', async () => {
    const { page } = seat;
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThan(10);
    await page.emulateMedia({ media: null });
    await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
    await page.locator('.paper').waitFor({ state: 'detached' });
    await page.locator('.log-rows .entry').first().waitFor();
  });

  test('by the command of the browser prints what is held, and says where that begins', async () => {
    const { page } = seat;
    await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`);
    const [first = 0] = await numbers();
    expect(first).toBeGreaterThan(1);
    await page.emulateMedia({ media: 'print' });
    await page.getByText(`this begins with No ${first}.`).waitFor();
    await page.emulateMedia({ media: null });
    await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
    await page.locator('.paper').waitFor({ state: 'detached' });
  });
});
