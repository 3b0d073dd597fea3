// The watch of a station as rows: who holds it, to whom it is offered, and which lines look at it.
import { sql } from 'kysely';
import type { Sql } from '../platform/command.ts';
import type { Manning } from './manning.ts';

/** All null unless the watch is offered to somebody. */
interface OfferedRow {
  offeredTo: string | null;
  offeredName: string | null;
  offeredAt: string | null;
}

/** The mannings of these stations, by station code. */
export async function readMannings(trx: Sql, stationIds: readonly string[]): Promise<Manning[]> {
  const { rows } = await sql<Omit<Manning, 'offeredTo'> & OfferedRow>`
    select s.id as "stationId", s.code as "stationCode", s.name as "stationName", s.channel_id as "channelId",
      s.shows_watch_officer as "showsWatchOfficer",
      array(select l.channel_id from line_ends e join lines l on l.id = e.line_id
            where e.station_id = s.id order by l.code) as "lineChannelIds",
      case when holder.id is not null then
        jsonb_build_object('officerId', holder.id, 'name', holder.name) end as holder,
      w.since, offered.id as "offeredTo", offered.name as "offeredName", w.offered_at as "offeredAt"
    from stations s
    left join watches w on w.station_id = s.id
    left join officers holder on holder.id = w.officer_id
    left join officers offered on offered.id = w.offered_to
    where s.id = any(${stationIds}::uuid[])
    order by s.code`.execute(trx);
  return rows.map(({ offeredTo: officerId, offeredName: name, offeredAt: at, ...manning }) => ({
    ...manning,
    offeredTo: officerId && name && at ? { officerId, name, at } : null,
  }));
}

/** Null when there is no such station. */
export async function readManning(trx: Sql, stationId: string): Promise<Manning | null> {
  const [manning] = await readMannings(trx, [stationId]);
  return manning ?? null;
}
