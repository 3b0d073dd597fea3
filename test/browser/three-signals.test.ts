// Behaviours 3 and 11: three signals that ear and eye tell apart, also without colour and without motion; the tab tells too.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Severity } from '../../shared/cap.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { openConsoles, type Seat } from '../support/console.ts';
import { ear, hears } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const badges = `
  globalThis.badges = [];
  Object.assign(Navigator.prototype, {
    setAppBadge(count) { badges.push(count); return Promise.resolve(); },
    clearAppBadge() { badges.push(0); return Promise.resolve(); },
  });
`;

/** The picture as a grid of grey values, stretched to the full range: what is left without colour and brightness. */
const greyGrid = `async (png) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(24, 24);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0, 24, 24);
  const { data } = pen.getImageData(0, 0, 24, 24);
  const grey = Array.from({ length: 576 }, (_, i) => 0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2]);
  const [low, high] = [Math.min(...grey), Math.max(...grey)];
  return grey.map((value) => (value - low) / (high - low));
}`;

const levels = [
  { severity: 'Severe', signal: 'critical', mark: '!!!', seconds: 2 / 3, icon: /critical/ },
  { severity: 'Moderate', signal: 'warning', mark: '!!', seconds: 2, icon: /warning/ },
  { severity: 'Minor', signal: 'information', mark: '!', seconds: 0, icon: /information/ },
] as const satisfies readonly { severity: Severity; [more: string]: unknown }[];

describe.skipIf(!chromiumAvailable)('the signals of an alarm', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let duty: Seat;
  let north: TestOfficer;
  const grids: number[][] = [];

  beforeAll(async () => {
    [north] = await scene.onWatch('duty.north', 'duty.south');
    duty = await consoles.seat(scene.node().url, 'duty.south', {
      before: `${ear}\n${badges}`,
      bypassCSP: true,
    });
  });
  afterAll(() => duty?.page.context().close());

  const line = () => duty.page.locator('.alarm-bar .alarm-line').first();
  const look = (): Promise<{ name: string; duration: number; border: number }> =>
    duty.page.evaluate(`(() => {
      const item = document.querySelector('.alarm-bar .alarm-line');
      const { animationName: name, animationDuration, borderTopWidth } = getComputedStyle(item);
      return { name, duration: parseFloat(animationDuration), border: parseFloat(borderTopWidth) };
    })()`);
  const title = () => duty.page.title();
  const icon = () => duty.page.locator('link[rel=icon]').getAttribute('href');
  const lastBadge = () => duty.page.evaluate('badges.at(-1) ?? 0');

  test.each(levels)('$severity sounds and flashes as $signal, and the tab shows $mark', async (level) => {
    const { page } = duty;
    const { incidentId, number } = await north.openIncident('river');
    await north.raise(incidentId, { severity: level.severity });
    await hears(page, level.signal);
    const { name, duration } = await look();
    expect(name === 'none' ? 0 : duration).toBeCloseTo(level.seconds, 1);
    const picture = await line().locator('.mark').screenshot({ animations: 'disabled' });
    grids.push(await page.evaluate(`(${greyGrid})('${picture.toString('base64')}')`));

    await until(async () => (await title()) === `(1) ${level.mark} ALERT ${number}`);
    await until(async () => (await title()) === '(1) Parley', { what: 'the title alternates' });
    expect(await icon()).toMatch(level.icon);
    expect(await lastBadge()).toBe(1);

    await line().getByRole('button', { name: 'Received' }).click();
    await hears(page);
    await until(async () => (await title()) === 'Parley', { what: 'the title is as before' });
    expect(await icon()).toMatch(/calm/);
    expect(await lastBadge()).toBe(0);
  });

  test('their marks are told apart without colour', () => {
    expect(grids).toHaveLength(3);
    const differences = grids.flatMap((one, index) =>
      grids.slice(index + 1).map((other) => {
        const different = one.filter((value, cell) => Math.abs(value - (other[cell] ?? 0)) > 0.5);
        return different.length / one.length;
      }),
    );
    // A tenth of the picture is turned from light to dark: another outline or other strokes, not a blurred edge.
    for (const difference of differences) expect(difference).toBeGreaterThan(0.1);
  });

  test('stand still behind a thick border where motion is to be reduced', async () => {
    const { page } = duty;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const { incidentId } = await north.openIncident('river');
    await north.raise(incidentId);
    await line().waitFor();
    const { name, border } = await look();
    expect(name).toBe('none');
    expect(border).toBeGreaterThanOrEqual(5);
  });

  test('of an exercise say so in the bar and in the title, and what is real stands before it', async () => {
    const { page } = duty;
    const drill = await north.openIncident('river', { capStatus: 'Exercise', title: 'Drill of the month' });
    await north.raise(drill.incidentId, { severity: 'Extreme' });
    await page.locator('.alarm-bar').getByText('Exercise', { exact: true }).waitFor();
    const first = page.locator('.alarm-bar .alarm-line').first();
    expect(await first.innerText()).not.toContain('Drill of the month');
    await first.getByRole('button', { name: 'Received' }).click();
    await until(async () => (await title()).includes(`!!! EXERCISE · ALERT ${drill.number}`));
    await page.locator('.alarm-bar .alarm-line').first().getByText('Exercise', { exact: true }).waitFor();
  });
});
