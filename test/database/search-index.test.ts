// The index of the words on record keeps up, step by step, whatever is said and however much of it.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../server/platform/database.ts';
import { indexSome } from '../../server/search/index-store.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { until } from '../support/until.ts';

const bytes = 8_192;
const filled = (words: string) => words.repeat(Math.floor(bytes / Buffer.byteLength(words)));
const longest = [
  'Boats without lights ',
  'Đã thấy đường mòn mới ',
  'មានភ្លើងឆេះនៅព្រំដែន ',
  '界碑附近发生火灾',
].map(filled);
/** A sign that Unicode unfolds into eighteen. */
const unfolding = filled('\ufdfa');

const onRecord = async (act: (record: TestRecord, node: TestNode) => Promise<void>) => {
  const record = await openRecord();
  try {
    await act(record, await record.node());
  } finally {
    await record.close();
  }
};

/** Nobody indexes but the test itself. */
const unattended = async (
  record: TestRecord,
  node: TestNode,
  act: (db: OpenDatabase['db']) => Promise<void>,
) => {
  await node.stop();
  const { db, close } = openDatabase(record.databaseUrl, { applicationName: 'index under test' });
  try {
    await sql`truncate search_texts, search_cursors`.execute(db);
    await act(db);
  } finally {
    await close();
  }
};

const cursorsOf = async (db: OpenDatabase['db']) => {
  const { rows } = await sql<{ channelId: string; seq: number }>`
    select channel_id as "channelId", seq from search_cursors`.execute(db);
  return new Map(rows.map(({ channelId, seq }) => [channelId, seq]));
};
const indexOf = async (db: OpenDatabase['db']) => {
  const { rows } = await sql<{ digest: string }>`
    select (select md5(string_agg(t::text, '' order by t::text)) from search_texts t)
      || (select md5(string_agg(c::text, '' order by c::text)) from search_cursors c) as digest`.execute(db);
  return rows[0]?.digest;
};

describe('The index of the words on record', () => {
  it('is complete after the longest messages there can be, while others are posted', () =>
    onRecord(async (_, node) => {
      const north = await node.officer('duty.north');
      const { channelId } = await north.openIncident('river', { title: 'Long words' });
      const ridge = await north.openIncident('ridge', { title: 'Short words' });
      const texts = [...Array.from({ length: 75 }, () => longest).flat(), ...Array(100).fill(unfolding)];
      let over = false;
      const said: number[] = [];
      const goOn = async () => {
        while (!over) said.push((await north.post(ridge.channelId, `Spoken ${said.length}`)).seq);
      };
      const going = goOn();
      while (texts.length > 0)
        await Promise.all(texts.splice(0, 25).map((text) => north.post(channelId, text)));
      await north.post(channelId, 'Xylophone');
      const search = (text: string) => north.send('record.search', { text });
      const settled = node.application.index();
      await until(async () => (await search('xylophone')).groups.length === 1, {
        ...{ what: 'the last word', deadlineMs: 600_000 },
      });
      over = true;
      await Promise.all([going, settled]);
      await node.application.index();
      for (const [text, hitCount] of [
        ['boats', 75],
        ['duong mon', 75],
        ['ភ្លើង', 75],
        ['火灾', 75],
        ['\ufdfa', 100],
        ['spoken', said.length],
      ] as const)
        expect(await search(text), text).toMatchObject({
          complete: true,
          groups: expect.arrayContaining([expect.objectContaining({ hitCount })]),
        });
    }));

  it('takes its steps in bounded portions, of which each waiting channel has its part', () =>
    onRecord(async (record, node) => {
      const north = await node.officer('duty.north');
      const flood = await north.openIncident('river', { title: 'A flood' });
      for (const text of [...longest, ...longest, ...longest]) await north.post(flood.channelId, text);
      const calm = await north.openIncident('ridge', { title: 'A word' });
      await north.post(calm.channelId, 'Needle');
      await unattended(record, node, async (db) => {
        let before = 0;
        for (let steps = 1; (await indexSome(db, 'shared')) > 0; steps += 1) {
          const cursors = await cursorsOf(db);
          if (steps === 1) {
            expect(cursors.get(calm.channelId)).toBe(2);
            expect(cursors.get(flood.channelId)).toBeLessThan(13);
          }
          const { rows } = await sql<{ size: number }>`
            select coalesce(sum(length(form)), 0)::int as size from search_texts`.execute(db);
          const size = rows[0]?.size ?? 0;
          expect(size).toBeGreaterThan(before);
          expect(size - before).toBeLessThan(60_000);
          before = size;
        }
        expect((await cursorsOf(db)).get(flood.channelId)).toBe(13);
      });
    }));

  it('takes the freshest channels first, and some of the oldest with them', () =>
    onRecord(async (record, node) => {
      const north = await node.officer('duty.north');
      const channelIds: string[] = [];
      for (let number = 1; number <= 45; number += 1)
        channelIds.push((await north.openIncident('river', { title: `Case ${number}` })).channelId);
      await unattended(record, node, async (db) => {
        await indexSome(db, 'shared');
        const cursors = await cursorsOf(db);
        const taken = channelIds.map((channelId) => cursors.has(channelId));
        expect(taken.slice(-30)).toEqual(Array(30).fill(true));
        expect([taken[0], taken[12]]).toEqual([true, false]);
      });
    }));

  it('comes to the same when several nodes write it at once', () =>
    onRecord(async (record, node) => {
      const north = await node.officer('duty.north');
      for (const title of ['One', 'Two', 'Three']) {
        const { channelId } = await north.openIncident('river', { title });
        for (const text of longest) await north.post(channelId, text);
      }
      await unattended(record, node, async (db) => {
        const untilDone = async () => {
          while ((await indexSome(db, 'shared')) > 0);
        };
        await untilDone();
        const alone = await indexOf(db);
        await sql`truncate search_texts, search_cursors`.execute(db);
        await Promise.all([untilDone(), untilDone(), untilDone()]);
        expect(await indexOf(db)).toBe(alone);
      });
    }));

  it('waits its time after a failure, however often it is touched, and the other share goes on meanwhile', () =>
    onRecord(async (_, { application: { db }, officer }) => {
      const north = await officer('duty.north');
      const { incidentId, channelId } = await north.openIncident('river', { title: 'Boats' });
      // A count that no rollback takes back.
      await sql`create sequence attempts`.execute(db);
      await sql`
        create function refuse_private() returns trigger language plpgsql as $$ begin
          if exists (select from channels where id = new.channel_id and kind = 'side') then
            perform nextval('attempts');
            raise exception 'no private words now';
          end if;
          return new;
        end $$`.execute(db);
      await sql`
        create trigger refuse_private before insert on search_cursors
          for each row execute function refuse_private()`.execute(db);
      const attempts = async () => {
        const { rows } = await sql<{ count: number }>`
          select case when is_called then last_value else 0 end as count from attempts`.execute(db);
        return rows[0]?.count ?? 0;
      };
      const startedAt = performance.now();
      await north.send('note.write', { incidentId, text: 'Ours', lang: 'en' });
      await until(async () => (await attempts()) > 0, { what: 'the first attempt' });
      for (let number = 1; number <= 10; number += 1) {
        await north.post(channelId, `Word${number}`);
        const found = async () =>
          (await north.send('record.search', { text: `word${number}` })).groups.length;
        await until(found, { what: `word ${number}` });
      }
      const made = await attempts();
      expect(made - 1).toBeLessThanOrEqual((performance.now() - startedAt) / 10_000);
    }));
});
