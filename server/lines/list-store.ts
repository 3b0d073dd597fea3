// The lines of an officer, with who is manned at each end and what waits for him. Nothing here looks at a private
// channel: two runs that differ in notes alone answer the same.
import { sql } from 'kysely';
import type { Line } from '../../shared/nouns/line.ts';
import type { Instant } from '../../shared/time.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import { hasExpired } from './domain.ts';

interface LineRow extends Omit<Line, 'ends' | 'agreement'> {
  agreement: Omit<NonNullable<Line['agreement']>, 'expired'> | null;
}
interface EndRow {
  lineId: string;
  end: Line['ends'][number];
}

/** How long a station counts as connected without a heartbeat of its node, by the wall clock as it is beaten. */
const staleAfterSeconds = 15;

function readLines(trx: Sql, stationId: string) {
  return sql<LineRow>`
    with mine as (
      select distinct e.line_id, e.station_id
      from station_reach r join line_ends e on e.station_id = r.station_id
      where r.ancestor_id = ${stationId}
    )
    select l.id, l.code, l.kind, l.name, l.channel_id as "channelId",
      case when a.id is null then null else jsonb_build_object(
        'reference', a.reference, 'signedOn', a.signed_on, 'validUntil', a.valid_until, 'note', a.note)
      end as agreement,
      open.real as "openIncidents", waiting.real as "waitingForMe", waiting.since as "waitingSince",
      jsonb_build_object('openIncidents', open.unreal, 'waitingForMe', waiting.unreal) as exercise,
      (select max(c.last_at) from channels c
       where c.line_id = l.id and c.kind in ('line', 'incident') and c.last_seq > 0) as "lastExchangeAt"
    from lines l
    left join agreements a on a.line_id = l.id
    cross join lateral (
      select count(*) filter (where i.cap_status = 'Actual')::int as real,
        count(*) filter (where i.cap_status <> 'Actual')::int as unreal
      from incidents i where i.line_id = l.id and i.status in ('open', 'in_progress')
    ) open
    cross join lateral (
      select count(distinct x.alert_id) filter (where i.cap_status = 'Actual')::int as real,
        count(distinct x.alert_id) filter (where i.cap_status <> 'Actual')::int as unreal,
        min(raised.raised_at) filter (where i.cap_status = 'Actual') as since
      from mine
      join escalations x on x.end_id = mine.station_id and x.state in ('running', 'exhausted')
      join incidents i on i.id = x.incident_id and i.line_id = l.id
      join alerts raised on raised.id = x.alert_id
      where mine.line_id = l.id
    ) waiting
    where l.id in (select line_id from mine)
    order by l.code`.execute(trx);
}

function readEnds(trx: Sql, stationId: string, lineIds: readonly string[]) {
  return sql<EndRow>`
    select e.line_id as "lineId", jsonb_build_object(
      'endId', s.id, 'code', s.code, 'name', s.name, 'kind', s.kind,
      'organisationCode', o.code, 'timeZone', o.time_zone,
      'manned', w.officer_id is not null,
      'since', to_char(w.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'watchOfficer', case when s.shows_watch_officer or r.station_id is not null then f.name end,
      'connected', exists (
        select from presences p where p.station_id = s.id
          and p.seen_at > clock_timestamp() - make_interval(secs => ${staleAfterSeconds})),
      'mine', r.station_id is not null) as "end"
    from line_ends e
    join stations s on s.id = e.station_id
    join organisations o on o.id = s.organisation_id
    left join watches w on w.station_id = s.id
    left join officers f on f.id = w.officer_id
    left join station_reach r on r.station_id = s.id and r.ancestor_id = ${stationId}
    where e.line_id = any(${lineIds}::uuid[])
    order by e.position`.execute(trx);
}

/** Every line with an end at the officer's station or below, by code. */
export async function listLines(trx: Sql, { stationId }: OfficerActor, now: Instant): Promise<Line[]> {
  const { rows: lines } = await readLines(trx, stationId);
  const ids = lines.map(({ id }) => id);
  const { rows: ends } = await readEnds(trx, stationId, ids);
  return lines.map((line) => {
    const ownEnds = ends.filter(({ lineId }) => lineId === line.id).map(({ end }) => end);
    // The calendar of the reader's own side decides what "valid until" means to him.
    const timeZone = ownEnds.find(({ mine }) => mine)?.timeZone ?? 'UTC';
    const { agreement } = line;
    const expired = agreement !== null && hasExpired(agreement.validUntil, now, timeZone);
    return { ...line, ends: ownEnds, agreement: agreement && { ...agreement, expired } };
  });
}
