// Whose authority ended or changed while he is connected: asked of the record every second, for all seats at once.
import { minute, second } from '../../shared/time.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { changedSeats, type Seat, type SeatChange, touchSessions } from './seat-store.ts';
import type { EndReason } from './session-store.ts';

export type { Seat };

export interface RevocationDeps {
  db: Database;
  logger?: Logger;
  /** The session is over: cut its connections. */
  onRevoked(sessionId: string, reason: EndReason): void;
  /** The officer's seats have their new station, organisation and epoch; what they may hear has to follow. */
  onChanged(officerId: string): void;
  everyMs?: number;
}

export interface Revocations {
  /** Watches this seat, and keeps its station, organisation and epoch up to date. */
  register(seat: Seat): void;
  unregister(seat: Seat): void;
  /** Asks now, after a commit that may have ended sessions; resolves when the record as of now was heeded. */
  checkNow(): Promise<void>;
  close(): Promise<void>;
}

const touchEveryMs = minute;

/** While the record is away nothing is reported and nothing is forgotten: the next answer tells it all. */
export function createRevocations(deps: RevocationDeps): Revocations {
  const { db, logger, onRevoked, onChanged, everyMs = second } = deps;
  const seats = new Set<Seat>();
  let asking: Promise<void> | null = null;
  let askingNext: Promise<void> | null = null;
  let isAway = false;
  let touchedAt = performance.now();

  function heed(changes: readonly SeatChange[]): void {
    const bySession = new Map(changes.map((change) => [change.sessionId, change]));
    const changed = new Set<string>();
    for (const seat of [...seats]) {
      const change = bySession.get(seat.sessionId);
      if (!change) continue;
      if (change.ended) {
        seats.delete(seat);
        continue;
      }
      const { stationId, organisationId, epoch } = change;
      Object.assign(seat, { stationId, organisationId, epoch });
      changed.add(seat.officerId);
    }
    for (const { sessionId, ended } of bySession.values()) if (ended) onRevoked(sessionId, ended);
    for (const officerId of changed) onChanged(officerId);
  }

  async function ask(): Promise<void> {
    if (seats.size === 0) return;
    heed(await changedSeats(db, [...seats]));
    if (performance.now() - touchedAt < touchEveryMs) return;
    touchedAt = performance.now();
    await touchSessions(db, [...new Set([...seats].map(({ sessionId }) => sessionId))]);
  }

  async function askCalmly(): Promise<void> {
    try {
      await ask();
      isAway = false;
    } catch (error) {
      // Once a loss, not once a second.
      if (!isAway) logger?.warn({ err: error }, 'the authority of connected officers could not be checked');
      isAway = true;
    }
  }

  function poll(): Promise<void> {
    asking ??= askCalmly().finally(() => {
      asking = null;
    });
    return asking;
  }

  const timer = setInterval(() => void poll(), everyMs);

  return {
    register: (seat) => void seats.add(seat),
    unregister: (seat) => void seats.delete(seat),
    checkNow() {
      if (!asking) return poll();
      // What is being asked may have begun before the commit; one more question covers all who wait.
      askingNext ??= asking.then(() => {
        askingNext = null;
        return poll();
      });
      return askingNext;
    },
    async close() {
      clearInterval(timer);
      await askingNext;
      await asking;
    },
  };
}
