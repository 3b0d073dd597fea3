// The watch as rows: who may hold it, what is open, and the one row a station.
import { sql } from 'kysely';
import type { SilencedItem } from '../../shared/nouns/alarm.ts';
import type { OpenItem } from '../../shared/nouns/watch.ts';
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

/** More would make the entry of a hand-over too long to read at the change of the watch. */
const mostOpenItems = 200;

/**
 * What passes to the next watch: alerts that the station has not accepted, the longest waiting first; those whose sound
 * was paused here; then cases in hand on its lines, the newest first.
 */
export async function readOpenItems(
  trx: Sql,
  stationId: string,
  stationChannelId: string,
): Promise<OpenItem[]> {
  const silenced = await readSilencedItems(trx, stationChannelId);
  const open = await readUnaccepted(trx, stationId);
  const isAlert = ({ kind }: OpenItem) => kind === 'alert';
  return [
    ...open.filter(isAlert),
    ...silenced.map(
      ({ incidentId, alertId, number, title, capStatus }): OpenItem => ({
        ...{ kind: 'silence', state: 'silenced' },
        ...{ incidentId, alertId, number, title, capStatus },
      }),
    ),
    ...open.filter((item) => !isAlert(item)),
  ];
}

async function readUnaccepted(trx: Sql, stationId: string): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    select kind, "incidentId", "alertId", number, title, state, "capStatus", severity from (
      select 1 as rank, 'alert' as kind, i.id as "incidentId", a.id as "alertId", i.number, i.title,
        x.state, i.cap_status as "capStatus", a.severity, extract(epoch from a.raised_at) as place
      from escalations x
      join alerts a on a.id = x.alert_id
      join incidents i on i.id = x.incident_id
      where x.end_id = ${stationId} and x.accepted_at is null and x.state <> 'cancelled' and i.status <> 'closed'
      union all
      select 2, 'incident', i.id, null, i.number, i.title, i.status, i.cap_status, i.severity,
        -extract(epoch from i.opened_at)
      from line_ends e
      join incidents i on i.line_id = e.line_id
      where e.station_id = ${stationId} and i.status in ('open', 'in_progress')
    ) open
    order by rank, place, number
    limit ${mostOpenItems}`.execute(trx);
  return rows;
}

/** More silences than this in a day are no longer read one by one. */
const mostSilences = 200;

/** Unanswered alerts that were silenced at this station within a day, of each the last time, the newest first. */
export async function readSilencedItems(trx: Sql, stationChannelId: string): Promise<SilencedItem[]> {
  const { rows } = await sql<SilencedItem>`
    select * from (
      select distinct on (a."escalationId") a.*, i.cap_status as "capStatus", s.until, s.at,
        jsonb_build_object('officerId', s.by -> 'officerId', 'name', s.by -> 'name') as by
      from (
        select at, by, payload ->> 'until' as until, payload -> 'alarms' as alarms from entries
        where channel_id = ${stationChannelId} and kind = 'alarm.silenced' and at > parley_now() - interval '1 day'
        order by seq desc limit ${mostSilences}
      ) s
      cross join lateral jsonb_to_recordset(s.alarms)
        as a("escalationId" uuid, "alertId" uuid, "incidentId" uuid, number text, title text)
      join escalations e on e.id = a."escalationId" and e.state in ('running', 'exhausted')
      join incidents i on i.id = e.incident_id
      order by a."escalationId", s.at desc
    ) last
    order by at desc, "escalationId"`.execute(trx);
  return rows;
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
