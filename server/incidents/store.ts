// Rows of a case: the incident, its alerts and their escalations, read as the state that the reducer folds, and saved
// from it. One store for the three, because one channel lock protects them and one fold decides them.

import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Incident } from '../../shared/nouns/incident.ts';
import type { IncidentState } from '../../shared/state.ts';
import type { Instant } from '../../shared/time.ts';
import type { Effects, Sql } from '../platform/command.ts';
import type { Tables } from '../platform/schema.ts';
import { alertRow, escalationRow, incidentRow, toAlert, toEscalation, toIncident } from './rows.ts';

export interface CaseRef {
  incidentId: string;
  lineId: string;
  channelId: string;
  lineChannelId: string;
  /** The private channel of each end. */
  sides: ReadonlyMap<string, string>;
}

/** An incident's channels, by its id or by the id of its shared channel; the ids never change, so no lock is needed. */
export async function findCases(
  trx: Sql,
  by: { incidentId: string } | { channelIds: readonly string[] },
): Promise<CaseRef[]> {
  const { rows } = await sql<{
    incidentId: string;
    lineId: string;
    channelId: string;
    lineChannelId: string;
    sides: Record<string, string> | null;
  }>`
    select i.id as "incidentId", i.line_id as "lineId", i.channel_id as "channelId", l.channel_id as "lineChannelId",
      (select jsonb_object_agg(c.station_id, c.id) from channels c where c.incident_id = i.id and c.kind = 'side') as sides
    from incidents i join lines l on l.id = i.line_id
    where ${'incidentId' in by ? sql`i.id = ${by.incidentId}` : sql`i.channel_id = any(${by.channelIds}::uuid[])`}`.execute(
    trx,
  );
  return rows.map(({ sides, ...ref }) => ({ ...ref, sides: new Map(Object.entries(sides ?? {})) }));
}

export function channelsOf({ channelId, sides }: CaseRef): string[] {
  return [channelId, ...sides.values()];
}

/** An alert names its ends in id order, so that a fresh read and a fold list them alike. */
const byEnd = (one: { endId: string }, other: { endId: string }) => (one.endId < other.endId ? -1 : 1);

/** The states of these incidents, keyed by incident id. Lock their channels first, or read in one snapshot. */
export async function loadStates(
  trx: Sql,
  incidentIds: readonly string[],
): Promise<Map<string, IncidentState>> {
  if (incidentIds.length === 0) return new Map();
  const incidents = await trx
    .selectFrom('incidents')
    .innerJoin('channels', 'channels.id', 'incidents.channel_id')
    .selectAll('incidents')
    .select('channels.last_seq')
    .where('incidents.id', 'in', incidentIds)
    .execute();
  const alerts = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('incident_id', 'in', incidentIds)
    .orderBy('seq')
    .execute();
  const escalations = await trx
    .selectFrom('escalations')
    .selectAll()
    .where('incident_id', 'in', incidentIds)
    .execute();
  const escalationsOf = Map.groupBy(escalations, ({ alert_id }) => alert_id);
  const alertsOf = Map.groupBy(alerts, ({ incident_id }) => incident_id);
  return new Map(
    incidents.map((row) => [
      row.id,
      {
        incident: toIncident(row),
        headSeq: row.last_seq,
        alerts: (alertsOf.get(row.id) ?? []).map((alert) =>
          toAlert(alert, (escalationsOf.get(alert.id) ?? []).map(toEscalation).sort(byEnd)),
        ),
      },
    ]),
  );
}

/** The line an incident is opened on. */
export async function findLine(
  trx: Sql,
  lineId: string,
): Promise<{ code: string; channelId: string } | undefined> {
  const row = await trx
    .selectFrom('lines')
    .select(['code', 'channel_id'])
    .where('id', '=', lineId)
    .executeTakeFirst();
  return row && { code: row.code, channelId: row.channel_id };
}

/** The next running number of a line, in the year that `now` is at its domestic end. The line's channel must be locked. */
export async function nextNumber(
  trx: Sql,
  lineId: string,
  now: Instant,
): Promise<{ year: number; running: number }> {
  const { rows } = await sql<{ year: number; running: number }>`
    insert into incident_numbers as n (line_id, year, last)
    select e.line_id, extract(year from ${now}::timestamptz at time zone o.time_zone), 1
    from line_ends e join stations s on s.id = e.station_id join organisations o on o.id = s.organisation_id
    where e.line_id = ${lineId} order by o.kind = 'domestic' desc, e.position limit 1
    on conflict (line_id, year) do update set last = n.last + 1
    returning year, last as running`.execute(trx);
  const [number] = rows;
  if (!number) throw new Error('a line has no ends');
  return number;
}

export function insertIncident(trx: Sql, incident: Incident): Promise<void> {
  return upsert(trx, 'incidents', [incidentRow(incident)]);
}

interface Change {
  before: IncidentState;
  after: IncidentState;
}

const escalationsIn = (state: IncidentState) => state.alerts.flatMap(({ escalations }) => escalations);

/** The job that wakes us for a deadline: a new deadline is a new job, so a late one of the old never counts as it. */
export const jobId = (escalationId: string, dueAt: string) => `${escalationId}_${Date.parse(dueAt)}`;

function timersOf({ before, after }: Change): Effects {
  const dueBefore = new Map(escalationsIn(before).map(({ id, dueAt }) => [id, dueAt]));
  const effects: Effects = { wake: [], cancel: [] };
  for (const { id, dueAt } of escalationsIn(after)) {
    const was = dueBefore.get(id) ?? null;
    if (was === dueAt) continue;
    if (was !== null) effects.cancel.push(jobId(id, was));
    if (dueAt !== null) effects.wake.push({ jobId: jobId(id, dueAt), dueAt });
  }
  return effects;
}

const mutableColumns = {
  incidents: [
    'title',
    'category',
    'severity',
    'status',
    'occurred_at',
    'place',
    'subjects',
    'outcome',
    'closure_agreed_by',
    'closed_at',
    'closed_alone',
  ],
  alerts: ['withdrawn_at'],
  escalations: [
    'state',
    'waiting_for',
    'due_at',
    'step',
    'call',
    'round',
    'turn',
    'called_at',
    'delivered_at',
    'opened_at',
    'received_at',
    'accepted_at',
    'acknowledged_by',
    'acknowledged_seq',
    'reply_by',
    'answered_at',
    'taken_over_by',
    'exhausted_at',
    'affirmed_at',
  ],
} as const;

/** One statement for a whole sweep: the rows travel as one JSON document and take their types from the table. */
async function upsert<T extends keyof typeof mutableColumns>(
  trx: Sql,
  table: T,
  rows: readonly Selectable<Tables[T]>[],
): Promise<void> {
  if (rows.length === 0) return;
  const set = sql.join(
    mutableColumns[table].map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  await sql`
    insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict (id) do update set ${set}`.execute(trx);
}

/** Whether a case is closed stands in its channel too: the lock that numbers a message also tells that it may come. */
async function closeChannels(trx: Sql, incidents: readonly Selectable<Tables['incidents']>[]): Promise<void> {
  for (const { channel_id, closed_at } of incidents) {
    await trx.updateTable('channels').set({ closed_at }).where('id', '=', channel_id).execute();
  }
}

/** Writes whatever differs between the states before and after, of several incidents at once. Answers their timers. */
export async function saveStates(trx: Sql, changes: readonly Change[]): Promise<Effects> {
  const known = new Set<unknown>(
    changes.flatMap(({ before }) => [before.incident, ...before.alerts, ...escalationsIn(before)]),
  );
  const fresh = <R>(rows: readonly R[]) => rows.filter((row) => !known.has(row));
  const incidents = fresh(changes.map(({ after }) => after.incident)).map(incidentRow);
  const alerts = changes.flatMap(({ after: { alerts, incident } }) =>
    fresh(alerts).map((alert) => alertRow(alert, incident.channelId)),
  );
  const escalations = changes.flatMap(({ after }) =>
    fresh(escalationsIn(after)).map((one) => escalationRow(one, after.incident)),
  );
  await upsert(trx, 'incidents', incidents);
  await closeChannels(trx, incidents);
  await upsert(trx, 'alerts', alerts);
  await upsert(trx, 'escalations', escalations);
  const timers = changes.map(timersOf);
  return { wake: timers.flatMap(({ wake }) => wake), cancel: timers.flatMap(({ cancel }) => cancel) };
}
