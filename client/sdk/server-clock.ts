/** What time it is at the server, estimated from the times it tells and the round trips that brought them. */

export interface ServerClock {
  /** Now, as the server's clock has it; this device's own clock until the server has told the time. */
  now(): number;
  /** Learns from a reply that holds `serverTime`, asked for and received at these local times. */
  learn(serverTime: string, askedAt: number, receivedAt: number): void;
}

interface Sample {
  offsetMs: number;
  /** The true offset lies within this distance. */
  errorMs: number;
  takenAt: number;
}

/** How fast two clocks may drift apart, so that an old good sample gives way to a newer, coarser one in time. */
const driftPerMs = 0.001;

/** A clock that keeps the best sample: the shortest round trip, unless a newer one shows that a clock was set. */
export function createServerClock(localNow: () => number = Date.now): ServerClock {
  let best: Sample | undefined;
  return {
    now: () => localNow() + (best?.offsetMs ?? 0),
    learn(serverTime, askedAt, receivedAt) {
      const told = Date.parse(serverTime);
      if (Number.isNaN(told) || receivedAt < askedAt) return;
      const errorMs = (receivedAt - askedAt) / 2;
      const sample = { offsetMs: told - (askedAt + errorMs), errorMs, takenAt: receivedAt };
      const bestErrorMs = best
        ? best.errorMs + Math.abs(receivedAt - best.takenAt) * driftPerMs
        : Number.POSITIVE_INFINITY;
      const contradicts = best && Math.abs(sample.offsetMs - best.offsetMs) > errorMs + bestErrorMs;
      if (!best || contradicts || errorMs <= bestErrorMs) best = sample;
    },
  };
}
