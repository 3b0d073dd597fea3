// Heartbeats of nodes: which stations each has a device of. An unlogged table, gone with a crash and no loss.
import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

const staleAfterSeconds = 15;

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
}
