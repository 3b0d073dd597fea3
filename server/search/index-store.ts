// Writes the index of the words on record: a few entries at a time, from where each channel was left.
import { sql } from 'kysely';
import type { Entry } from '../../shared/entry.ts';
import type { Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import { formOf, searchVersion } from './domain.ts';

/** Shared and private words are indexed apart: notes of one side, however many, hold up nothing the other may find. */
export type Share = 'shared' | 'private';

const ofShare = {
  shared: sql`c.kind in ('line', 'incident')`,
  private: sql`c.kind = 'side'`,
} as const;

const channelsAtOnce = 50;

interface Pending {
  channelId: string;
  lineId: string;
  incidentId: string | null;
  endId: string | null;
  afterSeq: number;
  lastSeq: number;
}

async function pendingChannels(trx: Sql, share: Share): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select c.id as "channelId", c.line_id as "lineId", c.incident_id as "incidentId",
      case when c.kind = 'side' then c.station_id end as "endId",
      coalesce(s.seq, 0) as "afterSeq", c.last_seq as "lastSeq"
    from channels c
    left join search_cursors s on s.channel_id = c.id and s.version >= ${searchVersion}
    where ${ofShare[share]} and c.last_seq > coalesce(s.seq, 0)
    limit ${channelsAtOnce}`.execute(trx);
  return rows;
}

/** As much of each as fits into `most` entries together. */
function portions(pending: readonly Pending[], most: number): (Pending & { upToSeq: number })[] {
  let rest = most;
  return pending.flatMap((one) => {
    const taken = Math.min(rest, one.lastSeq - one.afterSeq);
    rest -= taken;
    return taken > 0 ? [{ ...one, upToSeq: one.afterSeq + taken }] : [];
  });
}

type ReadEntry = Entry & { channelId: string };

async function readPortions(trx: Sql, taken: readonly (Pending & { upToSeq: number })[]) {
  const { rows } = await sql<ReadEntry>`
    select e.channel_id as "channelId", e.seq, e.id, e.kind, e.at, e.by, e.payload
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb)
      as p("channelId" uuid, "afterSeq" int, "upToSeq" int)
    join entries e on e.channel_id = p."channelId" and e.seq > p."afterSeq" and e.seq <= p."upToSeq"
    order by e.channel_id, e.seq`.execute(trx);
  return rows;
}

/**
 * Indexes up to `most` entries and answers how many it has gone through; none as well while another node is at it. What
 * the journal shows of a channel has no gap, so a cursor never passes an entry that is still to be committed.
 */
export function indexSome(db: Database, share: Share, most: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtext(${`parley.search.${share}`})) as mine`.execute(trx);
    if (!rows[0]?.mine) return 0;
    const taken = portions(await pendingChannels(trx, share), most);
    if (taken.length === 0) return 0;
    const byChannel = new Map(taken.map((one) => [one.channelId, one]));
    const entries = await readPortions(trx, taken);
    const texts = entries.flatMap((entry) => {
      const place = byChannel.get(entry.channelId);
      const form = formOf(entry);
      return place && form !== '' ? [{ ...place, seq: entry.seq, at: entry.at, form }] : [];
    });
    await sql`
      insert into search_texts (channel_id, seq, line_id, incident_id, end_id, at, form)
      select "channelId", seq, "lineId", "incidentId", "endId", at, form
      from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as t(
        "channelId" uuid, seq int, "lineId" uuid, "incidentId" uuid, "endId" uuid, at timestamptz, form text)
      on conflict (channel_id, seq) do update set form = excluded.form`.execute(trx);
    await sql`
      insert into search_cursors (channel_id, seq, version)
      select "channelId", "upToSeq", ${searchVersion}::int
      from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t("channelId" uuid, "upToSeq" int)
      on conflict (channel_id) do update set seq = excluded.seq, version = excluded.version`.execute(trx);
    return entries.length;
  });
}
