// Ten thousand cases with a running escalation each, put straight into the tables: by commands it would take minutes.
import type pg from 'pg';

/** An escalation with the shared channel its calls are said in. */
export interface Running {
  escalationId: string;
  channelId: string;
}

/** The duty officer was called; the commander is next, and nobody for a day after that. */
const ladder = {
  steps: [
    { level: 'station', role: 'duty_officer', waitMs: 86_400_000, repeats: 0, tellPeer: false },
    { level: 'station', role: 'commander', waitMs: 86_400_000, repeats: 0, tellPeer: false },
  ],
  acceptWithinMs: null,
  followUpWithinMs: null,
};

/** Every case its incident, its three channels, an alert from the first end and the escalation against the second. */
const insertCases = `
with lines_in_turn as (
  select row_number() over (order by l.code) - 1 as turn, count(*) over () as total, l.id as line_id,
    min(e.station_id::text) filter (where e.position = 0)::uuid as from_id,
    min(e.station_id::text) filter (where e.position = 1)::uuid as to_id
  from lines l join line_ends e on e.line_id = l.id group by l.id, l.code
), cases as materialized (
  select n, l.line_id, l.from_id, l.to_id, gen_random_uuid() as incident_id, gen_random_uuid() as channel_id,
    gen_random_uuid() as alert_id, gen_random_uuid() as escalation_id, parley_now() as at,
    jsonb_build_object('officerId', o.id, 'name', o.name, 'role', o.role, 'stationId', l.from_id, 'endId', l.from_id)
      as officer
  from generate_series(1, $1::int) as n
  join lines_in_turn l on l.turn = n % l.total
  join lateral (select * from officers where station_id = l.from_id order by username limit 1) o on true
), channels_made as (
  insert into channels (id, kind, line_id, incident_id, audience, last_at)
  select channel_id, 'incident', line_id, incident_id, 'line:' || line_id, at from cases
), sides_made as (
  insert into channels (id, kind, line_id, incident_id, station_id, audience, last_at)
  select gen_random_uuid(), 'side', line_id, incident_id, end_id, 'side:' || line_id || ':' || end_id, at
  from cases, lateral (values (from_id), (to_id)) as ends (end_id)
), incidents_made as (
  insert into incidents (id, number, line_id, channel_id, title, category, severity, cap_status, status, occurred_at,
    place, opened_at, opened_by)
  select incident_id, 'BENCH-' || n, line_id, channel_id, 'Case ' || n, 'illegal_fishing', 'Moderate', 'Test', 'open',
    at, '{"marker":null,"latitude":null,"longitude":null,"description":null}', at, officer
  from cases
), alerts_made as (
  insert into alerts (id, incident_id, channel_id, seq, raised_at, raised_by, from_end_id, text, lang, urgency,
    severity, certainty)
  select alert_id, incident_id, channel_id, 1, at, officer, from_id, 'Please confirm', 'en', 'Immediate', 'Severe',
    'Observed'
  from cases
), escalations_made as (
  insert into escalations (id, alert_id, incident_id, channel_id, end_id, from_end_id, ladder, state, waiting_for,
    due_at, step, call, round, turn, called_at)
  select escalation_id, alert_id, incident_id, channel_id, to_id, from_id, $2::jsonb, 'running', 'step',
    at + interval '1 day', 0, 1, 1, 1, at
  from cases
)
select escalation_id as "escalationId", channel_id as "channelId" from cases order by n`;

export async function insertRunning(client: pg.Client, count: number): Promise<Running[]> {
  const { rows } = await client.query<Running>(insertCases, [count, JSON.stringify(ladder)]);
  await client.query('analyze');
  return rows;
}
