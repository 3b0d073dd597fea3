// The escalation queue: what runs or is exhausted against, or on behalf of, the ends within an officer's reach.
import { sql } from 'kysely';
import type { QueueItem } from '../../shared/nouns/alert.ts';
import { toAlert, toEscalation } from '../incidents/rows.ts';
import type { Sql } from '../platform/command.ts';
import { nextPosition, snoozedPosition } from './domain.ts';

const longestQueue = 500;

type Called = QueueItem['called'][number] & { escalationId: string };

/** Names of the called, for the escalations whose addressed end is within reach; peers told to call are not among them. */
async function calledFor(trx: Sql, escalationIds: readonly string[]): Promise<Map<string, Called[]>> {
  if (escalationIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('calls')
    .selectAll()
    .where('escalation_id', 'in', escalationIds)
    .where('to_call_peer', '=', false)
    .orderBy('turn', 'desc')
    .orderBy('name')
    .execute();
  const called = rows.map((row) => ({
    escalationId: row.escalation_id,
    officerId: row.officer_id,
    name: row.name,
    role: row.role,
    turn: row.turn,
    at: row.placed_at,
    reachedAt: row.reached_at,
    device: row.device,
  }));
  return Map.groupBy(called, ({ escalationId }) => escalationId);
}

/** Exhausted first, then by time left. Both the addressed and the raising end see what nobody has answered. */
export async function listQueue(trx: Sql, stationId: string): Promise<QueueItem[]> {
  const reached = sql`(select station_id from station_reach where ancestor_id = ${stationId})`;
  const escalations = await trx
    .selectFrom('escalations as e')
    .innerJoin('incidents as i', 'i.id', 'e.incident_id')
    .innerJoin('lines as l', 'l.id', 'i.line_id')
    .selectAll('e')
    .select(['i.number', 'i.title', 'i.cap_status', 'i.line_id', 'l.code as line_code'])
    .select(sql<boolean>`e.end_id in ${reached}`.as('addressed'))
    .where('e.state', 'in', ['running', 'exhausted'])
    .where(sql<boolean>`(e.end_id in ${reached} or e.from_end_id in ${reached})`)
    .orderBy(sql`e.state = 'running'`)
    .orderBy('e.due_at')
    .orderBy('e.id')
    .limit(longestQueue)
    .execute();
  if (escalations.length === 0) return [];
  const alerts = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', [...new Set(escalations.map(({ alert_id }) => alert_id))])
    .execute();
  const alertById = new Map(alerts.map((row) => [row.id, row]));
  const called = await calledFor(
    trx,
    escalations.filter(({ addressed }) => addressed).map(({ id }) => id),
  );
  return escalations.flatMap((row): QueueItem[] => {
    const alertRow = alertById.get(row.alert_id);
    if (!alertRow) return [];
    const escalation = toEscalation(row);
    const { escalations: _none, ...alert } = toAlert(alertRow, []);
    const position = row.waiting_for === 'snooze' ? snoozedPosition(escalation) : nextPosition(escalation);
    const next = row.state === 'running' ? row.ladder.steps[position.step] : undefined;
    return [
      {
        escalation,
        alert,
        incidentId: row.incident_id,
        incidentNumber: row.number,
        incidentTitle: row.title,
        capStatus: row.cap_status,
        lineId: row.line_id,
        lineCode: row.line_code,
        addressed: row.addressed,
        next: next ? { level: next.level, role: next.role } : null,
        called: (called.get(row.id) ?? []).map(({ escalationId: _id, ...one }) => one),
      },
    ];
  });
}
