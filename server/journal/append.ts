// Appends entries under the lock of their channels: the seq is counted in the transaction that inserts, so a rollback
// leaves no gap and the order of seqs is the order of commits.
import { sql } from 'kysely';
import type { PlacedEntry, Sql } from '../platform/command.ts';

/** Inserts numbered entries and moves the heads of their channels, in one statement. */
export async function appendEntries(trx: Sql, entries: readonly PlacedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(pick: (entry: PlacedEntry) => T) => entries.map(pick);
  await sql`
    with added as (
      insert into entries (channel_id, seq, id, kind, at, by, payload)
      select * from unnest(
        ${column(({ channelId }) => channelId)}::uuid[], ${column(({ seq }) => seq)}::int[],
        ${column(({ id }) => id)}::uuid[], ${column(({ kind }) => kind)}::text[],
        ${column(({ at }) => at)}::timestamptz[],
        ${column(({ by }) => (by === null ? null : JSON.stringify(by)))}::jsonb[],
        ${column(({ payload }) => JSON.stringify(payload))}::jsonb[])
      returning channel_id, seq, at
    )
    update channels c set last_seq = a.last_seq, last_at = a.last_at
    from (select channel_id, max(seq) as last_seq, max(at) as last_at from added group by channel_id) a
    where c.id = a.channel_id`.execute(trx);
}
