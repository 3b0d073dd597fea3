// Refresh tokens: what they look like, and what a presented one means for its session. Pure.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { id } from '../../shared/ids.ts';
import { day, type Instant, minute, msUntil } from '../../shared/time.ts';

/** A session that is not renewed for so long is over. */
export const idleLifetimeMs = 7 * day;
/** How long after a rotation the token before it still counts: its reply may have been lost on a poor link. */
export const lostReplyMs = minute;

const secretBytes = 32;
const secretLength = 43;

export interface RefreshToken {
  sessionId: string;
  secret: string;
}

export const newRefreshSecret = (): string => randomBytes(secretBytes).toString('base64url');
export const writeRefreshToken = ({ sessionId, secret }: RefreshToken): string => `${sessionId}.${secret}`;
/** What the record keeps of a secret. It has 256 random bits, so that a plain digest cannot be guessed back. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [sessionId = '', secret = '', ...more] = text.split('.');
  const fits = more.length === 0 && id.safeParse(sessionId).success;
  return fits && secret.length === secretLength && /^[\w-]+$/.test(secret)
    ? { sessionId, secret }
    : undefined;
}

function isSame(one: string, other: string | null): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other ?? '')];
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface Renewable {
  refreshHash: string;
  previousHash: string | null;
  rotatedAt: Instant;
  refreshExpiresAt: Instant;
  over: boolean;
}

/**
 * `renewed`: go on with a new token. The token before the current one counts as lost reply while the current one has
 * not been used, for then the current one would be the one before; the current one is dropped, so that of an officer
 * and a thief who both renew the second to come back is found out. `reused`: any other token, the session must end.
 */
export function judgeRenewal(
  session: Renewable,
  digest: string,
  now: Instant,
): 'renewed' | 'over' | 'reused' {
  if (session.over || msUntil(session.refreshExpiresAt, now) <= 0) return 'over';
  if (isSame(digest, session.refreshHash)) return 'renewed';
  const replyMayBeLost = msUntil(now, session.rotatedAt) <= lostReplyMs;
  return replyMayBeLost && isSame(digest, session.previousHash) ? 'renewed' : 'reused';
}
