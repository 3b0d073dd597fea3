// Behaviour 16: every task works without a mouse, and no key acts where it is text.
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAvailable } from '../support/chromium.ts';
import { stopClock } from '../support/clock.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!chromiumAvailable)('16: keyboard end to end', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let north: TestOfficer;
  let seat: Seat | undefined;

  beforeAll(async () => {
    // What was received and not taken on calls again after five minutes, and the ladder climbs after two.
    await stopClock(scene.node().application.db);
    [north] = await scene.onWatch('duty.north', 'duty.south');
  });
  afterEach(async () => {
    await seat?.page.context().close();
    seat = undefined;
    const waiting = await north.queue();
    for (const { alert, addressed } of waiting)
      if (!addressed) await north.send('alert.withdraw', { alertId: alert.id, reason: 'end of a test' });
  });

  const sit = async (username = 'duty.south'): Promise<Page> => {
    seat = await consoles.seat(scene.node().url, username);
    return seat.page;
  };
  const raise = async (title: string, severity: 'Severe' | 'Moderate' = 'Severe') => {
    const { incidentId, channelId } = await north.openIncident('river', { title });
    await north.raise(incidentId, { severity, text: `Please confirm: ${title}` });
    return { incidentId, channelId };
  };
  const receivedAt = async (incidentId: string) => (await north.alert(incidentId)).escalation.receivedAt;
  const hash = (page: Page) => page.evaluate('location.hash');
  const alarm = (page: Page) => page.locator('.alarm-bar [data-item]').first();

  test('J and K move among what is on the screen, and Enter opens what has the focus', async () => {
    const { incidentId } = await raise('Boats at the bend');
    const page = await sit();
    await alarm(page).waitFor();
    await page.locator('.tile').first().waitFor();
    await page.keyboard.press('j');
    const inAlarmBar = () => page.evaluate('document.activeElement.closest(".alarm-bar") !== null');
    expect(await inAlarmBar()).toBe(true);
    await page.keyboard.press('j');
    expect(await inAlarmBar()).toBe(false);
    await page.keyboard.press('k');
    expect(await inAlarmBar()).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator(`[data-incident="${incidentId}"]`).waitFor();
  });

  test('A acknowledges the alarm, the next one gets the focus, and a key that was still on its way does not answer it', async () => {
    const first = await raise('Boats at the bend');
    const second = await raise('Cattle at the ford', 'Moderate');
    const page = await sit();
    await page.locator('.alarm-bar [data-item]').nth(1).waitFor();
    const { id } = (await north.alert(second.incidentId)).escalation;
    // The second of two quick presses, at the very moment at which the next alarm stands there.
    await page.evaluate(`document.addEventListener('focusin', ({ target }) => {
      if (target.dataset.item !== '${id}') return;
      const press = () => { window.answered = true; };
      document.addEventListener('click', press, true);
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true }));
      document.removeEventListener('click', press, true);
    })`);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.locator(`.alarm-bar [data-item="${id}"]:focus`).waitFor();
    expect(await receivedAt(first.incidentId)).not.toBeNull();
    expect(await page.evaluate('window.answered')).toBeUndefined();
    await until(
      async () => {
        await page.keyboard.press('a');
        return receivedAt(second.incidentId);
      },
      { what: 'the second alert is acknowledged by a key of its own' },
    );
    await page.locator('.alarm-bar').waitFor({ state: 'detached' });
  });

  test('a key of the input method, with a modifier, or in a field acknowledges nothing', async () => {
    const { incidentId, channelId } = await raise('Boats at the bend');
    const page = await sit();
    await alarm(page).waitFor();
    const hit = (more: string) =>
      page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true, ${more} }))`,
      );
    for (const more of ['isComposing: true', 'ctrlKey: true', 'altKey: true', 'repeat: true'])
      await hit(more);
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.locator(`[data-incident="${incidentId}"]:focus`).waitFor();
    // The case has the focus before its parts stand.
    await page.locator('.composer textarea').waitFor();
    await page.keyboard.press('r');
    await page.locator('.composer textarea:focus').waitFor();
    await page.keyboard.type('jakemar/?');
    await page.keyboard.press('Enter');
    const posted = await until(async () => (await north.entriesOf(channelId, 'message.posted')).at(-1), {
      what: 'the reply stands in the log',
    });
    expect(posted.payload).toMatchObject({ text: 'jakemar/?' });
    expect(await receivedAt(incidentId)).toBeNull();
    await page.evaluate('document.activeElement.blur()');
    await hit('');
    await until(() => receivedAt(incidentId), { what: 'the same key alone acknowledges' });
  });

  test('E leads the commander from the alarm to its row, there asks, and Enter calls the next step', async () => {
    const { incidentId } = await raise('Boats at the bend');
    const page = await sit('commander.south');
    await alarm(page).waitFor();
    await page.keyboard.press('e');
    await page.locator('main .queue-row:focus').waitFor();
    expect(await hash(page)).toBe('#/queue');
    await page.keyboard.press('e');
    await page.locator('.dialog input:focus').waitFor();
    expect((await north.alert(incidentId)).escalation.turn).toBe(1);
    await page.keyboard.press('Enter');
    await until(async () => (await north.alert(incidentId)).escalation.turn === 2, {
      what: 'the next step is called',
    });
  });

  test('M silences the seat, and acknowledges nothing', async () => {
    const { incidentId } = await raise('Boats at the bend');
    const page = await sit();
    const silence = page.getByRole('button', { name: /Silence/ }).first();
    await silence.waitFor();
    await page.keyboard.press('m');
    await silence.waitFor({ state: 'detached' });
    expect(await receivedAt(incidentId)).toBeNull();
  });

  test('Alt+Shift+Down and Up go through the incidents that wait for an answer', async () => {
    const first = await raise('Boats at the bend');
    const second = await raise('Fire on the ridge');
    const page = await sit();
    await page.locator('.alarm-bar [data-item]').nth(1).waitFor();
    const focused = ({ incidentId }: { incidentId: string }) =>
      page.locator(`[data-incident="${incidentId}"]:focus`).waitFor();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await focused(first);
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await focused(second);
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await focused(first);
  });

  test('Ctrl+K jumps to an incident, a line, a screen by a part of its name, without accents', async () => {
    const { incidentId } = await north.openIncident('river', { title: 'Đánh cá bằng xung điện' });
    const page = await sit();
    await page.locator('.tile').first().waitFor();
    const jump = async (typed: string, expected: string) => {
      await page.keyboard.press('Control+k');
      const field = page.locator('.dialog input');
      await field.waitFor();
      await field.fill(typed);
      await page.locator('.palette [aria-selected="true"]').filter({ hasText: expected }).waitFor();
      await page.keyboard.press('Enter');
      await field.waitFor({ state: 'detached' });
    };
    await jump('danh ca', 'Đánh cá bằng xung điện');
    await page.locator(`[data-incident="${incidentId}"]`).waitFor();
    await jump('sett', 'Settings');
    expect(await hash(page)).toBe('#/settings');
    await jump('river', 'River');
    expect(await hash(page)).toMatch(/^#\/lines\//);
  });

  test('/ opens the search with its field ready', async () => {
    const page = await sit();
    await page.locator('.tile').first().waitFor();
    await page.keyboard.press('/');
    await page.locator('.search-page [type="search"]:focus').waitFor();
    expect(await hash(page)).toMatch(/^#\/search/);
  });

  test('? lists the keys, Escape closes the list and gives the focus back; single keys can be turned off', async () => {
    const { incidentId } = await raise('Boats at the bend');
    const page = await sit();
    await alarm(page).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('checkbox', { name: /single keys/ }).press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.alarm-bar [data-item]:focus').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('?');
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('checkbox', { name: /single keys/ }).isChecked()).toBe(false);
    expect(await receivedAt(incidentId)).toBeNull();
  });

  test('the first Tab leads past the bar, and no focus on the way is hidden', async () => {
    await raise('Boats at the bend');
    const page = await sit();
    await page.goto(`${scene.node().url}/#/queue`);
    await page.reload();
    await page.locator('.queue-row').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the screen');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    const hidden: unknown[] = [];
    let stops = 0;
    for (;;) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(`(() => {
        const element = document.activeElement;
        if (element === document.body || !element.closest('main')) return null;
        const { left, top, width, height } = element.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        const outlined = getComputedStyle(element).outlineStyle !== 'none';
        return { name: element.textContent, visible: outlined && (element.contains(seen) || seen?.contains(element)) };
      })()`);
      if (!found) break;
      stops += 1;
      if (!(found as { visible: boolean }).visible) hidden.push(found);
    }
    expect(stops).toBeGreaterThan(3);
    expect(hidden).toEqual([]);
  });
});
