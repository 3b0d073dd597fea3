// Behaviour 13: the link says when the server was last heard, doubts it after 15 s, and calls it lost with a sound of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cable, openCable } from '../support/cable.ts';
import { chromiumAvailable } from '../support/chromium.ts';
import { armAt, openConsoles, type Seat } from '../support/console.ts';
import { audibleAt, ear, soundsAt } from '../support/ear.ts';
import type { TestOfficer } from '../support/officer.ts';
import { reloadUnderClock } from '../support/page-clock.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** The last word of the server is kept, on whatever line it came. */
const keepLastWord = `
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        globalThis.lastWord = { at: Date.now(), isHeartbeat: data === '2' };
      });
    }
  };
`;

describe.skipIf(!chromiumAvailable)('the state of the link', () => {
  const scene = openScene();
  const consoles = openConsoles();
  let cable: Cable;
  let duty: Seat;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await scene.onWatch('duty.north', 'duty.south');
    cable = await openCable(scene.node().url);
    duty = await consoles.seat(cable.url, 'duty.south', { before: `${ear}\n${keepLastWord}` });
  });
  afterAll(async () => {
    await duty?.page.context().close();
    await cable?.close();
  });

  const link = () => duty.page.locator('.link');
  const linkSounds = async () =>
    (await soundsAt(duty.page)).filter(({ signal, ended }) => signal === 'link' && !ended);

  test('tells that it is connected, and the last entry that came with its number', async () => {
    const { station } = await south.client.me();
    // An entry is pushed to who has his seat, and what a device says is heard only then.
    await until(async () => (await south.send('watch.get', { stationId: station.id })).watch.sound === 'on', {
      what: 'the server to know that the sound is on',
    });
    const { channelId } = await north.openIncident('river');
    const { seq } = await north.post(channelId, 'The last word for now');
    await until(async () => new RegExp(`Connected.*No ${seq}$`, 's').test(await link().innerText()), {
      what: 'the last entry is shown',
    });
  });

  test('keeps the sound of a lost link ready on the audio clock, and puts it off with every heartbeat', async () => {
    const ready = await until(async () => (await linkSounds())[0], { what: 'the sound is ready' });
    expect(ready?.waits).toBeGreaterThan(25);
    expect(ready?.waits).toBeLessThan(31);
    expect(ready?.audible).toBe(false);
    const { channelId } = await north.openIncident('river');
    await until(
      async () => {
        await north.post(channelId, 'Still here');
        const [now, ...more] = await linkSounds();
        return more.length === 0 && (now?.begunAt ?? 0) > (ready?.begunAt ?? 0) + 1_000;
      },
      { what: 'it is put off' },
    );
  });

  test('turns amber after 15 seconds without a word, though the line itself is still open', async () => {
    const { page } = duty;
    await reloadUnderClock(page);
    await armAt(page);
    await page.getByText('Connected', { exact: true }).waitFor();
    // From a fresh heartbeat on: 20 seconds after it the page itself gives the line up.
    await until(() => page.evaluate<boolean>('lastWord.isHeartbeat && Date.now() - lastWord.at < 5_000'), {
      what: 'a heartbeat',
    });
    cable.mute();
    // By the page's own clock, and from the last word that it heard: that is 16 seconds ago.
    await page.clock.pauseAt((await page.evaluate<number>('lastWord.at')) + 16_000);
    await page.getByText(/^Server silent 0:1\d$/).waitFor();
    expect(await link().getAttribute('class')).toContain('link-quiet');
    await page.clock.resume();
  });

  test('is lost after 30 seconds: a banner, its own sound, and a page that does not look calm', async () => {
    const { page } = duty;
    cable.pull();
    await page.getByText(/^Reconnecting \d+:\d\d$/).waitFor();
    await page.clock.fastForward(20_000);
    const banner = page.getByRole('alert').filter({ hasText: 'Link to the server lost' });
    await banner.waitFor();
    await banner.getByText(/The server was last heard at \d\d:\d\d:\d\d/).waitFor();
    await until(async () => /LINK LOST/.test(await page.title()), { what: 'the title says so' });
    expect(await page.locator('link[rel=icon]').getAttribute('href')).not.toMatch(/calm/);
    expect(await page.locator('.seat-stale').count()).toBe(1);
    await until(async () => (await audibleAt(page)).includes('link'), {
      what: 'the lost link sounds by the audio clock',
      deadlineMs: 60_000,
    });
  });

  test('can be silenced for two minutes, and is well again with the first word of the server', async () => {
    const { page } = duty;
    await page.locator('.link-lost').getByRole('button', { name: 'Silence for 2 minutes' }).click();
    await until(async () => !(await audibleAt(page)).includes('link'), { what: 'the sound pauses' });
    await page
      .locator('.link-lost')
      .getByText(/Silent for/)
      .waitFor();
    cable.plug();
    await page.clock.resume();
    await page.locator('.link-lost').waitFor({ state: 'detached' });
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(await audibleAt(page)).toEqual([]);
    // The silence was for the loss that is over: the next one is heard in time.
    await until(async () => ((await linkSounds())[0]?.waits ?? Number.POSITIVE_INFINITY) < 31, {
      what: 'the sound of the next loss is ready',
    });
  });
});
