// The watch as rows: who may hold it, whether he would hear an alarm, and the one row a station.
import { sql } from 'kysely';
import type { Sql } from '../platform/command.ts';
import { type Candidate, mayHoldWatch, type WatchState } from './domain.ts';

/** Enabled officers of the station whose role may hold the watch. */
export async function findCandidates(trx: Sql, stationId: string): Promise<Candidate[]> {
  const officers = await trx
    .selectFrom('officers')
    .select(['id as officerId', 'name', 'role'])
    .where('station_id', '=', stationId)
    .where('disabled_at', 'is', null)
    .orderBy('username')
    .execute();
  return officers.filter(({ role }) => mayHoldWatch(role));
}

export async function saveWatch(
  trx: Sql,
  { stationId, holder, since, offeredTo }: WatchState,
): Promise<void> {
  if (since === null) return;
  const fields = {
    officer_id: holder?.officerId ?? null,
    since,
    offered_to: offeredTo?.officerId ?? null,
    offered_at: offeredTo?.at ?? null,
  };
  await trx
    .insertInto('watches')
    .values({ ...fields, station_id: stationId })
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet(fields))
    .execute();
}

/** What was said with the last offer of the watch; it stands near the end of the station's channel. */
export async function readOfferNote(trx: Sql, stationChannelId: string): Promise<string | null> {
  const { rows } = await sql<{ note: string | null }>`
    select payload ->> 'note' as note from entries
    where channel_id = ${stationChannelId} and kind = 'watch.offered'
    order by seq desc limit 1`.execute(trx);
  return rows[0]?.note ?? null;
}

/** Whether an alarm would be heard where each of these officers sits; who is left out is not connected. */
export async function soundsAt(trx: Sql, officerIds: readonly string[]): Promise<Map<string, boolean>> {
  if (officerIds.length === 0) return new Map();
  const { rows } = await sql<{ officerId: string; sounds: boolean }>`
    select officer_id as "officerId", bool_or(sounds) as sounds from seats
    where officer_id = any(${officerIds}::uuid[]) and seen_at > clock_timestamp() - interval '15 seconds'
    group by officer_id`.execute(trx);
  return new Map(rows.map(({ officerId, sounds }) => [officerId, sounds]));
}

/** The officer's own station and those below it. */
export async function stationsBelow(trx: Sql, stationId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('station_reach')
    .select('station_id')
    .where('ancestor_id', '=', stationId)
    .execute();
  return rows.map(({ station_id }) => station_id);
}
