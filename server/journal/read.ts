// Reads the journal: entries after or before a seq, heads, and what was committed lately on any node.
import { sql } from 'kysely';
import type { Entry } from '../../shared/entry.ts';
import { refuse } from '../../shared/errors.ts';
import type { Instant } from '../../shared/time.ts';
import { defineQuery, type Query, type Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import { readableChannels } from './channels.ts';

const columns = ['seq', 'id', 'kind', 'at', 'by', 'payload'] as const;

/** Entries with `afterSeq < seq`, in order, at most `limit`. */
export async function entriesAfter(
  db: Database | Sql,
  channelId: string,
  afterSeq: number,
  limit: number,
): Promise<Entry[]> {
  const rows = await db
    .selectFrom('entries')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows as unknown as Entry[];
}

/** The last `limit` entries with `seq < beforeSeq`, in order. */
async function entriesBefore(db: Sql, channelId: string, beforeSeq: number, limit: number): Promise<Entry[]> {
  const rows = await db
    .selectFrom('entries')
    .select(columns)
    .where('channel_id', '=', channelId)
    .where('seq', '<', beforeSeq)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse() as unknown as Entry[];
}

export interface RecentHead {
  channelId: string;
  audience: string;
  /** The first seq written after `since`, and the last. */
  firstSeq: number;
  headSeq: number;
  at: Instant;
}

/**
 * Channels with an entry after `since`, or that one of them: what a node that heard no hint compares with what it has
 * emitted.
 */
export async function recentHeads(db: Database, since: Instant, channelId?: string): Promise<RecentHead[]> {
  const which = channelId === undefined ? sql`true` : sql`channel_id = ${channelId}`;
  const { rows } = await sql<RecentHead>`
    select r.channel_id as "channelId", c.audience, r.first_seq as "firstSeq", r.head_seq as "headSeq", r.at
    from (
      select channel_id, min(seq) as first_seq, max(seq) as head_seq, max(at) as at
      from entries where at > ${since} and ${which} group by channel_id
    ) r join channels c on c.id = r.channel_id
    order by r.channel_id`.execute(db);
  return rows;
}

export const journalQueries: readonly Query[] = [
  defineQuery('channel.entries', async (trx, { channelId, afterSeq, beforeSeq, limit }, actor) => {
    const [channel] = await readableChannels(trx, [channelId], actor);
    if (!channel) return refuse('not_found');
    const entries =
      beforeSeq === undefined
        ? await entriesAfter(trx, channelId, afterSeq ?? 0, limit)
        : await entriesBefore(trx, channelId, beforeSeq, limit);
    return { entries, headSeq: channel.lastSeq };
  }),
  defineQuery('channel.heads', async (trx, { channelIds }, actor) => {
    const channels = await readableChannels(trx, channelIds, actor);
    return { heads: channels.map(({ id, lastSeq }) => ({ channelId: id, headSeq: lastSeq })) };
  }),
];
