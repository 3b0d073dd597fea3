/** Whose turn it is to sound, by a note on this device: for plain HTTP, where browsers offer no locks. Pure. */

/** The tab that sounds, and until when it does so without saying it again. */
export interface Lease {
  tab: string;
  until: number;
}

export const leaseMs = 1_500;
export const renewEveryMs = 500;

/** The lease that `tab` should hold now; null where another tab holds one. */
export function claim(held: Lease | null, tab: string, now: number): Lease | null {
  // A lease that runs for longer than one can have been given was written by another clock.
  const isAnothers = held !== null && held.tab !== tab && held.until > now && held.until <= now + leaseMs;
  return isAnothers ? null : { tab, until: now + leaseMs };
}

export function parseLease(text: string | null): Lease | null {
  try {
    const lease: Partial<Lease> | null = JSON.parse(text ?? 'null');
    return typeof lease?.tab === 'string' && typeof lease.until === 'number'
      ? { tab: lease.tab, until: lease.until }
      : null;
  } catch {
    return null;
  }
}
