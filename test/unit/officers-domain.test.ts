/** Who may set up which account, and what a change takes from its holder. */
import { describe, expect, test } from 'vitest';
import { judgeOfficer, type KnownOfficer, mayManageOfficer } from '../../server/officers/domain.ts';
import type { Administrator, KnownStation } from '../../server/stations/domain.ts';

const organisation = {
  id: 'home',
  code: 'home',
  name: { en: 'Home' },
  kind: 'domestic' as const,
  country: 'VN',
  language: 'vi' as const,
  timeZone: 'Asia/Ho_Chi_Minh',
  channelId: 'home-channel',
  hasAdmin: true,
};
const station = (code: string, given: Partial<KnownStation> = {}): KnownStation => ({
  id: code,
  code,
  organisationId: 'home',
  organisationCode: 'home',
  organisation,
  parentId: null,
  parentCode: null,
  kind: 'post',
  name: { en: code },
  showsWatchOfficer: false,
  channelId: `${code}-channel`,
  isReached: true,
  ...given,
});
const admin: Administrator = {
  kind: 'officer',
  role: 'admin',
  stationId: 'province',
  organisationId: 'home',
  isDomestic: true,
  isAtTop: false,
};
const post = station('post');
const existing: KnownOfficer = {
  id: 'an',
  username: 'trucban.post',
  role: 'duty_officer',
  name: 'Trực ban',
  language: 'vi',
  station: post,
};
const input = {
  username: 'trucban.post',
  stationCode: 'post',
  role: 'duty_officer' as const,
  name: 'Trực ban',
  language: 'vi' as const,
};
const change = { admin, byOfficerId: 'admin', existing, station: post };
const refused = (code: string) => expect.objectContaining({ code });

describe('an account', () => {
  test('is made at a station within reach; set again it changes nothing', () => {
    expect(judgeOfficer({ ...change, existing: null }, input)).toMatchObject({ changed: true });
    expect(judgeOfficer(change, input)).toMatchObject({ changed: false, leavesWatch: false });
  });

  test('is not made at a station out of reach, nor taken from one', () => {
    const far = station('far', { isReached: false });
    expect(() => judgeOfficer({ ...change, existing: null, station: far }, input)).toThrowError(
      refused('reference_unknown'),
    );
    expect(() => judgeOfficer({ ...change, existing: null, station: null }, input)).toThrowError(
      refused('reference_unknown'),
    );
    expect(() => judgeOfficer({ ...change, existing: { ...existing, station: far } }, input)).toThrowError(
      refused('code_taken'),
    );
  });

  test('with a new name keeps its sessions and its watch', () => {
    expect(judgeOfficer(change, { ...input, name: 'Trực ban chính' })).toMatchObject({
      changed: true,
      movesAuthority: false,
      leavesWatch: false,
    });
  });

  test('at another station, or as an observer, loses its sessions and its watch', () => {
    const lost = { changed: true, movesAuthority: true, leavesWatch: true };
    expect(judgeOfficer({ ...change, station: station('gate') }, input)).toMatchObject(lost);
    expect(judgeOfficer(change, { ...input, role: 'observer' })).toMatchObject(lost);
    expect(judgeOfficer(change, { ...input, role: 'commander' })).toMatchObject({
      ...lost,
      leavesWatch: false,
    });
  });

  test('never moves to another organisation', () => {
    const abroad = station('abroad', { organisationId: 'opposite' });
    expect(() => judgeOfficer({ ...change, admin: { kind: 'system' }, station: abroad }, input)).toThrowError(
      refused('code_taken'),
    );
  });

  test('of the admin himself changes neither role nor station, and is cut off by others only', () => {
    const own = { ...change, byOfficerId: 'an' };
    expect(() => judgeOfficer(own, { ...input, role: 'observer' })).toThrowError(refused('not_allowed'));
    expect(judgeOfficer(own, { ...input, name: 'Quản trị' })).toMatchObject({ changed: true });
    expect(mayManageOfficer(admin, 'an', existing)).toBe(false);
    expect(mayManageOfficer(admin, 'admin', existing)).toBe(true);
  });
});
