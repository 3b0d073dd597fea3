// Which stations have a device connected, and which seats an alarm that sounds, on any node. Volatile. A line hears of
// stations alone; of seats only their own side hears.
import { newId } from '../../shared/ids.ts';
import { audienceOf } from '../journal/channels.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { endsOf, exchangeBeats, exchangeSeats, leave, type SeatBeat } from './presence-store.ts';

/** A device as it connects; `id` is its connection's. */
export interface Device {
  id: string;
  officerId: string;
  stationId: string;
}

export interface Presence {
  joined(device: Device): void;
  /** Whether an alarm would be heard at this device now. */
  sounds(deviceId: string, sounds: boolean): void;
  left(deviceId: string): void;
  close(): Promise<void>;
}

/** Whom a change is told to: the members of the audience on this node. */
export interface Tell {
  /** For each audience of a line that a station which came or went is an end of. */
  station(audience: string, stationId: string, connected: boolean): void;
  /** To the station's own side alone. */
  seats(audience: string, stationId: string): void;
}

const beatEveryMs = 5_000;
const keyOf = ({ officerId, stationId, sounds }: SeatBeat) => `${stationId} ${officerId} ${sounds}`;

export function createPresence(db: Database, logger: Logger, tell: Tell): Presence {
  const nodeId = newId();
  const devices = new Map<string, Device & { sounds: boolean }>();
  let connected = new Set<string>();
  let seats = new Set<string>();
  let beating: Promise<void> | null = null;
  let again = false;
  let closed = false;

  function ownSeats(): SeatBeat[] {
    const byOfficer = Map.groupBy(devices.values(), ({ officerId }) => officerId);
    return [...byOfficer.values()].flatMap(([first, ...others]) =>
      first ? [{ ...first, sounds: [first, ...others].some(({ sounds }) => sounds) }] : [],
    );
  }

  async function beat(): Promise<void> {
    const mine = ownSeats();
    const present = await exchangeBeats(db, nodeId, [...new Set(mine.map(({ stationId }) => stationId))]);
    const seen = new Set((await exchangeSeats(db, nodeId, mine)).map(keyOf));
    const reseated = seen.symmetricDifference(seats);
    for (const { lineId, stationId } of await endsOf(db, [...present.symmetricDifference(connected)])) {
      tell.station(audienceOf.line(lineId), stationId, present.has(stationId));
    }
    // Remembered as told only when nothing can fail any more: the next beat would see no change and tell nobody.
    connected = present;
    seats = seen;
    for (const stationId of new Set([...reseated].map((key) => key.slice(0, key.indexOf(' '))))) {
      tell.seats(audienceOf.station(stationId), stationId);
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
    joined(device) {
      devices.set(device.id, { ...device, sounds: false });
      beatSoon();
    },
    sounds(deviceId, sounds) {
      const device = devices.get(deviceId);
      if (!device || device.sounds === sounds) return;
      device.sounds = sounds;
      beatSoon();
    },
    left(deviceId) {
      if (devices.delete(deviceId)) beatSoon();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await beating;
      await leave(db, nodeId).catch(() => undefined);
    },
  };
}
