// The states of a seat on a bad day: a new version that waits, words that are not sent, a server that is gone.
import { reloadUnderClock } from '../page-clock.ts';
import type { State } from './state.ts';

export const atCutOffSeat: readonly State[] = [
  {
    name: 'a new version of the console that waits',
    reach: async ({ page, front, visit, see }) => {
      await visit('', '.tile');
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
      front?.bringOut();
      await page.evaluate('navigator.serviceWorker.ready.then((one) => one.update()).then(() => undefined)');
      await see('.seat-line-news');
    },
    part: '.seat-head',
  },
  {
    name: 'words that are not sent',
    reach: async ({ page, cable, facts, visit, see, field }) => {
      await visit(`incidents/${facts.crossing}`, '.entry');
      cable?.pull();
      await page.locator('.link-reconnecting, .link-offline').waitFor();
      await field('composer.text').fill('Tổ công tác đã lên đường.');
      await field('composer.text').press('Enter');
      await see('.unsent');
    },
  },
  {
    name: 'a console that was opened while the server is gone',
    reach: async ({ page, see }) => {
      await reloadUnderClock(page);
      await see('.seat-line-old');
    },
  },
  {
    name: 'a lost link',
    reach: async ({ page, see }) => {
      await page.clock.fastForward(31_000);
      await see('.link-lost');
    },
  },
  {
    name: 'an account that was cut off',
    reach: async ({ page, cable, officer, see }) => {
      await page.clock.resume();
      cable?.plug();
      await page.locator('.link-connected').waitFor();
      const admin = await officer('quantri.botulenh');
      const { officers } = await admin.send('officer.list', {});
      const here = officers.find(({ username }) => username === 'lienlac.sonvi');
      await admin.send('officer.disable', { officerId: here?.id ?? '' });
      await see('.doorway [role=alert]');
    },
  },
];
