// The escalation queue: what runs or is exhausted against, or on behalf of, the ends within an officer's reach; and what
// his ends have acknowledged, but not brought to an end, for too long.
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { stillOpenAfterMs } from '../../shared/alarm-times.ts';
import type { QueueItem } from '../../shared/nouns/alert.ts';
import { type Instant, plusMs } from '../../shared/time.ts';
import { toAlert, toEscalation } from '../incidents/rows.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import type { Tables } from '../platform/schema.ts';
import { nextPosition, snoozedPosition } from './domain.ts';

const longestQueue = 500;

type Reader = Pick<OfficerActor, 'officerId' | 'stationId'>;
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

const reachedFrom = (stationId: string) =>
  sql`(select station_id from station_reach where ancestor_id = ${stationId})`;

/** What the queue tells of an escalation, for this reader. */
function queueRows(trx: Sql, { officerId, stationId }: Reader) {
  return trx
    .selectFrom('escalations as e')
    .innerJoin('incidents as i', 'i.id', 'e.incident_id')
    .innerJoin('lines as l', 'l.id', 'i.line_id')
    .selectAll('e')
    .select(['i.number', 'i.title', 'i.category', 'i.cap_status', 'i.line_id', 'l.code as line_code'])
    .select(sql<boolean>`e.end_id in ${reachedFrom(stationId)}`.as('addressed'))
    .select((row) =>
      row
        .selectFrom('calls as k')
        .select(({ fn }) => fn.max('k.turn').as('turn'))
        .whereRef('k.escalation_id', '=', 'e.id')
        // His own call alone: whom else his side has told to ring is in its private channel.
        .where('k.officer_id', '=', officerId)
        .where('k.to_call_peer', '=', true)
        .as('to_call_peer'),
    )
    .limit(longestQueue);
}

type QueueRow = Awaited<ReturnType<ReturnType<typeof queueRows>['execute']>>[number];

async function toItems(trx: Sql, escalations: readonly QueueRow[]): Promise<QueueItem[]> {
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
        category: row.category,
        channelId: row.channel_id,
        capStatus: row.cap_status,
        lineId: row.line_id,
        lineCode: row.line_code,
        addressed: row.addressed,
        next: next ? { level: next.level, role: next.role } : null,
        toCallPeer: row.to_call_peer,
        called: (called.get(row.id) ?? []).map(({ escalationId: _id, ...one }) => one),
      },
    ];
  });
}

/** Exhausted first, then by time left. Both the addressed and the raising end see what nobody has answered. */
export async function listQueue(trx: Sql, reader: Reader): Promise<QueueItem[]> {
  const reached = reachedFrom(reader.stationId);
  const rows = await queueRows(trx, reader)
    .where('e.state', 'in', ['running', 'exhausted'])
    .where(sql<boolean>`(e.end_id in ${reached} or e.from_end_id in ${reached})`)
    .orderBy(sql`e.state = 'running'`)
    .orderBy('e.due_at')
    .orderBy('e.id')
    .execute();
  return toItems(trx, rows);
}

/** Critical, acknowledged by an end within reach, in a case that is still in hand. */
function inHand(stationId: string) {
  return ({ and, eb, exists, selectFrom }: InHand) =>
    and([
      eb('e.state', '=', 'acknowledged'),
      eb('i.status', 'in', ['open', 'in_progress']),
      sql<SqlBool>`e.end_id in ${reachedFrom(stationId)}`,
      exists(
        selectFrom('alerts as a')
          .select('a.id')
          .whereRef('a.id', '=', 'e.alert_id')
          .where('a.severity', 'in', ['Extreme', 'Severe']),
      ),
    ]);
}
type InHand = ExpressionBuilder<Tables & { e: Tables['escalations']; i: Tables['incidents'] }, 'e' | 'i'>;

export interface StillOpen {
  stillOpen: QueueItem[];
  /** When the next one will be; null while none is in hand. */
  nextStillOpenAt: Instant | null;
}

/** What was acknowledged and is not resolved, once the end has been silent about it for too long. */
export async function listStillOpen(trx: Sql, reader: Reader, now: Instant): Promise<StillOpen> {
  const silentSince = plusMs(now, -stillOpenAfterMs);
  const rows = await queueRows(trx, reader)
    .where(inHand(reader.stationId))
    .where('e.affirmed_at', '<=', silentSince)
    .orderBy('e.affirmed_at')
    .execute();
  const next = await trx
    .selectFrom('escalations as e')
    .innerJoin('incidents as i', 'i.id', 'e.incident_id')
    .where(inHand(reader.stationId))
    .where('e.affirmed_at', '>', silentSince)
    .select(({ fn }) => fn.min('e.affirmed_at').as('at'))
    .executeTakeFirst();
  return {
    stillOpen: await toItems(trx, rows),
    nextStillOpenAt: next?.at ? plusMs(next.at, stillOpenAfterMs) : null,
  };
}
