// Story: a third neighbour joins a line with a case in hand, takes part in it, and leaves only when he owes no answer.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { refusalOf, type TestOfficer } from '../support/officer.ts';
import { until } from '../support/until.ts';

describe('A line that gains and loses an end', () => {
  let record: TestRecord;
  let node: TestNode;
  let admin: TestOfficer;
  let north: TestOfficer;
  let west: TestOfficer;
  let incidentId: string;
  let channelId: string;
  const hill = (endCodes: string[]) => ({
    code: 'hill',
    kind: 'adjacent' as const,
    name: { en: 'Hill' },
    endCodes,
  });

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    admin = await node.officer('admin.home');
    north = await node.officer('duty.north');
    west = await node.officer('duty.west');
    await west.takeWatch();
    await admin.send('line.set', hill(['north', 'east']));
    ({ incidentId, channelId } = await north.openIncident('hill'));
    await north.post(channelId, 'Before the third came');
  });
  afterAll(() => record.close());

  it('shows the newcomer the case from its start, and gives him a private channel of his own', async () => {
    expect(await refusalOf(west.read(incidentId))).toBe('not_found');
    await admin.send('line.set', hill(['north', 'east', 'west']));
    const kinds = (await west.entries(channelId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['incident.opened', 'message.posted']);
    const note = await west.send('note.write', { incidentId, text: 'Ours alone', lang: 'en' });
    expect(await refusalOf(north.entries(note.channelId))).toBe('not_found');
    expect((await west.read(incidentId)).sides).toEqual([
      expect.objectContaining({ channelId: note.channelId, headSeq: 1 }),
    ]);
  });

  it('calls the newcomer by name in his private channel when an alert is raised', async () => {
    await north.raise(incidentId);
    const { sides } = await west.read(incidentId);
    const placed = await west.entriesOf(sides[0]?.channelId ?? '', 'call.placed');
    expect(placed.map(({ payload }) => payload.officers.map(({ name }) => name))).toEqual([['duty.west']]);
  });

  it('keeps an end that owes an answer, and lets it go when it has answered', async () => {
    const without = admin.send('line.set', hill(['north', 'east']));
    expect(await refusalOf(without)).toBe('alerts_open');
    const { alert } = await west.alert(incidentId);
    await west.send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
    expect(await refusalOf(admin.send('line.set', hill(['north', 'east'])))).toBe('alerts_open');
    await west.post(channelId, 'Seen to');
    await admin.send('line.set', hill(['north', 'east']));
    await until(async () => (await refusalOf(west.read(incidentId))) === 'not_found');
    expect(await refusalOf(west.post(channelId, 'Still here?'))).toBe('not_found');
  });

  it('is closed by those who are left when the end that had not agreed has gone', async () => {
    const east = await node.officer('duty.east');
    await admin.send('line.set', hill(['north', 'east', 'west']));
    const opened = await north.openIncident('hill');
    const move = (one: TestOfficer, to: 'resolved' | 'closed') =>
      one.send('incident.change_status', { incidentId: opened.incidentId, to, reason: 'Settled' });
    await move(north, 'resolved');
    for (const one of [north, east]) expect(await move(one, 'closed')).toMatchObject({ status: 'resolved' });
    expect(await refusalOf(move(north, 'closed'))).toBe('status_change_invalid');
    await admin.send('line.set', hill(['north', 'east']));
    expect(await move(north, 'closed')).toMatchObject({ status: 'closed' });
    const { incident } = await east.read(opened.incidentId);
    expect(incident).toMatchObject({ status: 'closed', closedAlone: false });
  });

  /** Does it while nobody else may write to this channel. */
  async function holding(id: string, act: (waiting: (count: number) => Promise<boolean>) => Promise<void>) {
    const holder = new pg.Client(record.databaseUrl);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from channels where id = $1 for no key update', [id]);
    await act(async (count) => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        node.application.db,
      );
      return rows.length >= count;
    });
    await holder.query('commit');
    await holder.end();
  }

  it('gives the newcomer his private channel in a case that is opened as he joins', async () => {
    let joining: Promise<unknown> | undefined;
    let opening: ReturnType<TestOfficer['openIncident']> | undefined;
    await holding((await north.line('hill')).channelId, async (waiting) => {
      joining = admin.send('line.set', hill(['north', 'east', 'west']));
      await until(() => waiting(1), { what: 'the line to wait' });
      opening = north.openIncident('hill');
      await until(() => waiting(2), { what: 'the case to wait behind it' });
    });
    await joining;
    const opened = await opening;
    const { sides } = await west.read(opened?.incidentId ?? '');
    expect(sides).toEqual([expect.objectContaining({ headSeq: 0 })]);
    await west.send('note.write', { incidentId: opened?.incidentId ?? '', text: 'Ours', lang: 'en' });
  });

  it('asks no answer of an end that leaves as the alert is raised', async () => {
    await admin.send('line.set', hill(['north', 'east', 'west']));
    const opened = await north.openIncident('hill');
    let raising: Promise<unknown> | undefined;
    let leaving: Promise<unknown> | undefined;
    await holding(opened.channelId, async (waiting) => {
      raising = north.raise(opened.incidentId);
      await until(() => waiting(1), { what: 'the alert to wait' });
      let isOver = false;
      // One of the two comes first, and then the other finds it so.
      leaving = Promise.allSettled([admin.send('line.set', hill(['north', 'east']))]).finally(() => {
        isOver = true;
      });
      await until(async () => isOver || (await waiting(2)), { what: 'the end to leave, or to wait' });
    });
    await raising;
    await leaving;
    const { alerts } = await north.read(opened.incidentId);
    const asked = alerts.flatMap(({ escalations }) => escalations.map(({ endId }) => endId));
    expect(asked).not.toEqual([]);
    const ends = (await north.line('hill')).ends.map(({ endId }) => endId);
    expect(asked.filter((endId) => !ends.includes(endId))).toEqual([]);
  });
});
