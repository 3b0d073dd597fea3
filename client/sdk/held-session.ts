/** A session as a device keeps it, and how fresh its access token is. */
import type { SessionTokens } from '../../shared/nouns/session.ts';
import { minute, second } from '../../shared/time.ts';

/** A session's tokens, whose they are, and when they were asked for by this device's clock. */
export interface HeldSession extends SessionTokens {
  username: string;
  askedAt: number;
}

/** How long from now, by this device's clock alone: a wrong clock does no harm, only one that is set meanwhile. */
const leftMs = (held: HeldSession, until: string, now: number) =>
  held.askedAt + Date.parse(until) - Date.parse(held.serverTime) - now;
const lifetimeMs = (held: HeldSession) => Date.parse(held.accessExpiresAt) - Date.parse(held.serverTime);

/** Whether the access token is good for a request that starts now. */
export function isFresh(held: HeldSession, now: number): boolean {
  const left = leftMs(held, held.accessExpiresAt, now);
  const lifetime = lifetimeMs(held);
  // More left than it ever lived: this device's clock was put back.
  return left > Math.min(5 * second, lifetime / 10) && left <= lifetime;
}

/** In how many milliseconds the access token should be renewed: a minute before it expires. */
export function renewInMs(held: HeldSession, now: number): number {
  return Math.max(0, leftMs(held, held.accessExpiresAt, now) - Math.min(minute, lifetimeMs(held) / 2));
}

/** Whether the refresh token has expired too. */
export function isOver(held: HeldSession, now: number): boolean {
  return leftMs(held, held.refreshExpiresAt, now) <= 0;
}

export function isHeldSession(value: unknown): value is HeldSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['sessionId', 'username', 'accessToken', 'refreshToken', 'askedAt'].every((name) => name in value)
  );
}
