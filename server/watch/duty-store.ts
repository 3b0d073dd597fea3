// What a watch went through, read from the record: real cases and exercises counted apart; tests of the sound, drills.
import { sql } from 'kysely';
import type { OutputOf } from '../../shared/commands.ts';
import type { DutyCounts, DutySummary, SilentPeriod } from '../../shared/nouns/duty.ts';
import { type Instant, msUntil } from '../../shared/time.ts';
import type { Sql } from '../platform/command.ts';
import { silentPeriods, type WatchChange, type WatchPeriod } from './domain.ts';
import { readSoundChanges } from './sound-store.ts';

type SoundTest = DutySummary['soundTests'][number];
type Drills = OutputOf<'watch.tests'>['lines'];

/** Enough to find the last watch, however often nobody held it in between. */
const changesBack = 20;

export async function readWatchChanges(trx: Sql, stationChannelId: string): Promise<WatchChange[]> {
  const { rows } = await sql<WatchChange>`
    select at, nullif(case kind when 'watch.taken' then payload -> 'officer' else payload -> 'to' end, 'null') as "to"
    from entries
    where channel_id = ${stationChannelId} and kind in ('watch.taken', 'watch.handed_over', 'watch.relieved')
    order by seq desc
    limit ${changesBack}`.execute(trx);
  return rows;
}

/** The newest first: the last so many, or those from one instant until another. */
export async function readSoundTests(
  trx: Sql,
  stationChannelId: string,
  which: { last: number } | { from: Instant; until: Instant },
): Promise<SoundTest[]> {
  const when = 'last' in which ? sql`true` : sql`at >= ${which.from} and at < ${which.until}`;
  const { rows } = await sql<SoundTest>`
    select at, payload -> 'officer' as officer, (payload ->> 'heard')::boolean as heard
    from entries
    where channel_id = ${stationChannelId} and kind = 'watch.sound_tested' and ${when}
    order by seq desc
    limit ${'last' in which ? which.last : 100}`.execute(trx);
  return rows;
}

export async function readDrills(trx: Sql, stationId: string): Promise<Drills> {
  const { rows } = await sql<Drills[number]>`
    select l.id as "lineId", drill."incidentId", drill.number, drill.at
    from line_ends e
    join lines l on l.id = e.line_id
    left join lateral (
      select i.id as "incidentId", i.number, a.raised_at as at
      from incidents i join alerts a on a.incident_id = i.id
      where i.line_id = l.id and i.cap_status = 'Exercise'
      order by a.raised_at desc limit 1
    ) drill on true
    where e.station_id = ${stationId}
    order by l.code`.execute(trx);
  return rows;
}

interface Asked extends WatchPeriod {
  stationId: string;
  channelId: string;
}

type Said = Omit<DutyCounts, 'answered' | 'answerMedianMs' | 'answerLongestMs' | 'silences'> & {
  real: boolean;
};
type Answers = Pick<DutyCounts, 'answered' | 'answerMedianMs' | 'answerLongestMs'> & { real: boolean };

/** Shared entries of the station's lines within the period, counted by whether the case was real. */
function countSaid(trx: Sql, stationId: string, from: Instant, until: Instant) {
  const by = sql`e.by ->> 'endId' = ${stationId}`;
  const ours = sql`e.payload ->> 'endId' = ${stationId}`;
  const when = (kind: string, and = sql`true`) =>
    sql`count(*) filter (where e.kind = ${kind} and ${and})::int`;
  return sql<Said>`
    select coalesce(i.cap_status, 'Actual') = 'Actual' as real,
      ${when('alert.raised', sql`e.payload ->> 'fromEndId' = ${stationId}`)} as "alertsRaised",
      ${when('alert.raised', sql`e.payload -> 'to' @> ${JSON.stringify([{ endId: stationId }])}::jsonb`)} as "alertsReceived",
      ${when('escalation.called', sql`${ours} and (e.payload ->> 'step')::int > 0`)} as "escalations",
      ${when('escalation.exhausted', ours)} as "exhausted",
      ${when('incident.opened')} as "incidentsOpened",
      ${when('incident.status_changed', sql`e.payload ->> 'to' = 'closed'`)} as "incidentsClosed",
      ${when('message.posted', by)} as "messagesSent",
      ${when('message.posted', sql`not (${by})`)} as "messagesReceived"
    from line_ends le
    join channels c on c.line_id = le.line_id and c.kind in ('line', 'incident') and c.last_at >= ${from}
    left join incidents i on i.id = c.incident_id
    join entries e on e.channel_id = c.id and e.at >= ${from} and e.at < ${until}
    where le.station_id = ${stationId}
    group by 1`.execute(trx);
}

/** How long the alerts of the period waited for the first answer of ours, also one that came after the watch. */
function measureAnswers(trx: Sql, stationId: string, from: Instant, until: Instant) {
  return sql<Answers>`
    select real, count(ms)::int as answered,
      round(percentile_cont(0.5) within group (order by ms))::int as "answerMedianMs", max(ms)::int as "answerLongestMs"
    from (
      select i.cap_status = 'Actual' as real,
        least(2147483647, extract(epoch from min(e.at) - a.raised_at) * 1000) as ms
      from escalations x
      join alerts a on a.id = x.alert_id and a.raised_at >= ${from} and a.raised_at < ${until}
      join incidents i on i.id = x.incident_id
      left join entries e on e.channel_id = x.channel_id and e.seq > a.seq
        and e.kind in ('alert.acknowledged', 'escalation.taken_over')
        and e.payload ->> 'escalationId' = x.id::text and e.payload ->> 'counts' is distinct from 'false'
      where x.end_id = ${stationId}
      group by x.id, i.cap_status, a.raised_at
    ) answers group by real`.execute(trx);
}

/** A silence of several alarms is a real one when any of them was. */
function countSilences(trx: Sql, stationChannelId: string, from: Instant, until: Instant) {
  return sql<{ real: boolean; silences: number }>`
    select exists (
        select from jsonb_array_elements(e.payload -> 'alarms') a
        join incidents i on i.id = (a ->> 'incidentId')::uuid and i.cap_status = 'Actual') as real,
      count(*)::int as silences
    from entries e
    where e.channel_id = ${stationChannelId} and e.kind = 'alarm.silenced' and e.at >= ${from} and e.at < ${until}
    group by 1`.execute(trx);
}

const none: DutyCounts = {
  alertsRaised: 0,
  alertsReceived: 0,
  answered: 0,
  answerMedianMs: null,
  answerLongestMs: null,
  escalations: 0,
  exhausted: 0,
  incidentsOpened: 0,
  incidentsClosed: 0,
  messagesSent: 0,
  messagesReceived: 0,
  silences: 0,
};

const mostPeriods = 100;

function addedUp(periods: readonly SilentPeriod[], now: Instant): DutySummary['withoutSound'] {
  const lengths = periods.map(({ from, until }) => Math.max(0, msUntil(until ?? now, from)));
  return {
    totalMs: lengths.reduce((sum, ms) => sum + ms, 0),
    count: periods.length,
    periods: periods.slice(-mostPeriods).reverse(),
  };
}

/** Everything here the station itself could read entry by entry; the notes of either side do not count. */
export async function summariseWatch(trx: Sql, asked: Asked, now: Instant): Promise<DutySummary> {
  const { stationId, channelId, officer, from, until } = asked;
  const end = until ?? now;
  const [said, answers, silences] = [
    (await countSaid(trx, stationId, from, end)).rows,
    (await measureAnswers(trx, stationId, from, end)).rows,
    (await countSilences(trx, channelId, from, end)).rows,
  ];
  const counts = (wanted: boolean): DutyCounts => {
    const rows = [said, answers, silences].map((all) => all.find(({ real }) => real === wanted));
    const { real: _real, ...found } = Object.assign({ real: wanted, ...none }, ...rows);
    return found;
  };
  const soundTests = await readSoundTests(trx, channelId, { from, until: end });
  const changes = await readSoundChanges(trx, channelId, from, end);
  return {
    ...{ stationId, officer, from, until, real: counts(true), exercise: counts(false), soundTests },
    withoutSound: addedUp(silentPeriods(changes, { from, until }), end),
  };
}
