/** Which lines an admin may set, and when an agreement is over. */
import { describe, expect, test } from 'vitest';
import { type EndStation, hasExpired, judgeLine, type KnownLine } from '../../server/lines/domain.ts';
import type { Administrator } from '../../server/stations/domain.ts';

const officer = (given: object = {}): Administrator => ({
  kind: 'officer',
  role: 'admin',
  stationId: 'province',
  organisationId: 'home',
  isDomestic: true,
  isAtTop: false,
  ...given,
});
const end = (code: string, organisationId: string, isReached: boolean): EndStation => ({
  id: code,
  code,
  organisationId,
  isReached,
});
const ours = end('ours', 'home', true);
const neighbour = end('neighbour', 'home', false);
const theirs = end('theirs', 'opposite', false);

const judge = (
  ends: (EndStation | null)[],
  given: {
    admin?: Administrator;
    existing?: KnownLine;
    leavesAlertsOpen?: boolean;
    kind?: KnownLine['kind'];
  } = {},
) => {
  const { admin = officer(), existing = null, leavesAlertsOpen = false, kind = 'cross_border' } = given;
  const endCodes = ends.map((one) => one?.code ?? 'nowhere');
  return judgeLine(
    { admin, existing, ends, leavesAlertsOpen },
    { code: 'river', kind, name: { en: 'River' }, endCodes },
  );
};
const refused = (code: string) => expect.objectContaining({ code });
const river: KnownLine = {
  id: 'river',
  code: 'river',
  kind: 'cross_border',
  name: { en: 'River' },
  channelId: 'river-channel',
  ends: [ours, theirs],
};

describe('a line', () => {
  test('across the border is set by the domestic admin above its domestic end', () => {
    expect(judge([ours, theirs])).toBe(true);
    expect(() => judge([neighbour, theirs])).toThrowError(refused('reference_unknown'));
    expect(() => judge([theirs, end('far', 'third', false)])).toThrowError(refused('reference_unknown'));
  });

  test('across the border is not set by the other side, by an observer, or with a station that does not exist', () => {
    const counterpart = officer({ organisationId: 'opposite', isDomestic: false });
    const observer = officer({ role: 'observer' });
    expect(() => judge([ours, theirs], { admin: counterpart })).toThrowError(refused('reference_unknown'));
    expect(() => judge([ours, theirs], { admin: observer })).toThrowError(refused('reference_unknown'));
    expect(() => judge([ours, null])).toThrowError(refused('reference_unknown'));
  });

  test('between neighbours is set by an admin above all of them', () => {
    const kind = 'adjacent';
    expect(judge([ours, { ...neighbour, isReached: true }], { kind })).toBe(true);
    expect(() => judge([ours, neighbour], { kind })).toThrowError(refused('reference_unknown'));
    expect(() => judge([ours, theirs], { kind, admin: { kind: 'system' } })).toThrowError(
      refused('invalid_input'),
    );
  });

  test('across the border needs two organisations', () => {
    const ends = [ours, { ...neighbour, isReached: true }];
    expect(() => judge(ends)).toThrowError(refused('invalid_input'));
  });

  test('needs different stations', () => {
    expect(() => judge([ours, ours])).toThrowError(refused('line_needs_ends'));
  });

  test('set again changes nothing; another order of its ends is a change', () => {
    expect(judge([ours, theirs], { existing: river })).toBe(false);
    expect(judge([theirs, ours], { existing: river })).toBe(true);
  });

  test('of other stations looks like a code that somebody else has', () => {
    const existing = { ...river, ends: [neighbour, theirs] };
    expect(() => judge([ours, theirs], { existing })).toThrowError(refused('code_taken'));
  });

  test('keeps an end that still owes an answer', () => {
    const leaves = { existing: river, leavesAlertsOpen: true };
    expect(() => judge([ours, end('far', 'third', false)], leaves)).toThrowError(refused('alerts_open'));
  });
});

describe('an agreement', () => {
  test('holds until the end of its last day where the reader is', () => {
    const lastEvening = '2026-12-31T16:59:59.000Z';
    const nextMorning = '2026-12-31T17:00:00.000Z';
    expect(hasExpired('2026-12-31', lastEvening, 'Asia/Ho_Chi_Minh')).toBe(false);
    expect(hasExpired('2026-12-31', nextMorning, 'Asia/Ho_Chi_Minh')).toBe(true);
    expect(hasExpired('2026-12-31', nextMorning, 'UTC')).toBe(false);
  });

  test('without an end never expires', () => {
    expect(hasExpired(null, '2126-01-01T00:00:00.000Z', 'UTC')).toBe(false);
  });
});
