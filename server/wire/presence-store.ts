// Heartbeats of nodes: which stations each has a device of, and which officers sit there with an alarm that sounds.
// Unlogged tables, gone with a crash and no loss.
import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

const staleAfterSeconds = 15;

/** An officer connected to a node, on one device or several. */
export interface SeatBeat {
  officerId: string;
  stationId: string;
  /** Whether an alarm would be heard at any of his devices. */
  sounds: boolean;
}

/**
 * Beats for the stations seated on this node, drops what is stale, and answers the stations present on any node. The
 * wall clock, not parley_now(): a heartbeat measures real silence, and a test that moves time must not end it.
 */
export async function exchangeBeats(
  db: Database,
  nodeId: string,
  seated: readonly string[],
): Promise<Set<string>> {
  await sql`delete from presences
    where (node_id = ${nodeId} and station_id <> all(${seated}::uuid[]))
       or seen_at < clock_timestamp() - make_interval(secs => ${staleAfterSeconds})`.execute(db);
  await sql`insert into presences (node_id, station_id, seen_at)
    select ${nodeId}, station_id, clock_timestamp() from unnest(${seated}::uuid[]) as station_id
    on conflict (node_id, station_id) do update set seen_at = excluded.seen_at`.execute(db);
  const rows = await db.selectFrom('presences').select('station_id').distinct().execute();
  return new Set(rows.map(({ station_id }) => station_id));
}

/** The same for the seats of this node; answers the seats on any node, one an officer. */
export async function exchangeSeats(
  db: Database,
  nodeId: string,
  seats: readonly SeatBeat[],
): Promise<SeatBeat[]> {
  const mine = JSON.stringify(
    seats.map(({ officerId, stationId, sounds }) => ({
      officer_id: officerId,
      station_id: stationId,
      sounds,
    })),
  );
  const given = sql`jsonb_to_recordset(${mine}::jsonb) as g(officer_id uuid, station_id uuid, sounds boolean)`;
  await sql`delete from seats
    where (node_id = ${nodeId} and officer_id not in (select officer_id from ${given}))
       or seen_at < clock_timestamp() - make_interval(secs => ${staleAfterSeconds})`.execute(db);
  await sql`insert into seats (node_id, officer_id, station_id, sounds, seen_at)
    select ${nodeId}, g.officer_id, g.station_id, g.sounds, clock_timestamp() from ${given}
    on conflict (node_id, officer_id) do update
      set station_id = excluded.station_id, sounds = excluded.sounds, seen_at = excluded.seen_at`.execute(db);
  const { rows } = await sql<SeatBeat>`
    select officer_id as "officerId", station_id as "stationId", bool_or(sounds) as sounds
    from seats group by officer_id, station_id`.execute(db);
  return rows;
}

/** The line ends that these stations are. */
export async function endsOf(
  db: Database,
  stationIds: readonly string[],
): Promise<{ lineId: string; stationId: string }[]> {
  if (stationIds.length === 0) return [];
  const rows = await db.selectFrom('line_ends').selectAll().where('station_id', 'in', stationIds).execute();
  return rows.map(({ line_id, station_id }) => ({ lineId: line_id, stationId: station_id }));
}

/** Takes back every beat of a node that stops. */
export async function leave(db: Database, nodeId: string): Promise<void> {
  await sql`delete from presences where node_id = ${nodeId}`.execute(db);
  await sql`delete from seats where node_id = ${nodeId}`.execute(db);
}
