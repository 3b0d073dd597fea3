// The watch of a station as rows: who holds it, to whom it is offered, and which lines look at it.
import type { Sql } from '../platform/command.ts';
import type { Manning } from './manning.ts';

/** Null when there is no such station. */
export async function readManning(trx: Sql, stationId: string): Promise<Manning | null> {
  const row = await trx
    .selectFrom('stations as s')
    .leftJoin('watches as w', 'w.station_id', 's.id')
    .leftJoin('officers as holder', 'holder.id', 'w.officer_id')
    .leftJoin('officers as offered', 'offered.id', 'w.offered_to')
    .select(['s.code', 's.name', 's.channel_id', 's.shows_watch_officer'])
    .select(['w.officer_id', 'holder.name as holder_name', 'w.since'])
    .select(['w.offered_to', 'offered.name as offered_name', 'w.offered_at'])
    .where('s.id', '=', stationId)
    .executeTakeFirst();
  if (!row) return null;
  const lines = await trx
    .selectFrom('line_ends as e')
    .innerJoin('lines as l', 'l.id', 'e.line_id')
    .select('l.channel_id')
    .where('e.station_id', '=', stationId)
    .orderBy('l.code')
    .execute();
  const { officer_id, holder_name, offered_to, offered_name, offered_at } = row;
  return {
    stationId,
    stationCode: row.code,
    stationName: row.name,
    channelId: row.channel_id,
    showsWatchOfficer: row.shows_watch_officer,
    lineChannelIds: lines.map(({ channel_id }) => channel_id),
    holder: officer_id && holder_name ? { officerId: officer_id, name: holder_name } : null,
    since: row.since,
    offeredTo:
      offered_to && offered_name && offered_at
        ? { officerId: offered_to, name: offered_name, at: offered_at }
        : null,
  };
}
