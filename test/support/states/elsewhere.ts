// The states before the sign-in, before an empty record, at a calm seat, at a flooded gate and at an admin's seat.
import { armAt } from '../console.ts';
import { password } from '../world.ts';
import { dialogs, type State } from './state.ts';
import type { Way } from './way.ts';

const doorway = ({ page }: Way) => page.locator('.doorway form');

export const atEntrance: readonly State[] = [
  {
    name: 'the sign-in with nothing filled in',
    reach: (way) => way.sendInVain(doorway(way)),
  },
  {
    name: 'a sign-in that was refused',
    reach: async (way) => {
      await way.field('signIn.username').fill('trucban.sonvi');
      await way.field('signIn.password').fill('not the password');
      await way.press('signIn.enter');
      await way.see('.refusal');
    },
  },
];

/** What the first administrator of a record finds: nothing, and where to begin. */
export const atEmptyRecord = (code: string): State[] => [
  {
    name: 'the first set-up with nothing filled in',
    reach: async (way) => {
      // Until the server says that the record is empty, the form is the one of the sign-in.
      await way.field('setUp.code').waitFor();
      await way.sendInVain(doorway(way));
    },
  },
  {
    name: 'a switchboard without lines',
    reach: async (way) => {
      const filled = {
        ...{ code, organisationName: 'Bộ đội Biên phòng', organisationCode: 'bdbp' },
        ...{ stationName: 'Bộ Tư lệnh', stationCode: 'bo-tu-lenh', adminName: 'Quản trị' },
        ...{ username: 'quantri', password },
      };
      for (const [name, value] of Object.entries(filled)) await way.field(`setUp.${name}`).fill(value);
      await way.press('setUp.create');
      await way.see('.empty');
    },
  },
  { name: 'a queue that nothing can reach', reach: (way) => way.visit('queue', '.empty') },
  { name: 'lines to be set up', reach: (way) => way.visit('admin/lines', '.editor') },
];

export const atCalmSeat: readonly State[] = [
  { name: 'a switchboard on which all is calm', reach: (way) => way.visit('', '.incident-row') },
  {
    name: 'a list of incidents that no filter fits',
    reach: async (way) => {
      await way.field('filter.text').fill('không có');
      await way.see('.empty');
    },
  },
  {
    name: 'a line on which nothing was said yet',
    reach: (way) => way.visit(`lines/${way.facts.calmLine}`, '.line-log .entry'),
  },
  { name: 'an empty queue', reach: (way) => way.visit('queue', '.empty') },
  {
    name: 'an incident without alerts',
    reach: async (way) => {
      await way.visit(`incidents/${way.facts.quiet}`, '.incident-head');
      await way.turnTo('incident.alerts');
      await way.see('.rail .empty');
    },
  },
  {
    name: 'an incident without notes',
    reach: async (way) => {
      await way.turnTo('incident.notes');
      await way.see('.private .empty');
    },
    part: '.rail',
  },
  { name: 'a watch that is offered', reach: (way) => way.visit('watch', '.watch-card') },
  ...dialogs([
    {
      name: 'accepting the watch item by item',
      reach: async (way) => {
        await way.open('watch.accept');
        await way.see('[role=dialog] .open-item-accept');
      },
    },
    {
      name: 'who would be called now',
      reach: async (way) => {
        await way.visit('queue', '.empty');
        await way.open('preview.title');
        await way.see('.preview-step');
      },
    },
  ]),
];

export const atFloodedGate: readonly State[] = [
  {
    name: 'a flood of alarms, grouped',
    reach: async (way) => {
      await way.visit('', '.tile');
      const more = way.page.locator('.alarm-foot button');
      if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
      await way.see('.alarm-group');
    },
  },
  {
    name: 'each alarm of a group',
    reach: async (way) => {
      await way.press('alarm.showEach');
      await way.see('.alarm-group ul .alarm-line');
    },
    part: '.seat-alarms',
  },
  {
    name: 'a queue of thirty, some of them chosen',
    reach: async (way) => {
      await way.page.locator('.alarm-foot button').click();
      await way.visit('queue', '.queue-row');
      await way.press('queue.chooseAll');
      await way.see('.queue-bar .button-primary');
    },
  },
  ...dialogs([
    {
      name: 'taking an alert over',
      reach: async (way) => {
        await way.visit('queue', '.queue-row');
        await way.open('queue.takeOver');
      },
    },
  ]),
  {
    name: 'a watch that nobody holds',
    reach: (way) => way.visit('watch', '.watch-card-unmanned'),
  },
  {
    name: 'the wall with thirty alerts',
    reach: async ({ page, see }) => {
      await page.setViewportSize({ width: 1920, height: 1080 });
      await page.goto(new URL('/?wall', page.url()).href);
      await see('.wall .arming');
      await armAt(page);
      await see('.wall-tile');
    },
    large: true,
  },
];

const sections = ['organisations', 'stations', 'officers', 'lines', 'policies'] as const;

/** Where the first item of a section's list is chosen, its form is filled and its last entries are shown. */
const admin = (section: (typeof sections)[number]): State[] => [
  {
    name: `a new one of the ${section} with nothing filled in`,
    reach: async (way) => {
      await way.visit(`admin/${section}`, '.editor-item');
      const form = way.page.locator('.editor-form form').first();
      if (section === 'policies') await form.locator('[type=number]').first().fill('');
      await way.sendInVain(form);
    },
  },
  {
    name: `one of the ${section}`,
    reach: async (way) => {
      await way.page.locator('.editor-item').last().click();
      await way.see('.recorded .entry');
    },
  },
];

export const atAdmin: readonly State[] = sections.flatMap(admin);
