// Writes the index of the words on record: a few entries at a time, from where each channel was left.
import { setImmediate as giveWay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Entry } from '../../shared/entry.ts';
import type { Database } from '../platform/database.ts';
import { formOf, searchVersion } from './domain.ts';

/** Shared and private words are indexed apart: notes of one side, however many, hold up nothing the other may find. */
export const shares = ['shared', 'private'] as const;
export type Share = (typeof shares)[number];

const ofShare = {
  shared: sql`c.kind in ('line', 'incident')`,
  private: sql`c.kind = 'side'`,
} as const;

/** The words said last are found first, and those of long ago have their turn in each step too. */
const freshestAtOnce = 30;
const oldestAtOnce = 10;

/** What one step goes through; each channel that waits has an equal part in it, and one entry at least. */
const entriesAtOnce = 200;
const charactersAtOnce = 60_000;

interface Pending {
  channelId: string;
  lineId: string;
  incidentId: string | null;
  endId: string | null;
  afterSeq: number;
}

async function pendingChannels(db: Database, share: Share): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    with pending as (
      select c.id as "channelId", c.line_id as "lineId", c.incident_id as "incidentId",
        case when c.kind = 'side' then c.station_id end as "endId",
        coalesce(s.seq, 0) as "afterSeq", c.last_at as "lastAt"
      from channels c
      left join search_cursors s on s.channel_id = c.id and s.version >= ${searchVersion}
      where ${ofShare[share]} and c.last_seq > coalesce(s.seq, 0))
    (select * from pending order by "lastAt" desc limit ${freshestAtOnce})
    union
    (select * from pending order by "lastAt" limit ${oldestAtOnce})`.execute(db);
  return rows;
}

type ReadEntry = Entry & Pending;

/** The next entries of each, in order: its part of the step. */
async function nextEntries(db: Database, pending: readonly Pending[]): Promise<ReadEntry[]> {
  const entriesEach = Math.ceil(entriesAtOnce / pending.length);
  const charactersEach = Math.ceil(charactersAtOnce / pending.length);
  const { rows } = await sql<ReadEntry>`
    select * from (
      select p.*, e.seq, e.id, e.kind, e.at, e.by, e.payload,
        sum(length(e.payload::text)) over (partition by e.channel_id order by e.seq) as characters
      from jsonb_to_recordset(${JSON.stringify(pending)}::jsonb) as p(
        "channelId" uuid, "lineId" uuid, "incidentId" uuid, "endId" uuid, "afterSeq" int)
      join entries e on e.channel_id = p."channelId"
        and e.seq > p."afterSeq" and e.seq <= p."afterSeq" + ${entriesEach}::int
    ) e where characters <= ${charactersEach}::int or seq = "afterSeq" + 1
    order by "channelId", seq`.execute(db);
  return rows;
}

interface IndexedText extends Omit<Pending, 'afterSeq'> {
  seq: number;
  at: string;
  form: string;
}

async function foldAll(entries: readonly ReadEntry[]): Promise<IndexedText[]> {
  const texts: IndexedText[] = [];
  for (const entry of entries) {
    const { channelId, lineId, incidentId, endId, seq, at } = entry;
    const form = formOf(entry);
    if (form !== '') texts.push({ channelId, lineId, incidentId, endId, seq, at, form });
    // Officers wait for one fold at most, never for a step of them.
    await giveWay();
  }
  return texts;
}

/**
 * Indexes some entries and answers how many it has gone through. What the journal shows of a channel has no gap, so a
 * cursor never passes an entry that is still to be committed. Nothing is held while texts are folded; where another
 * node was faster, what it wrote stands.
 */
export async function indexSome(db: Database, share: Share): Promise<number> {
  const pending = await pendingChannels(db, share);
  if (pending.length === 0) return 0;
  const entries = await nextEntries(db, pending);
  const texts = await foldAll(entries);
  const last = new Map(entries.map(({ channelId, seq }) => [channelId, { channelId, seq }]));
  await sql`
    with moved as (
      insert into search_cursors as c (channel_id, seq, version)
      select "channelId", seq, ${searchVersion}::int
      from jsonb_to_recordset(${JSON.stringify([...last.values()])}::jsonb) as t("channelId" uuid, seq int)
      order by "channelId"
      on conflict (channel_id) do update set seq = excluded.seq, version = excluded.version
        where (c.version, c.seq) < (excluded.version, excluded.seq)
      returning channel_id)
    insert into search_texts (channel_id, seq, line_id, incident_id, end_id, at, form)
    select "channelId", seq, "lineId", "incidentId", "endId", at, form
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as t(
      "channelId" uuid, seq int, "lineId" uuid, "incidentId" uuid, "endId" uuid, at timestamptz, form text)
    where "channelId" in (select channel_id from moved)
    on conflict (channel_id, seq) do update set form = excluded.form`.execute(db);
  return entries.length;
}
