// The states of an incident: its parts, its composers, and every dialog that it opens.
import { dialogs, type State } from './state.ts';
import { say, type Way } from './way.ts';

const show = ({ visit }: Way, incidentId: string, ready = '.incident-head') =>
  visit(`incidents/${incidentId}`, ready);
const shared = ({ field }: Way) => field('composer.text');

const parts: State[] = [
  {
    name: 'an incident with words in five languages and alerts both ways',
    reach: (way) => show(way, way.facts.crossing, '.entry'),
  },
  {
    name: 'the alerts of an incident',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.turnTo('incident.alerts');
      await way.see('.rail .card');
    },
    part: '.rail',
  },
  {
    name: 'an alert whose reply is promised at no time of day',
    reach: async (way) => {
      await way.field('replyBy.custom').check();
      await way.field('replyBy.at').fill('25:99');
      await way.page.locator('.answer-buttons button').first().click();
      await way.see('.reply-by .field-problem');
    },
    part: '.rail',
  },
  {
    name: 'the private notes',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.turnTo('incident.notes');
      await way.see('.private .entry');
    },
    part: '.rail',
  },
  {
    name: 'the details',
    reach: async (way) => {
      await way.turnTo('incident.details');
      await way.see('.details .facts');
    },
    part: '.rail',
  },
];

const composing: State[] = [
  {
    name: 'a reply to a message that is being written',
    reach: async (way) => {
      // By the address of that entry: a log that stands at its end keeps to it while its lines are still being measured.
      await way.visit(`incidents/${way.facts.crossing}/${way.facts.lastSaid}`, '.shared .log-sought');
      await way.page.locator('.log-sought').getByRole('button').click();
      await way.see('.composer > .row');
    },
    part: '.composer',
  },
  {
    name: 'the phrase book',
    reach: async (way) => {
      await way.press('phrase.book');
      await way.see('.finder-option');
    },
    part: '.composer',
  },
  {
    name: 'the phrase book where nothing is found',
    reach: async (way) => {
      await way.field('phrase.find').fill('zzzz');
      await way.see('.finder-none');
    },
    part: '.composer',
  },
  {
    name: 'a phrase with what its slots lack',
    reach: async (way) => {
      await way.field('phrase.find').fill('joint patrol');
      await way.page.getByRole('option').first().click();
      await way.see('.phrase-form');
      const problem = way.page.locator('.phrase-form .field-problem').first();
      for (const field of await way.page.locator('.phrase-slots input').all()) await field.fill('');
      await way.press('composer.send');
      await problem.waitFor();
    },
    part: '.composer',
  },
  {
    name: 'the question where words go after a private note',
    reach: async (way) => {
      await way.press('phrase.ownWords');
      await show(way, way.facts.crossing);
      await way.turnTo('incident.notes');
      await way.field('notes.text').fill('Chỉ để trong nhà biết');
      if (await way.page.getByRole('tab', { name: say('incident.log') }).count())
        await way.turnTo('incident.log');
      await shared(way).fill('Đã rõ.');
      await shared(way).press('Enter');
      await way.see('.confirm-shared');
    },
    part: '.composer',
  },
];

const overIncident: State[] = dialogs([
  {
    name: 'raising an alert without words',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.open('raise.title');
      await way.sendInVain();
    },
  },
  {
    name: 'raising an exercise',
    reach: async (way) => {
      await show(way, way.facts.drill);
      await way.open('raise.title');
      await way.see('[role=dialog] .cap-tape');
    },
  },
  {
    name: 'correcting the facts with what does not fit',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.turnTo('incident.details');
      await way.open('amend.title');
      await way.field('incident.occurredAt').fill('hôm qua');
      await way.sendInVain();
    },
  },
  {
    name: 'changing the status without a reason',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.open('status.change');
      await way.sendInVain();
    },
  },
  {
    name: 'closing what the other side has agreed to close',
    reach: async (way) => {
      await show(way, way.facts.drill);
      await way.open('status.change');
      await way.dialog().getByText(say('status.closeTogether')).waitFor();
    },
  },
  {
    name: 'reopening what is closed',
    reach: async (way) => {
      await show(way, way.facts.closed, '.closed-words');
      await way.open('status.change');
    },
  },
  {
    name: 'withdrawing an alert',
    reach: async (way) => {
      await show(way, way.facts.crossing);
      await way.turnTo('incident.alerts');
      await way.open('alert.withdraw');
      await way.sendInVain();
    },
  },
]);

export const ofIncident: readonly State[] = [
  ...parts,
  ...overIncident,
  ...composing,
  {
    name: 'a closed incident',
    reach: (way) => show(way, way.facts.closed, '.closed-words'),
  },
  {
    name: 'an incident that is not there',
    reach: (way) => way.visit('incidents/00000000-0000-7000-8000-000000000000', '.refusal'),
  },
];
