// Which stations have a device connected, on any node. Volatile and coarse: a station, never a person, never a channel.
import { sql } from 'kysely';
import { newId } from '../../shared/ids.ts';
import { audienceOf } from '../journal/channels.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';

export interface Presence {
  joined(stationId: string): void;
  left(stationId: string): void;
  close(): Promise<void>;
}

const beatEveryMs = 5_000;
const staleAfterSeconds = 15;

/** `tell` is called for each audience of a line that a station which came or went is an end of. */
export function createPresence(
  db: Database,
  logger: Logger,
  tell: (audience: string, stationId: string, connected: boolean) => void,
): Presence {
  const nodeId = newId();
  const seats = new Map<string, number>();
  let connected = new Set<string>();
  let beating: Promise<void> | null = null;
  let again = false;
  let closed = false;

  // The wall clock, not parley_now(): a heartbeat measures real silence, and a test that moves time must not end it.
  async function beat(): Promise<void> {
    const own = [...seats.keys()];
    await sql`delete from presences
      where (node_id = ${nodeId} and station_id <> all(${own}::uuid[]))
         or seen_at < clock_timestamp() - make_interval(secs => ${staleAfterSeconds})`.execute(db);
    await sql`insert into presences (node_id, station_id, seen_at)
      select ${nodeId}, station_id, clock_timestamp() from unnest(${own}::uuid[]) as station_id
      on conflict (node_id, station_id) do update set seen_at = excluded.seen_at`.execute(db);
    const rows = await db.selectFrom('presences').select('station_id').distinct().execute();
    const present = new Set(rows.map(({ station_id }) => station_id));
    const changed = [...present.symmetricDifference(connected)];
    connected = present;
    if (changed.length === 0) return;
    const ends = await db.selectFrom('line_ends').selectAll().where('station_id', 'in', changed).execute();
    for (const { line_id, station_id } of ends)
      tell(audienceOf.line(line_id), station_id, present.has(station_id));
  }

  function beatSoon(): void {
    if (closed) return;
    again = beating !== null;
    beating ??= beat()
      .catch((error: unknown) => logger.warn({ err: error }, 'presence could not be told'))
      .finally(() => {
        beating = null;
        if (again) beatSoon();
      });
  }

  const timer = setInterval(beatSoon, beatEveryMs);
  return {
    joined(stationId) {
      const before = seats.get(stationId) ?? 0;
      seats.set(stationId, before + 1);
      if (before === 0) beatSoon();
    },
    left(stationId) {
      const remaining = (seats.get(stationId) ?? 1) - 1;
      if (remaining > 0) {
        seats.set(stationId, remaining);
        return;
      }
      seats.delete(stationId);
      beatSoon();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await beating;
      await sql`delete from presences where node_id = ${nodeId}`.execute(db).catch(() => undefined);
    },
  };
}
