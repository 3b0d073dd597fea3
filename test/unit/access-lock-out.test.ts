// How failed sign-ins add up to locks.
import { describe, expect, test } from 'vitest';
import { addressBlock } from '../../server/access/limits.ts';
import {
  accountRule,
  addressRule,
  countFailure,
  type Failures,
  lockMs,
  waitMs,
} from '../../server/access/lock-out.ts';
import { hour, minute, plusMs } from '../../shared/time.ts';

const start = '2026-11-21T08:00:00.000Z';

function fail(times: number, rule = accountRule, gapMs = 1_000): Failures | undefined {
  let state: Failures | undefined;
  for (let n = 0; n < times; n += 1) state = countFailure(state, rule, plusMs(start, n * gapMs));
  return state;
}

describe('lock-out', () => {
  test('four failures lock nothing, and the fifth locks the account for a quarter of an hour', () => {
    expect(fail(4)?.lockedUntil).toBeNull();
    expect(fail(5)?.lockedUntil).toBe(plusMs(start, 4_000 + 15 * minute));
  });

  test('an address is locked at the twentieth failure and not before', () => {
    expect(fail(19, addressRule)?.lockedUntil).toBeNull();
    expect(fail(20, addressRule)?.lockedUntil).not.toBeNull();
  });

  test('every further failure doubles the lock, up to an hour', () => {
    expect([5, 6, 7, 8, 50].map((failures) => lockMs(failures, accountRule) / minute)).toEqual([
      15, 30, 60, 60, 60,
    ]);
  });

  test('one waits until the lock is over, to the millisecond', () => {
    const locked = fail(5);
    const until = locked?.lockedUntil ?? '';
    expect(waitMs(locked, plusMs(until, -1))).toBe(1);
    expect(waitMs(locked, until)).toBe(0);
    expect(waitMs(undefined, start)).toBe(0);
  });

  test('failures are forgotten a day after the last one for an account, an hour after it for an address', () => {
    const four = fail(4, accountRule, 0);
    expect(countFailure(four, accountRule, plusMs(start, 24 * hour - 1)).failures).toBe(5);
    expect(countFailure(four, accountRule, plusMs(start, 24 * hour)).failures).toBe(1);
    expect(countFailure(four, addressRule, plusMs(start, hour)).failures).toBe(1);
  });
});

describe('what counts as one address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
