// The states at the seat of a duty officer to whom alarms call.
import { ofIncident } from './incident.ts';
import { dialogs, type State } from './state.ts';
import { say } from './way.ts';

const arming: State[] = [
  {
    name: 'a seat whose alarm sound is still off',
    reach: (way) => way.see('.arming'),
  },
  {
    name: 'the test tones, played again',
    reach: async (way) => {
      await way.press('arm.turnOn');
      await way.press('arm.again');
      await way.see('.arming-test');
    },
    part: '.seat-alarms',
  },
];

const screens: State[] = [
  {
    name: 'the switchboard',
    reach: async (way) => {
      await way.press('arm.yes');
      await way.visit('', '.incident-row');
    },
  },
  { name: 'a line', reach: (way) => way.visit(`lines/${way.facts.line}`, '.line-log .composer') },
  {
    name: 'the queue with an alert that all levels were called for',
    reach: (way) => way.visit('queue', '.queue-exhausted'),
  },
  { name: 'the settings', reach: (way) => way.visit('settings', '.theme') },
  {
    name: 'the watch with what is open, its tests and its summary',
    reach: async (way) => {
      await way.visit('watch', '.open-items');
      await way.field('watch.summary.present').check();
      await way.see('.duty-table');
    },
  },
  {
    name: 'the question whether the sound was heard',
    reach: async (way) => {
      await way.press('watch.tests.soundPlay');
      await way.page.getByText(say('watch.tests.soundAsk')).waitFor();
    },
    part: '.tests',
  },
];

const searches: State[] = [
  {
    name: 'what was found in titles and in words said',
    reach: async (way) => {
      await way.visit('search', '[type=search]');
      await way.field('search.words').fill('khe suối');
      await way.see('.found .hits');
    },
  },
  {
    name: 'a search that finds nothing',
    reach: async (way) => {
      await way.field('search.words').fill('không có ở đâu cả');
      await way.see('.empty');
    },
  },
  {
    name: 'a search from a day that is none',
    reach: async (way) => {
      const folded = way.page.locator('.search-fold:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await way.field('search.from').fill('32/13/2026');
      await way.see('.search-fields .field-problem');
    },
  },
];

const overScreens: State[] = dialogs([
  {
    name: 'opening an incident without a title',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.open('open.title');
      await way.sendInVain();
    },
  },
  {
    name: 'raising an alert on a line without words',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.open('switchboard.raise');
      await way.sendInVain();
    },
  },
  {
    name: 'putting the next call off',
    reach: async (way) => {
      await way.visit('queue', '.queue-row');
      await way.open('snooze.title');
      await way.sendInVain();
    },
  },
  {
    name: 'calling the next level now',
    reach: async (way) => {
      await way.visit('queue', '.queue-row');
      await way.open('queue.escalateNow');
    },
  },
  {
    name: 'handing over the watch',
    reach: async (way) => {
      await way.visit('watch', '.open-items');
      await way.open('watch.offer');
      await way.see('[role=dialog] .open-items');
    },
  },
  {
    name: 'the monthly drill',
    reach: async (way) => {
      await way.visit('watch', '.tests-line');
      await way.open('watch.tests.drill');
      await way.see('[role=dialog] .drill-steps');
    },
  },
  {
    name: 'the list of keys',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.page.keyboard.press('Control+/');
      await way.see('.key-list');
    },
  },
  {
    name: 'jumping somewhere',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.page.keyboard.press('Control+k');
      await way.see('.palette-place');
    },
  },
  {
    name: 'jumping nowhere',
    reach: async (way) => {
      await way.field('palette.type').fill('zzzz');
      await way.page.getByText(say('palette.none')).waitFor();
    },
  },
  {
    name: 'the account with a password that is too short',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.open('account.open');
      await way.field('account.nextPassword').fill('ngắn');
      await way.sendInVain();
    },
  },
  {
    name: 'the question before words that were begun are deleted',
    reach: async (way) => {
      await way.press('account.signOut');
      await way.page.getByText(say('account.draftsGo')).waitFor();
    },
  },
]);

export const atDuty: readonly State[] = [
  ...arming,
  ...screens,
  ...searches,
  ...ofIncident,
  ...overScreens,
  {
    name: 'alarms whose sound is paused',
    reach: async (way) => {
      await way.visit('', '.tile');
      await way.press('alarm.silence');
      await way.see('.alarm-silenced');
    },
    part: '.seat-alarms',
  },
];
