// Story: one end writes notes of its own, or none, or many. The other end is told exactly the same, to the byte.
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { contracts, type OutputOf } from '../../shared/commands.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { codeOf, type RawOfficer, rawOfficer } from '../support/raw-officer.ts';
import { isComplete, type Question, transcribe } from '../support/transcript.ts';
import { until } from '../support/until.ts';

const second = 1_000;
const minute = 60 * second;
const canary = 'kingfisher';
const northNames = ['duty.north', 'relief.north', 'commander.north-province'] as const;
const southNames = ['duty.south', 'observer.south', 'commander.south-province', 'admin.away'] as const;

type Line = OutputOf<'line.list'>['lines'][number];

interface Told {
  lines: Record<string, string[]>;
  written: number;
}

/** The same day at the border, with so many private notes of the north after each step. */
async function playTheDay(notesPerStep: number): Promise<Told> {
  const record = await openRecord();
  const node = await record.node();
  await stopTheClock(node);
  // What was written just before a node started is pushed once more; here that is the world, seconds old.
  await node.application.compare();
  const seat = (names: readonly string[]) => Promise.all(names.map((name) => rawOfficer(node.url, name)));
  const [north, relief, province] = (await seat(northNames)) as [RawOfficer, RawOfficer, RawOfficer];
  const south = await seat(southNames);
  const [southDuty] = south as [RawOfficer];
  const transcripts = await Promise.all(south.map(async (one) => transcribe(one, await stationsOf(one))));
  const cases: OutputOf<'incident.open'>[] = [];
  let written = 0;
  let steps = 0;

  const note = async () => {
    for (const { incidentId } of cases) {
      const lines = Array.from({ length: notesPerStep }, (_, index) => {
        const text = `${canary} ${index} ${'x'.repeat(index * 100)}`;
        return [north, relief, province][index % 3]?.get('note.write', { incidentId, text, lang: 'vi' });
      });
      await Promise.all(lines);
      written += notesPerStep;
    }
  };
  /** A second passes, something happens in common while the north writes in private, and one of the south looks round. */
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    await record.advance(second);
    const [done] = await Promise.all([act(), note()]);
    await note();
    steps += 1;
    await transcripts[steps % transcripts.length]?.ask(allQuestions(river, cases, sides));
    return done;
  };
  const sides: string[] = [];
  const open = async (officer: RawOfficer, title: string) => {
    const { lines } = await officer.get<OutputOf<'line.list'>>('line.list', {});
    const lineId = lines.find(({ code }) => code === 'river')?.id;
    const input = { lineId, title, category: 'illegal_fishing', severity: 'Moderate' };
    const opened = await officer.get<OutputOf<'incident.open'>>('incident.open', input);
    const seen = await north.get<OutputOf<'incident.get'>>('incident.get', { incidentId: opened.incidentId });
    sides.push(...seen.sides.map(({ channelId }) => channelId));
    cases.push(opened);
    return opened;
  };
  const post = (officer: RawOfficer, channelId: string, text: string) =>
    officer.get('message.post', { channelId, text, lang: 'en', marker: 'information' });
  const raise = (officer: RawOfficer, incidentId: string) =>
    officer.get<OutputOf<'alert.raise'>>('alert.raise', {
      ...{ incidentId, text: 'Please answer', lang: 'en', urgency: 'Immediate' },
      ...{ severity: 'Severe', certainty: 'Observed' },
    });
  const watch = async (officer: RawOfficer) => {
    const { station } = await officer.get<OutputOf<'session.me'>>('session.me', {});
    await officer.get('watch.take', { stationId: station.id });
  };

  const river = await until(async () => {
    const { lines } = await southDuty.get<OutputOf<'line.list'>>('line.list', {});
    return lines[0]?.ends.every(({ connected }) => connected) && lines[0];
  });
  for (const officer of south) officer.pushed.length = 0;
  await step(() => watch(north));
  await step(() => watch(southDuty));
  const boats = await step(() => open(north, 'Boats at night'));
  const graves = await step(() => open(southDuty, 'A marker has moved'));
  await step(() => post(southDuty, boats.channelId, 'We see them too'));
  const ours = await step(() => raise(southDuty, graves.incidentId));
  await step(() => north.get('channel.mark', { channelId: graves.channelId, deliveredSeq: 9, openedSeq: 9 }));
  await step(() => north.get('escalation.confirm_call', { escalationId: ours.escalationIds[0], turn: 1 }));
  for (let call = 0; call < 4; call += 1) await step(() => record.advance(3 * minute));
  await step(() => north.get('alert.acknowledge', { alertId: ours.alertId, grade: 'received' }));
  const theirs = await step(() => raise(north, boats.incidentId));
  await step(() => southDuty.get('alert.acknowledge', { alertId: theirs.alertId, grade: 'accepted' }));
  await step(() => post(north, graves.channelId, 'A stone, no marker'));
  await step(() => province.get('alert.acknowledge', { alertId: ours.alertId, grade: 'accepted' }));
  await step(() =>
    southDuty.get('note.write', { incidentId: boats.incidentId, text: 'our own', lang: 'km' }),
  );
  await step(() =>
    north.get('incident.change_status', {
      incidentId: boats.incidentId,
      to: 'resolved',
      reason: 'They left',
    }),
  );
  for (const officer of [southDuty, north])
    await step(() =>
      officer.get('incident.change_status', { incidentId: boats.incidentId, to: 'closed', reason: 'Agreed' }),
    );
  await step(() => record.advance(30 * minute));

  await node.application.index();
  const lastLook = [...allQuestions(river, cases, sides), ...searches];
  await Promise.all(transcripts.map((transcript) => transcript.ask(lastLook)));
  await settle(node, south);
  const lines = Object.fromEntries(
    southNames.map((name, index) => [name, transcripts[index]?.lines() ?? []]),
  );
  for (const officer of [north, relief, province, ...south]) officer.close();
  await record.close();
  return { lines, written };
}

async function stationsOf(officer: RawOfficer): Promise<Set<string>> {
  const { stations } = await officer.get<OutputOf<'station.list'>>('station.list', {});
  return new Set(stations.map(({ id }) => id));
}

/** Only `advance` moves it, so that instants can be compared too. */
async function stopTheClock({ application: { db } }: TestNode): Promise<void> {
  await sql`
    create or replace function parley_now() returns timestamptz language sql volatile parallel safe as $$
      select timestamptz '2040-03-01T08:00:00Z' + make_interval(secs => offset_ms / 1000.0) from test_clock
    $$`.execute(db);
  // Presence goes by the wall clock; a machine that stands still for a while must not make a station look gone.
  await sql`
    create function stay_present() returns trigger language plpgsql as
      $$ begin new.seen_at = 'infinity'; return new; end $$`.execute(db);
  for (const table of ['presences', 'seats'])
    await sql`
      create trigger stay_present before insert or update on ${sql.table(table)}
        for each row execute function stay_present()`.execute(db);
}

/** Asked when the index is up with the record, which it is a moment after the last word. */
const searches = [canary, 'boats', 'them', '"no marker"'].flatMap((text): Question[] => [
  ['record.search', { text }],
  ['record.search', { text, limit: 1 }],
]);

/** Every question an officer can ask, the ones he should not ask among them. */
function allQuestions(
  river: Line,
  cases: readonly OutputOf<'incident.open'>[],
  foreignSides: readonly string[],
): Question[] {
  const plain = ['session.me', 'organisation.list', 'station.list', 'officer.list', 'policy.list'];
  const live = ['line.list', 'watch.list', 'escalation.queue'];
  const period = { openedFrom: '2040-03-01T08:00:00Z', openedBefore: '2040-03-01T08:00:05Z' };
  const filters = [{}, { limit: 1 }, { text: canary }, { text: 'boats' }, { status: ['closed'] }, period];
  const channelIds = [...cases.map(({ channelId }) => channelId), ...foreignSides];
  return [
    ...[...plain, ...live].map((name): Question => [name, {}]),
    ...filters.map((filter): Question => ['incident.list', filter]),
    ...river.ends.flatMap(({ endId }): Question[] => [
      ['watch.get', { stationId: endId }],
      ['watch.summary', { stationId: endId, which: 'present' }],
      ['watch.tests', { stationId: endId }],
      ['policy.preview', { lineId: river.id, endId, severity: 'Severe' }],
    ]),
    ['channel.heads', { channelIds }],
    ...cases.flatMap(({ incidentId, channelId }): Question[] => [
      ['incident.get', { incidentId }],
      ['channel.entries', { channelId, limit: 500 }],
      ['channel.entries', { channelId, beforeSeq: 4 }],
    ]),
    ...foreignSides.flatMap((channelId): Question[] => [
      ['channel.entries', { channelId }],
      ['channel.entries', { channelId, afterSeq: 3 }],
      ['channel.heads', { channelIds: [channelId] }],
      ['channel.mark', { channelId, deliveredSeq: 1, openedSeq: 1 }],
      ['message.post', { channelId, text: 'a guess', lang: 'en', marker: 'question', replyTo: 1 }],
    ]),
  ];
}

/** Waits until the last that was written has been pushed, and the heads were told. */
async function settle(node: TestNode, officers: readonly RawOfficer[]): Promise<void> {
  // One comparison may have begun before the last word; the next one has not.
  for (let comparison = 0; comparison < 2; comparison += 1) await node.application.compare();
  for (const officer of officers) {
    await officer.ask('session.me', {});
    await until(() => isComplete(officer.pushed), { what: 'the last push' });
  }
}

/** It says more than a thousand equal lines. */
function firstDifference(told: readonly string[], other: readonly string[]): object | null {
  const length = Math.max(told.length, other.length);
  for (let at = 0; at < length; at += 1)
    if (told[at] !== other[at]) return { at, told: told[at], other: other[at] };
  return null;
}

describe('Private notes of one end', () => {
  let without: Told;
  let few: Told;
  let many: Told;

  beforeAll(async () => {
    without = await playTheDay(0);
    few = await playTheDay(1);
    many = await playTheDay(7);
  });

  it('were written in two of three runs of the same day', () => {
    expect([without.written, few.written > 30, many.written > 200]).toEqual([0, true, true]);
  });

  it.each(southNames)('change no byte of what %s opposite is told, asks for, or is refused', (name) => {
    const told = without.lines[name] ?? [];
    expect(told.length).toBeGreaterThan(300);
    for (const { lines } of [few, many]) expect(firstDifference(told, lines[name] ?? [])).toBeNull();
  });

  it('were looked for with every question there is', () => {
    const asked = (without.lines['duty.south'] ?? []).map((line) => line.split(' ')[0]);
    const questions = Object.entries(contracts).filter(([, { kind }]) => kind === 'query');
    expect(questions.map(([name]) => name).filter((name) => !asked.includes(name))).toEqual([]);
  });

  it('stand in no word that reached the other end', () => {
    // He asked for the word himself once a look; no answer holds it.
    for (const { lines } of [without, few, many])
      for (const told of Object.values(lines))
        expect(
          told.filter((line) => line.includes(canary) && !/^(incident\.list|record\.search) /.test(line)),
        ).toEqual([]);
  });
});

describe('A private note', () => {
  it('waits for nothing that the ends have in common, and nothing in common waits for it', async () => {
    const record: TestRecord = await openRecord();
    const node = await record.node();
    const north = await rawOfficer(node.url, 'duty.north');
    const south = await rawOfficer(node.url, 'duty.south');
    const commander = await rawOfficer(node.url, 'commander.south');
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    const lineId = lines.find(({ code }) => code === 'river')?.id;
    const input = { lineId, title: 'Boats', category: 'other', severity: 'Minor' };
    const { incidentId, channelId } = await north.get<OutputOf<'incident.open'>>('incident.open', input);
    const { sides } = await north.get<OutputOf<'incident.get'>>('incident.get', { incidentId });
    const word = { lang: 'en', text: 'a word' };
    const alarm = { ...word, urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' };
    const raised = await north.get<OutputOf<'alert.raise'>>('alert.raise', { incidentId, ...alarm });
    const [escalationId] = raised.escalationIds;
    // A connection of its own: the server's would let go of the lock after two seconds.
    const holder = new pg.Client(record.databaseUrl);
    await holder.connect();
    const holding = async (id: string | undefined, act: () => Promise<unknown>) => {
      await holder.query('begin');
      await holder.query('select from channels where id = $1 for update', [id]);
      await act();
      await holder.query('commit');
    };
    await holding(channelId, async () => {
      expect(codeOf(await north.reach('note.write', { incidentId, ...word }))).toBe('ok');
    });
    await holding(sides[0]?.channelId, async () => {
      expect(codeOf(await south.reach('message.post', { channelId, ...word, marker: 'answer' }))).toBe('ok');
      expect(codeOf(await south.reach('note.write', { incidentId, ...word }))).toBe('ok');
      expect(codeOf(await south.reach('incident.amend', { incidentId, changes: { subjects: 2 } }))).toBe(
        'ok',
      );
      expect(codeOf(await south.reach('incident.get', { incidentId }))).toBe('ok');
      const snooze = { escalationId, forMs: minute, reason: 'In sight' };
      expect(codeOf(await commander.reach('escalation.snooze', snooze))).toBe('ok');
      expect(codeOf(await commander.reach('escalation.take_over', { escalationId }))).toBe('ok');
    });
    await holder.end();
    for (const officer of [north, south, commander]) officer.close();
    await record.close();
  });

  it('reaches the officers of its own end at once, whatever their station above it', async () => {
    const record = await openRecord();
    const node = await record.node();
    const north = await rawOfficer(node.url, 'duty.north');
    const [province, home, south] = await Promise.all(
      ['commander.north-province', 'commander.home', 'commander.away'].map((name) =>
        rawOfficer(node.url, name),
      ),
    );
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    const lineId = lines.find(({ code }) => code === 'river')?.id;
    const input = { lineId, title: 'Boats', category: 'other', severity: 'Minor' };
    const { incidentId } = await north.get<OutputOf<'incident.open'>>('incident.open', input);
    await north.get('note.write', { incidentId, text: canary, lang: 'en' });
    for (const officer of [province, home])
      await until(() => JSON.stringify(officer?.pushed).includes(canary), { what: 'the note' });
    await south?.ask('session.me', {});
    expect(JSON.stringify(south?.pushed)).not.toContain(canary);
    for (const officer of [north, province, home, south]) officer?.close();
    await record.close();
  });
});
