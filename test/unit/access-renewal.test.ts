// What a presented refresh token means for its session.
import { describe, expect, test } from 'vitest';
import {
  digestOf,
  judgeRenewal,
  newRefreshSecret,
  parseRefreshToken,
  type Renewable,
  writeRefreshToken,
} from '../../server/access/renewal.ts';
import { newId } from '../../shared/ids.ts';
import { day, minute, plusMs } from '../../shared/time.ts';

const now = '2026-11-21T08:00:00.000Z';
const [current, previous, older] = [newRefreshSecret(), newRefreshSecret(), newRefreshSecret()];
const session: Renewable = {
  refreshHash: digestOf(current),
  previousHash: digestOf(previous),
  rotatedAt: now,
  refreshExpiresAt: plusMs(now, 7 * day),
  over: false,
};

describe('judging a refresh token', () => {
  test('the current token renews at any time before the session has idled away', () => {
    expect(judgeRenewal(session, digestOf(current), plusMs(now, 7 * day - 1))).toBe('renewed');
    expect(judgeRenewal(session, digestOf(current), plusMs(now, 7 * day))).toBe('over');
  });

  test('the token before it renews for a minute, because the reply may have been lost', () => {
    expect(judgeRenewal(session, digestOf(previous), plusMs(now, minute))).toBe('renewed');
    expect(judgeRenewal(session, digestOf(previous), plusMs(now, minute + 1))).toBe('reused');
  });

  test('an older token is a reused one, at once', () => {
    expect(judgeRenewal(session, digestOf(older), now)).toBe('reused');
    expect(judgeRenewal({ ...session, previousHash: null }, digestOf(previous), now)).toBe('reused');
  });

  test('a session that is over stays over, whichever token comes', () => {
    for (const secret of [current, previous, older]) {
      expect(judgeRenewal({ ...session, over: true }, digestOf(secret), now)).toBe('over');
    }
  });
});

describe('the written form of a refresh token', () => {
  const token = { sessionId: newId(), secret: newRefreshSecret() };

  test('is read back as it was written', () => {
    expect(parseRefreshToken(writeRefreshToken(token))).toEqual(token);
  });

  test.each([
    '',
    '.',
    token.sessionId,
    `${token.sessionId}.`,
    `${token.sessionId}.${token.secret.slice(1)}`,
    `${token.sessionId}.${token.secret}x`,
    `${token.sessionId}.${token.secret}.`,
    `x${token.sessionId}.${token.secret}`,
    `${token.sessionId}.${token.secret.slice(1)}+`,
    `' or true --.${token.secret}`,
  ])('a broken one is no token: %s', (text) => {
    expect(parseRefreshToken(text)).toBeUndefined();
  });
});
