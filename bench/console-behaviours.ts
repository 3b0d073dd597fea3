// The behaviours of the console that promise a time: how long each takes from its entry, or the act, to the screen or the ear.
import type { Page } from 'playwright-core';
import type { Entry } from '../shared/entry.ts';
import { audibleAt, hears, soundsAt } from '../test/support/ear.ts';
import type { TestOfficer } from '../test/support/officer.ts';
import { until } from '../test/support/until.ts';
import { percentile, short } from './figures.ts';

interface Stage {
  url: string;
  north: TestOfficer;
  south: TestOfficer;
  /** A seat with its alarm sound on. */
  open(username: string): Promise<Page>;
  /** Turns on the alarm sound of a page. */
  arm(page: Page): Promise<void>;
  row(what: string, parley: string, target: string): void;
}

const rounds = 20;
const handOvers = 5;

/** When the page first is so, by the clock of this machine; it looks by itself every five milliseconds. */
const seenAt = (page: Page, condition: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const look = setInterval(() => {
      if (!(${condition})) return;
      clearInterval(look);
      done(Date.now());
    }, 5);
  })`);

const loudLine = `document.querySelector('.alarm-bar .alarm-line:not(.alarm-quiet)')`;
const told = `[...document.querySelectorAll('.log-alert-sides > li')].some((side) => side.textContent.includes('duty.south'))`;
const plainTitle = `!/[!▲(]/.test(document.title)`;

const spread = (times: readonly number[]) =>
  `${short(percentile(times, 0.5))} / ${short(percentile(times, 0.99))}`;

/** The tab that sounds is closed while another one stands ready; when that one begins, and itself. */
async function handOver(first: Page, { url, arm }: Stage): Promise<{ ms: number; left: Page }> {
  const second = await first.context().newPage();
  await second.goto(url);
  await second.locator('.top-bar').waitFor();
  await arm(second);
  const tabs = [first, second];
  let sounding: Page | undefined;
  await until(
    async () => {
      const heard = await Promise.all(tabs.map(async (tab) => (await audibleAt(tab)).length > 0));
      sounding = tabs.find((_, index) => heard[index]);
      return sounding !== undefined && heard.filter(Boolean).length === 1;
    },
    { what: 'one tab sounds' },
  );
  const left = sounding === first ? second : first;
  const goneAt = Date.now();
  await sounding?.close();
  await hears(left, 'critical');
  const sound = (await soundsAt(left)).findLast(({ loop, signal }) => loop && signal === 'critical');
  return { ms: (sound?.begunAt ?? Number.NaN) - goneAt, left };
}

export async function behaviours(stage: Stage): Promise<void> {
  const { url, north, south, open, row } = stage;
  const [duty, commander, opposite] = [
    await open('duty.south'),
    await open('commander.south'),
    await open('duty.north'),
  ];
  const seats = [duty, commander, opposite];
  const bar: number[] = [];
  const called: number[] = [];
  const name: number[] = [];
  const title: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { incidentId, channelId } = await north.openIncident('river');
    for (const page of seats) {
      await page.goto(`${url}/#/incidents/${incidentId}`);
      await page.locator('article.entry').first().waitFor();
    }
    const lastAt = async (kind: Entry['kind']) =>
      Date.parse((await north.entries(channelId)).findLast((entry) => entry.kind === kind)?.at ?? '');

    const barAt = seenAt(duty, loudLine);
    const { alertId } = await north.raise(incidentId);
    bar.push((await barAt) - (await lastAt('alert.raised')));

    // The duty officer is called twice before his commander is.
    const calledAt = seenAt(commander, loudLine);
    for (let step = 0; step < 2; step += 1) {
      const { id: escalationId, turn } = (await north.alert(incidentId)).escalation;
      await south.send('escalation.escalate_now', { escalationId, turn });
      const last = (await north.entries(channelId)).findLast(({ kind }) => kind === 'escalation.called');
      if (last?.kind === 'escalation.called' && last.payload.role === 'commander') break;
    }
    called.push((await calledAt) - (await lastAt('escalation.called')));

    const named = seats.map((page) => seenAt(page, told));
    const calmAt = seenAt(duty, plainTitle);
    await south.send('alert.acknowledge', { alertId, grade: 'accepted' });
    const answeredAt = await lastAt('alert.acknowledged');
    name.push(Math.max(...(await Promise.all(named))) - answeredAt);
    title.push((await calmAt) - answeredAt);
    await north.send('alert.withdraw', { alertId, reason: 'measured' });
  }
  const next: number[] = [];
  const { incidentId } = await north.openIncident('river');
  const { alertId } = await north.raise(incidentId);
  let tab = duty;
  for (let round = 0; round < handOvers; round += 1) {
    const { ms, left } = await handOver(tab, stage);
    next.push(ms);
    tab = left;
  }
  await north.send('alert.withdraw', { alertId, reason: 'measured' });

  const of = `p50 / p99 of ${rounds}, ms`;
  row(`2: alert to the alarm bar, ${of}`, spread(bar), '<= 1,000');
  row(`7: answer to the name at the last of 3 seats, ${of}`, spread(name), '<= 1,000');
  row(`9: call to the next console's loud alarm, ${of}`, spread(called), '<= 1,000');
  row(`11: last answer to the plain title, ${of}`, spread(title), '<= 1,000');
  row(
    `12: sounding tab gone to the next one's sound, p50 / p99 of ${handOvers}, ms`,
    spread(next),
    '<= 2,000',
  );
}
