// What a case is looked for by, as conditions in SQL on the case as `i`: on what every end of its line reads alike.
import { type RawBuilder, sql } from 'kysely';
import type { ParsedInputOf } from '../../shared/commands.ts';

type Filter = ParsedInputOf<'incident.list'>;
export type Conditions = Omit<Filter, 'text' | 'cursor' | 'limit'>;
type Condition = RawBuilder<boolean>;

/** Each kind of value once: what it means for the case, given the station whose reach the reader has. */
type Meanings = {
  [Name in keyof Conditions]-?: (value: NonNullable<Conditions[Name]>, stationId: string) => Condition;
};

/** `%` and `_` in a number are signs, not wildcards. */
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const hasAlert = (which: RawBuilder<unknown> = sql`true`): Condition =>
  sql`exists (select from alerts a where a.incident_id = i.id and ${which})`;

const hasEscalation = (which: RawBuilder<unknown>): Condition =>
  sql`exists (select from escalations x where x.incident_id = i.id and ${which})`;

const unanswered = sql`x.state in ('running', 'exhausted')`;

const ofReach = (endId: string, stationId: string): Condition =>
  sql`${sql.ref(endId)} in (select station_id from station_reach where ancestor_id = ${stationId})`;

const byAlerts = {
  none: () => sql<boolean>`not ${hasAlert()}`,
  any: () => hasAlert(),
  unanswered: () => hasEscalation(unanswered),
  unanswered_by_us: (stationId) => hasEscalation(sql`${unanswered} and ${ofReach('x.end_id', stationId)}`),
  exhausted: () => hasEscalation(sql`x.state = 'exhausted'`),
  answered: () => hasEscalation(sql`x.state = 'acknowledged'`),
  withdrawn: () => hasAlert(sql`a.withdrawn_at is not null`),
} satisfies Record<NonNullable<Conditions['alerts']>, (stationId: string) => Condition>;

/** Whether an end of the reader has not agreed to close the case. */
const oneOfUsMissing = (stationId: string): Condition => sql`exists (
  select from line_ends le where le.line_id = i.line_id and ${ofReach('le.station_id', stationId)}
    and not i.closure_agreed_by @> to_jsonb(le.station_id::text))`;

const someAgreed = sql`i.status = 'resolved' and i.closure_agreed_by <> '[]'`;

const byClosure = {
  nobody_agreed: () => sql<boolean>`i.status = 'resolved' and i.closure_agreed_by = '[]'`,
  waits_for_us: (stationId) => sql<boolean>`${someAgreed} and ${oneOfUsMissing(stationId)}`,
  waits_for_them: (stationId) => sql<boolean>`${someAgreed} and not ${oneOfUsMissing(stationId)}`,
  joint: () => sql<boolean>`i.status = 'closed' and not i.closed_alone`,
  alone: () => sql<boolean>`i.status = 'closed' and i.closed_alone`,
} satisfies Record<NonNullable<Conditions['closure']>, (stationId: string) => Condition>;

const earthRadiusKm = 6_371;
const kmOfLatitude = (earthRadiusKm * Math.PI) / 180;

/** By the great circle; the band of latitudes, widened by a hair, is what the index knows. */
function isNear({ latitude, longitude, withinKm }: NonNullable<Conditions['near']>): Condition {
  const at = sql`(i.place ->> 'latitude')::float8`;
  const band = withinKm / kmOfLatitude + 1e-6;
  return sql`i.place ->> 'latitude' is not null and ${at} between ${latitude - band}::float8 and ${latitude + band}::float8
    and 2 * ${earthRadiusKm}::float8 * asin(least(1, sqrt(
      sin(radians(${at} - ${latitude}::float8) / 2) ^ 2
      + cos(radians(${latitude}::float8)) * cos(radians(${at}))
        * sin(radians((i.place ->> 'longitude')::float8 - ${longitude}::float8) / 2) ^ 2))) <= ${withinKm}::float8`;
}

const meanings: Meanings = {
  lineId: (lineId) => sql`i.line_id = ${lineId}`,
  agreement: (text) => sql`exists (
    select from agreements g where g.line_id = i.line_id and field_form(g.reference) like part_pattern(${text}))`,
  number: (text) => sql`i.number like ${`${escapeLike(text.toUpperCase())}%`}`,
  status: (statuses) => sql`i.status = any(${statuses}::text[])`,
  category: (category) => sql`i.category = ${category}`,
  severity: (severity) => sql`i.severity = ${severity}`,
  capStatus: (capStatus) => sql`i.cap_status = ${capStatus}`,
  openedFrom: (at) => sql`i.opened_at >= ${at}::timestamptz`,
  openedBefore: (at) => sql`i.opened_at < ${at}::timestamptz`,
  occurredFrom: (at) => sql`i.occurred_at >= ${at}::timestamptz`,
  occurredBefore: (at) => sql`i.occurred_at < ${at}::timestamptz`,
  closedFrom: (at) => sql`i.closed_at >= ${at}::timestamptz`,
  closedBefore: (at) => sql`i.closed_at < ${at}::timestamptz`,
  openedByEndId: (endId) => sql`i.opened_by ->> 'endId' = ${endId}`,
  marker: (text) => sql`marker_form(i.place ->> 'marker') like '%' || marker_form(${text}) || '%'`,
  place: (text) => sql`place_words(i.place) like part_pattern(${text})`,
  near: isNear,
  subjectsAtLeast: (count) => sql`i.subjects >= ${count}`,
  subjectsAtMost: (count) => sql`i.subjects <= ${count}`,
  counted: (counted) => (counted ? sql`i.subjects is not null` : sql`i.subjects is null`),
  outcome: (text) => sql`field_form(i.outcome) like part_pattern(${text})`,
  alerts: (wish, stationId) => byAlerts[wish](stationId),
  closure: (wish, stationId) => byClosure[wish](stationId),
};

function isGiven(name: string, value: unknown): name is keyof Conditions {
  return value !== undefined && Object.hasOwn(meanings, name);
}

/** The conditions that are given; none means every case. */
export function conditionsOf(given: Conditions, stationId: string): Condition[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (!isGiven(name, value)) return [];
    const mean: (value: never, stationId: string) => Condition = meanings[name];
    return [mean(value as never, stationId)];
  });
}
