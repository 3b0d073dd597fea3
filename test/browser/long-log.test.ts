// A log of thousands of entries: it opens at its end, keeps its place while older ones load, and draws what is seen only.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const count = 2_000;

describe.skipIf(!chromiumAvailable)('a long log', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: TestOfficer;
  let south: Seat;
  let channelId = '';

  const say = (text: string) => north.post(channelId, text);

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    const { incidentId } = await north.openIncident('river', { title: 'Boats without lights' });
    ({ channelId } = (await north.read(incidentId)).incident);
    for (let at = 0; at < count; at += 100)
      await Promise.all(Array.from({ length: 100 }, (_, index) => say(`Boat ${at + index} is on the water`)));
    south = await consoles.seat(scene.node().url, 'duty.south');
    await south.page.goto(`${scene.node().url}/#/incidents/${incidentId}`);
    await south.page.locator('.entry').first().waitFor();
  });
  afterAll(() => south?.page.context().close());

  interface Place {
    /** The topmost entry that is wholly in view. */
    seq: number;
    /** Pixels below the top of the list. */
    below: number;
    height: number;
    drawn: number;
    fromEnd: number;
  }
  const place = () =>
    south.page.evaluate<Place>(`(() => {
      const list = document.querySelector('.log-rows');
      const top = list.getBoundingClientRect().top;
      const entries = [...list.querySelectorAll('.entry')].map((entry) => ({
        seq: Number(entry.querySelector('.entry-seq').textContent),
        below: entry.getBoundingClientRect().top - top,
      }));
      const first = entries.find(({ below }) => below >= 0);
      return {
        ...first,
        height: list.scrollHeight,
        drawn: entries.length,
        fromEnd: list.scrollHeight - list.scrollTop - list.clientHeight,
      };
    })()`);
  const scrollTo = (pixels: number) =>
    south.page.evaluate(`document.querySelector('.log-rows').scrollTo(0, ${pixels})`);
  const belowOf = (seq: number) =>
    south.page.evaluate<number | null>(`(() => {
      const list = document.querySelector('.log-rows');
      const entry = [...list.querySelectorAll('.entry')]
        .find((one) => Number(one.querySelector('.entry-seq').textContent) === ${seq});
      return entry ? entry.getBoundingClientRect().top - list.getBoundingClientRect().top : null;
    })()`);

  /** Its two hundred entries push down what stood at the top. Lines that are only measured change the height too. */
  const toOlderPage = async () => {
    await scrollTo(0);
    await until(() => south.page.evaluate<boolean>(`document.querySelector('.log-rows').scrollTop > 1000`), {
      what: 'an older page',
    });
  };
  /** At its newest entry, and no longer in motion. */
  const standsAtEnd = () =>
    until(async () => {
      const one = await place();
      const other = await place();
      return one.fromEnd < 2 && one.height === other.height && one.below === other.below;
    });

  test('opens at its newest entry and draws a screenful', async () => {
    await until(async () => (await place()).fromEnd < 2, { what: 'the newest entry is in view' });
    expect((await place()).drawn).toBeLessThan(60);
  });

  test('does not jump when older entries are put in front', async () => {
    const before = await place();
    await scrollTo(40);
    // What stood at the top still stands there, though two hundred entries came above it.
    const oldest = await until(async () => {
      const now = await place();
      return now.height > before.height * 2 && now;
    });
    const settled = await until(async () => {
      const one = await place();
      const other = await place();
      return one.height === other.height && one.below === other.below && one;
    });
    expect(settled.seq).toBe(oldest.seq);
    expect(settled.seq).toBeGreaterThan(count - 60);
    expect(Math.abs((await belowOf(oldest.seq)) ?? 9_999)).toBeLessThan(120);
    expect(settled.drawn).toBeLessThan(60);
  });

  test('stays where the reader is when something is written, and says so', async () => {
    const before = await place();
    await say('Something new');
    await south.page.getByRole('button', { name: 'To the newest' }).waitFor();
    await until(async () => (await place()).height > before.height);
    expect(await belowOf(before.seq)).toBeCloseTo(before.below, 0);
    await south.page.getByRole('button', { name: 'To the newest' }).click();
    await south.page.locator('.entry-said', { hasText: 'Something new' }).waitFor();
    await until(async () => (await place()).fromEnd < 2);
  });

  test('lets go of what lies far above the end, and brings it back', async () => {
    const { page } = south;
    // Upwards page by page, until more is held than is kept at the end.
    for (let pages = 0; pages < 6; pages += 1) await toOlderPage();
    const full = await place();
    await page.getByRole('button', { name: 'To the newest' }).click();
    await until(async () => (await place()).height < full.height / 2, { what: 'older entries are let go' });
    await until(async () => (await place()).fromEnd < 2, { what: 'the newest entry is still in view' });
    await toOlderPage();
  });

  test('draws no line again while the reader scrolls or somebody writes', async () => {
    const { page } = south;
    await page.evaluate(`globalThis.redrawn = 0; globalThis.drawn = 0;
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          const element = target.nodeType === 1 ? target : target.parentElement;
          if (element.closest('.entry')) redrawn += 1;
          for (const added of addedNodes) if (added.querySelector?.('.entry')) drawn += 1;
        }
      }).observe(document.querySelector('.log-rows'), { subtree: true, childList: true, characterData: true, attributes: true })`);
    const { height } = await place();
    for (let screens = 1; screens <= 5; screens += 1) {
      await scrollTo(height / 2 + screens * 300);
      await until(() => page.evaluate<boolean>(`drawn >= ${screens * 2}`), { what: 'new lines are drawn' });
    }
    await say('One more');
    await until(async () => (await place()).height > height);
    expect(await page.evaluate<number>('redrawn')).toBe(0);
  });

  test('a line is made of few elements, and is answered by mouse or key', async () => {
    const { page } = south;
    await page.getByRole('button', { name: 'To the newest' }).click();
    const line = page.locator('.entry-said', { hasText: 'One more' });
    await line.waitFor();
    await standsAtEnd();
    expect(await line.locator('*').count()).toBeLessThan(14);
    const seq = await line.locator('.entry-seq').innerText();
    await line.getByRole('button', { name: `Reply No ${seq}` }).focus();
    await page.keyboard.press('Enter');
    const composer = page.locator('.composer');
    await composer.getByText(`No ${seq}`).waitFor();
    await composer.locator('textarea:focus').waitFor();
    await composer.getByRole('button', { name: 'Cancel' }).click();
    await composer.getByText(`No ${seq}`).waitFor({ state: 'detached' });
    // The log grows where the composer shrinks: a press on a line that moves begins at one place and ends at another.
    await standsAtEnd();
    await line.hover();
    await line.getByRole('button', { name: `Reply No ${seq}` }).click();
    await composer.getByText(`No ${seq}`).waitFor();
  });

  test('brings the reader from the newest to a line thousands before it, and leaves him there', async () => {
    const { page } = south;
    await standsAtEnd();
    await page.evaluate(`location.hash = location.hash.replace(/\\/\\d+$/, '') + '/40'`);
    await page.locator('.log-sought .entry-seq', { hasText: /^40$/ }).waitFor();
    await page.getByRole('button', { name: 'To the newest' }).waitFor();
    const { height } = await place();
    await say('Something newer');
    await until(async () => (await place()).height > height, { what: 'the newer line is there' });
    expect(await belowOf(40)).toBeGreaterThan(0);
  });
});
