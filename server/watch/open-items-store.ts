// What is open at a station and passes from one watch to the next: its own alerts and cases, and what climbed up to it.
import { sql } from 'kysely';
import type { SilencedItem } from '../../shared/nouns/alarm.ts';
import { levelOfKind, stationKind } from '../../shared/nouns/station.ts';
import { mostOpenItems, type OpenItem } from '../../shared/nouns/watch.ts';
import type { Sql } from '../platform/command.ts';
import type { Open } from './domain.ts';

const levels = sql.join(
  stationKind.options.map((kind) => sql`when ${kind} then ${levelOfKind[kind]}`),
  sql` `,
);

/** Whether the ladder of `x` has called the level of the station `me`; of a post it is the end's own escalation. */
const hasClimbedHere = sql`exists (
  select from jsonb_array_elements(x.ladder -> 'steps') with ordinality as s(step, place)
  where s.place <= x.step + 1 and s.step ->> 'level' = me.level)`;

type Ranked = OpenItem & { rank: number; total: number };

/** Ranked as they are read: alerts, calls to the peer, silences, cases; of alerts the longest waiting first. */
const rankOf = { alert: 1, peer_call: 2, silence: 3, incident: 4 } as const satisfies Record<
  OpenItem['kind'],
  number
>;

/**
 * Alerts that the station has not accepted, also those against ends below it that have climbed to its level; alerts that
 * one of its officers has taken over, and those that the other end owes, of which it was told to call its peer; and cases
 * in hand on its own lines, the newest first.
 */
async function readUnsettled(trx: Sql, stationId: string): Promise<Ranked[]> {
  const { rows } = await sql<Ranked>`
    with me as (
      select id, case kind ${levels} end as level from stations where id = ${stationId}),
    below as (select station_id from station_reach where ancestor_id = ${stationId}),
    held as (
      select ${rankOf.alert}::int as rank, 'alert' as kind, x.state, x.alert_id, x.incident_id
      from escalations x, me
      where x.end_id = me.id and x.accepted_at is null and x.state <> 'cancelled'
      union
      select ${rankOf.alert}, 'alert', x.state, x.alert_id, x.incident_id
      from escalations x, me
      where x.end_id in (select station_id from below) and x.state in ('running', 'exhausted') and ${hasClimbedHere}
      union
      select ${rankOf.alert}, 'alert', 'taken_over', x.alert_id, x.incident_id
      from escalations x, me
      where x.state = 'acknowledged' and x.taken_over_by ->> 'stationId' = me.id::text
      union
      select ${rankOf.peer_call}, 'peer_call', x.state, x.alert_id, x.incident_id
      from escalations x
      where x.from_end_id in (select station_id from below) and x.state in ('running', 'exhausted') and exists (
        select from calls k join officers o on o.id = k.officer_id
        where k.escalation_id = x.id and k.to_call_peer and o.station_id = ${stationId})),
    open as (
      select h.rank, h.kind, i.id as "incidentId", a.id as "alertId", i.number, i.title, h.state,
        i.cap_status as "capStatus", a.severity, extract(epoch from a.raised_at) as place
      from held h
      join alerts a on a.id = h.alert_id
      join incidents i on i.id = h.incident_id and i.status <> 'closed'
      where h.state <> 'taken_over' or i.status in ('open', 'in_progress')
      union all
      select ${rankOf.incident}, 'incident', i.id, null, i.number, i.title, i.status, i.cap_status, i.severity,
        -extract(epoch from i.opened_at)
      from line_ends e
      join incidents i on i.line_id = e.line_id
      where e.station_id = ${stationId} and i.status in ('open', 'in_progress'))
    select rank, kind, "incidentId", "alertId", number, title, state, "capStatus", severity,
      count(*) over ()::int as total
    from open
    order by rank, place, number, "alertId"
    limit ${mostOpenItems}`.execute(trx);
  return rows;
}

/** What passes to the next watch, the most pressing first, and how many more there are than can be read. */
export async function readOpenItems(trx: Sql, stationId: string, stationChannelId: string): Promise<Open> {
  const silenced = (await readSilencedItems(trx, stationChannelId)).map(
    ({ incidentId, alertId, number, title, capStatus }) => ({
      ...{ rank: rankOf.silence, kind: 'silence' as const, state: 'silenced' as const },
      ...{ incidentId, alertId, number, title, capStatus },
    }),
  );
  const open = await readUnsettled(trx, stationId);
  const all = [...open, ...silenced].sort((one, other) => one.rank - other.rank);
  const total = (open[0]?.total ?? 0) + silenced.length;
  const openItems = all.slice(0, mostOpenItems).map((item): OpenItem => {
    const { kind, incidentId, alertId, number, title, state, capStatus } = item;
    const severity = 'severity' in item ? { severity: item.severity } : {};
    return { kind, incidentId, alertId, number, title, state, capStatus, ...severity };
  });
  return { openItems, moreItems: total - openItems.length };
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
