// Which stations have a device connected, on any node. Volatile and coarse: a station, never a person, never a channel.
import { newId } from '../../shared/ids.ts';
import { audienceOf } from '../journal/channels.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { endsOf, exchangeBeats, leave } from './presence-store.ts';

export interface Presence {
  joined(stationId: string): void;
  left(stationId: string): void;
  close(): Promise<void>;
}

const beatEveryMs = 5_000;

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

  async function beat(): Promise<void> {
    const present = await exchangeBeats(db, nodeId, [...seats.keys()]);
    const changed = [...present.symmetricDifference(connected)];
    connected = present;
    for (const { lineId, stationId } of await endsOf(db, changed)) {
      tell(audienceOf.line(lineId), stationId, present.has(stationId));
    }
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
      await leave(db, nodeId).catch(() => undefined);
    },
  };
}
