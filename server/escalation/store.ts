// Rows of escalation: who can be called now, who was called, what is due, and the queue.
import { sql } from 'kysely';
import type { CalledOfficer, Escalation } from '../../shared/nouns/alert.ts';
import { type Level, levelOfKind, type StationKind } from '../../shared/nouns/station.ts';
import type { LocalText } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';
import type { PlacedEntry, Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import type { Chain, Reach } from './domain.ts';

interface ChainRow {
  endId: string;
  stationCode: string;
  stationName: LocalText;
  kind: StationKind;
  officerId: string | null;
  name: string | null;
  role: CalledOfficer['role'] | null;
  onWatch: boolean | null;
  devices: string[] | null;
}

async function loadChains(trx: Sql, endIds: readonly string[]): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select r.station_id as "endId", s.code as "stationCode", s.name as "stationName", s.kind, o.id as "officerId", o.name, o.role,
      w.officer_id = o.id as "onWatch",
      array(select device from sessions d where d.officer_id = o.id and d.revoked_at is null
            order by d.seen_at desc limit 5) as devices
    from station_reach r
    join stations s on s.id = r.ancestor_id
    left join watches w on w.station_id = s.id
    left join officers o on o.station_id = s.id and o.disabled_at is null
      and (o.role in ('commander', 'liaison') or o.id = w.officer_id)
    where r.station_id = any(${endIds}::uuid[])
    order by o.username`.execute(trx);
  return rows;
}

/** Loads the chains of command above these ends, with who holds the watch and who has which role, as of now. */
export async function loadReach(trx: Sql, endIds: readonly string[]): Promise<Reach> {
  return reachOf(await loadChains(trx, endIds));
}

/** The same of one end, with the stations of its chain by level, and who holds the watch in it. */
export async function loadChain(trx: Sql, endId: string): Promise<Chain> {
  const rows = await loadChains(trx, [endId]);
  return {
    reach: reachOf(rows),
    stations: new Map(
      rows.map(({ kind, stationCode, stationName }) => [
        levelOfKind[kind],
        { code: stationCode, name: stationName },
      ]),
    ),
    onWatch: new Set(rows.flatMap(({ onWatch, officerId }) => (onWatch && officerId ? [officerId] : []))),
  };
}

function reachOf(rows: readonly ChainRow[]): Reach {
  const byEndAndLevel = Map.groupBy(rows, ({ endId, kind }) => `${endId} ${levelOfKind[kind]}`);

  return (endId, level: Level, role) => {
    const chain = byEndAndLevel.get(`${endId} ${level}`);
    if (!chain) return { officers: [], missing: 'no_station' };
    const officers = chain.flatMap((row): CalledOfficer[] => {
      const { officerId, name, devices } = row;
      const called = role === 'duty_officer' ? row.onWatch === true : row.role === role;
      return called && officerId !== null && name !== null
        ? [{ officerId, name, role, devices: devices ?? [] }]
        : [];
    });
    if (officers.length > 0) return { officers, missing: null };
    return { officers: [], missing: role === 'duty_officer' ? 'nobody_on_watch' : 'no_account' };
  };
}

/** Keeps who was called, by name; a row not reached yet is a call still to be delivered. */
export async function saveCalls(trx: Sql, entries: readonly PlacedEntry[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    entry.kind === 'call.placed'
      ? entry.payload.officers.map(({ officerId, name, role }) => ({
          escalation_id: entry.payload.escalationId,
          turn: entry.payload.turn,
          officer_id: officerId,
          name,
          role,
          to_call_peer: entry.payload.toCallPeer,
          placed_at: entry.at,
        }))
      : [],
  );
  if (rows.length === 0) return;
  await trx
    .insertInto('calls')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes back the calls that nobody has heard yet: an answered alert pages no one. */
export async function cancelCalls(trx: Sql, escalationIds: readonly string[], now: Instant): Promise<void> {
  if (escalationIds.length === 0) return;
  await trx
    .updateTable('calls')
    .set({ cancelled_at: now })
    .where('escalation_id', 'in', escalationIds)
    .where('reached_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute();
}

/** Marks a call as having reached `device`; false when it had, was taken back, or never was. */
export async function reachCall(
  trx: Sql,
  call: { escalationId: string; turn: number; officerId: string; device: string },
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('calls')
    .set({ reached_at: now, device: call.device })
    .where('escalation_id', '=', call.escalationId)
    .where('turn', '=', call.turn)
    .where('officer_id', '=', call.officerId)
    .where('reached_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The incident of an escalation, and its ends; undefined when there is none. */
export async function findEscalation(
  trx: Sql,
  escalationId: string,
): Promise<{ incidentId: string; endId: string; fromEndId: string } | undefined> {
  const row = await trx
    .selectFrom('escalations')
    .select(['incident_id', 'end_id', 'from_end_id'])
    .where('id', '=', escalationId)
    .executeTakeFirst();
  return row && { incidentId: row.incident_id, endId: row.end_id, fromEndId: row.from_end_id };
}

/** A call placed to this officer that is still waiting, with the side channel it stands in. */
export async function findCall(
  trx: Sql,
  escalationId: string,
  turn: number,
  officerId: string,
): Promise<{ sideChannelId: string; alertId: string; name: string; reached: boolean } | undefined> {
  const { rows } = await sql<{ sideChannelId: string; alertId: string; name: string; reached: boolean }>`
    select c.id as "sideChannelId", e.alert_id as "alertId", k.name,
      (k.reached_at is not null or k.cancelled_at is not null) as reached
    from calls k
    join escalations e on e.id = k.escalation_id
    join channels c on c.incident_id = e.incident_id and c.kind = 'side'
      and c.station_id = case when k.to_call_peer then e.from_end_id else e.end_id end
    where k.escalation_id = ${escalationId} and k.turn = ${turn} and k.officer_id = ${officerId}`.execute(
    trx,
  );
  return rows[0];
}

export async function deviceOfSession(trx: Sql, sessionId: string): Promise<string> {
  const row = await trx
    .selectFrom('sessions')
    .select('device')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row.device;
}

/** Shared channels that have something due, the longest overdue first; read without a lock, judged again under it. */
export async function dueChannels(db: Database, limit: number): Promise<string[]> {
  const { rows } = await sql<{ channel_id: string }>`
    select channel_id from escalations where due_at <= parley_now()
    group by channel_id order by min(due_at) limit ${limit}`.execute(db);
  return rows.map(({ channel_id }) => channel_id);
}

/** How long the most overdue escalation has been waiting, in milliseconds; 0 when nothing is due. */
export async function oldestOverdueMs(db: Database): Promise<number> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from parley_now() - min(due_at)) * 1000)::float8 as ms
    from escalations where due_at <= parley_now()`.execute(db);
  return rows[0]?.ms ?? 0;
}

/**
 * When the end of each of these escalations, which wait for a word, has spoken since it acknowledged: its message stands
 * in the journal even where it was committed too late to settle the row. Silent ones are left out.
 */
export async function findWords(trx: Sql, waiting: readonly Escalation[]): Promise<Map<string, Instant>> {
  if (waiting.length === 0) return new Map();
  const { rows } = await sql<{ id: string; at: Instant }>`
    select e.id, min(m.at) as at
    from escalations e join entries m on m.channel_id = e.channel_id and m.seq > e.acknowledged_seq
      and m.kind = 'message.posted' and m.by ->> 'endId' = e.end_id::text
    where e.id = any(${waiting.map(({ id }) => id)}::uuid[])
    group by e.id`.execute(trx);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
