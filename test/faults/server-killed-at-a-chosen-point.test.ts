// Fault: the server is killed at one point of one command, on each road a command takes. It happened once or not at all.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestRecord } from '../support/application.ts';
import { openCable } from '../support/cable.ts';
import { type NodeProcess, startNodeProcess } from '../support/node-process.ts';
import { signIn, type TestOfficer } from '../support/officer.ts';
import { openRecordCable, type RecordCable } from '../support/record-cable.ts';
import { until } from '../support/until.ts';
import { expectWhole } from '../support/whole-record.ts';

// Each test starts two processes.
let record: TestRecord;
let reader: { db: Database; close(): Promise<void> };
let wire: RecordCable;
let doomed: NodeProcess;
let north: TestOfficer;
let south: TestOfficer;
let incidentId: string;
let channelId: string;

beforeAll(async () => {
  record = await openRecord();
  reader = openDatabase(record.databaseUrl, { applicationName: 'test reader', max: 1 });
});
afterAll(async () => {
  await reader.close();
  await record.close();
});
beforeEach(async () => {
  wire = await openRecordCable(record.databaseUrl);
  doomed = await startNodeProcess(wire.url);
  north = await signIn(doomed.url, 'duty.north');
  south = await signIn(doomed.url, 'duty.south');
  await south.takeWatch();
  ({ incidentId, channelId } = await north.openIncident('river'));
  await north.post(channelId, 'the first word');
});
afterEach(async () => {
  for (const officer of [north, south]) officer.close();
  await doomed.kill();
  await wire.close();
  await expectWhole(reader.db);
});

const textsOf = async (text: string) => {
  const { rows } = await sql<{ seq: number }>`
    select seq from entries where channel_id = ${channelId} and payload ->> 'text' = ${text}`.execute(
    reader.db,
  );
  return rows.map(({ seq }) => seq);
};
const calls = async () => {
  const { rows } = await sql<{ turn: number }>`
    select (payload ->> 'turn')::int as turn from entries
    where channel_id = ${channelId} and kind = 'escalation.called' order by seq`.execute(reader.db);
  return rows.map(({ turn }) => turn);
};

/** A road of an officer's command, which carries one text that is said nowhere else. */
interface Road {
  send(officer: TestOfficer, text: string, key?: string): Promise<object>;
  /** What the node says to the record on the way, the last of it the commit. */
  words(text: string): readonly string[];
}
const message: Road = {
  send: (officer, text, key) =>
    officer.client.send(
      'message.post',
      { channelId, text, lang: 'en', marker: 'information' },
      { key: key ?? newId() },
    ),
  // One statement that commits itself.
  words: (text) => [text],
};
const ordinary: Road = {
  send: (officer, text, key) => {
    const words = { text, lang: 'en', urgency: 'Immediate' } as const;
    const input = { incidentId, ...words, severity: 'Severe', certainty: 'Observed' } as const;
    return officer.client.send('alert.raise', input, { key: key ?? newId() });
  },
  words: (text) => [text, 'commit'],
};
const roads = [
  ['a message', message],
  ['an ordinary command', ordinary],
] as const;

/** Begins a command, of which the officer never hears again. */
function begin(officer: TestOfficer, road: Road, text: string): string {
  const key = newId();
  void road.send(officer, text, key).catch(() => undefined);
  return key;
}

/** A new server on the same record; the officer sends the same key there, twice. Answers what it brought him. */
async function sendAgain(road: Road, text: string, key: string) {
  const next = await startNodeProcess(record.databaseUrl);
  const again = await signIn(next.url, 'duty.north');
  const opposite = await signIn(next.url, 'duty.south');
  const heard: number[] = [];
  const following = opposite.client.follow(channelId, {
    afterSeq: 0,
    onEntries: (entries) => void heard.push(...entries.map(({ seq }) => seq)),
  });
  const [first, second] = await Promise.all([1, 2].map(() => road.send(again, text, key)));
  expect(second).toEqual(first);
  const { headSeq } = await again.read(incidentId);
  await until(() => heard.length >= headSeq, { what: 'all of it to be heard opposite' });
  expect(heard).toEqual(heard.map((_seq, index) => index + 1));
  following.stop();
  for (const officer of [again, opposite]) officer.close();
  await next.kill();
  return first;
}

describe('The server is killed', () => {
  it.each(roads)(
    'before %s is committed: it has not happened, and the same key makes it happen once',
    async (what, road) => {
      const text = `before the commit of ${what}`;
      const cut = wire.cutAt(road.words(text), 'before');
      const key = begin(north, road, text);
      await cut;
      await doomed.kill();
      expect(await textsOf(text)).toEqual([]);
      await sendAgain(road, text, key);
      expect(await textsOf(text)).toHaveLength(1);
    },
  );

  it.each(roads)(
    'when %s is committed and before it knows: it has happened, and the same key brings its answer',
    async (what, road) => {
      const text = `after the commit of ${what}`;
      const cut = wire.cutAt(road.words(text), 'after');
      const key = begin(north, road, text);
      await cut;
      const [seq] = await until(async () => {
        const found = await textsOf(text);
        return found.length > 0 && found;
      });
      await doomed.kill();
      const answer = await sendAgain(road, text, key);
      if (road === message) expect(answer).toMatchObject({ channelId, seq });
      expect(await textsOf(text)).toEqual([seq]);
    },
  );

  it.each(roads)(
    'when %s was told to all but its sender: the same key brings its answer',
    async (what, road) => {
      const text = `without the reply to ${what}`;
      const cable = await openCable(doomed.url);
      const far = await signIn(cable.url, 'duty.north');
      await message.send(far, 'heard by a remote post');
      const told = Promise.withResolvers<void>();
      south.client.onEntries((batch) => {
        if (JSON.stringify(batch).includes(text)) told.resolve();
      });
      cable.mute();
      const key = begin(far, road, text);
      await told.promise;
      await doomed.kill();
      far.close();
      await cable.close();
      const seqs = await textsOf(text);
      await sendAgain(road, text, key);
      expect(await textsOf(text)).toEqual(seqs);
      expect(seqs).toHaveLength(1);
    },
  );

  it('while a message waits for its channel: whatever became of it, it became so once', async () => {
    const text = 'waiting for the channel';
    const holder = new pg.Client(record.databaseUrl);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from channels where id = $1 for update', [channelId]);
    const key = begin(north, message, text);
    await until(
      async () => {
        const { rows } = await sql`select from pg_stat_activity
          where datname = current_database() and application_name = 'parley writer' and wait_event_type = 'Lock'`.execute(
          reader.db,
        );
        return rows.length > 0;
      },
      { what: 'the message to wait' },
    );
    await doomed.kill();
    await holder.query('commit');
    await holder.end();
    const answer = await sendAgain(message, text, key);
    const seqs = await textsOf(text);
    expect(seqs).toHaveLength(1);
    expect(answer).toMatchObject({ channelId, seq: seqs[0] });
  });

  it.each(['before', 'after'] as const)(
    '%s the commit of a call that fell due: the next server has called once',
    async (side) => {
      await north.raise(incidentId);
      const cut = wire.cutAt(['escalation.called', 'commit'], side);
      await record.advance(2 * 60_000);
      await cut;
      if (side === 'after') await until(async () => (await calls()).length === 2, { what: 'the commit' });
      await doomed.kill();
      expect(await calls()).toEqual(side === 'after' ? [1, 2] : [1]);
      const next = await startNodeProcess(record.databaseUrl);
      const commander = await signIn(next.url, 'commander.south');
      await until(async () => (await calls()).length === 2, { what: 'the call' });
      // Another pass finds nothing more to do: the next call is due later.
      await record.advance(60_000);
      await commander.post(channelId, 'a word after the call');
      await record.advance(60_000);
      await until(async () => (await calls()).length === 3, { what: 'the call after it' });
      expect(await calls()).toEqual([1, 2, 3]);
      commander.close();
      await next.kill();
    },
  );
});
