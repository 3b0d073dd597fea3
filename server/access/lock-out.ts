// Lock-out: how many failed sign-ins an account or an address has, and how long it must wait. Pure arithmetic.
import { hour, type Instant, minute, msUntil, plusMs } from '../../shared/time.ts';

export interface LockRule {
  /** Failures before the first lock. */
  free: number;
  /** The first lock; every further failure doubles it. */
  firstMs: number;
  longestMs: number;
  /** So long after the last failure, nothing is remembered. */
  forgetMs: number;
}

export const accountRule: LockRule = {
  free: 5,
  firstMs: 15 * minute,
  longestMs: hour,
  forgetMs: 24 * hour,
};
/** Milder: a whole station may sign in from one address. */
export const addressRule: LockRule = { free: 20, firstMs: 15 * minute, longestMs: hour, forgetMs: hour };

export interface Failures {
  failures: number;
  lastAt: Instant;
  lockedUntil: Instant | null;
}

/** How long this subject must still wait; 0 when it may try. */
export function waitMs(before: Failures | undefined, now: Instant): number {
  return before?.lockedUntil ? Math.max(0, msUntil(before.lockedUntil, now)) : 0;
}

/** The lock that follows `failures` in a row. */
export function lockMs(failures: number, { free, firstMs, longestMs }: LockRule): number {
  return failures < free ? 0 : Math.min(longestMs, firstMs * 2 ** (failures - free));
}

/** One more failure. */
export function countFailure(before: Failures | undefined, rule: LockRule, now: Instant): Failures {
  const isFresh = before !== undefined && msUntil(plusMs(before.lastAt, rule.forgetMs), now) > 0;
  const failures = (isFresh ? before.failures : 0) + 1;
  const forMs = lockMs(failures, rule);
  return { failures, lastAt: now, lockedUntil: forMs === 0 ? null : plusMs(now, forMs) };
}
