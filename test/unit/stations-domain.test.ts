/** Who may set up which organisation and station, and what keeps the tree a tree. */
import { describe, expect, test } from 'vitest';
import {
  type Administrator,
  judgeOrganisation,
  judgeStation,
  type KnownOrganisation,
  type KnownStation,
} from '../../server/stations/domain.ts';
import type { Role } from '../../shared/nouns/officer.ts';

const organisation = (id: string, given: Partial<KnownOrganisation> = {}): KnownOrganisation => ({
  id,
  code: id,
  name: { en: id },
  kind: 'counterpart',
  country: 'KH',
  language: 'km',
  timeZone: 'Asia/Phnom_Penh',
  channelId: `${id}-channel`,
  hasAdmin: false,
  ...given,
});
const home = organisation('home', { kind: 'domestic', hasAdmin: true });
const opposite = organisation('opposite');
const setOrganisation = ({ id: _id, channelId: _channel, hasAdmin: _admin, ...fields }: KnownOrganisation) =>
  fields;

const officer = (role: Role, given: object = {}): Administrator => ({
  kind: 'officer',
  role,
  stationId: 'top',
  organisationId: 'home',
  isDomestic: true,
  isAtTop: true,
  ...given,
});
const system: Administrator = { kind: 'system' };
const admin = officer('admin');
const provincial = officer('admin', { stationId: 'province', isAtTop: false });
const counterpart = officer('admin', { organisationId: 'opposite', isDomestic: false });

describe('an organisation', () => {
  const judge = (asks: Administrator, existing: KnownOrganisation | null, input: KnownOrganisation) =>
    judgeOrganisation({ admin: asks, existing }, setOrganisation(input));

  test('is changed by the admin at its top, and setting it again changes nothing', () => {
    expect(judge(admin, home, { ...home, name: { en: 'Guard' } })).toBe(true);
    expect(judge(admin, home, home)).toBe(false);
    expect(judge(counterpart, { ...opposite, hasAdmin: true }, { ...opposite, country: 'LA' })).toBe(true);
  });

  test('is not changed by an admin further down', () => {
    expect(() => judge(provincial, home, home)).toThrowError(
      expect.objectContaining({ code: 'not_allowed' }),
    );
  });

  test('opposite is set up by the domestic admin until it has an admin of its own', () => {
    expect(judge(admin, null, opposite)).toBe(true);
    expect(judge(admin, opposite, { ...opposite, country: 'LA' })).toBe(true);
    expect(() => judge(admin, { ...opposite, hasAdmin: true }, opposite)).toThrowError(
      expect.objectContaining({ code: 'code_taken' }),
    );
  });

  test('is not added by a counterpart, and no second domestic one by anybody', () => {
    const refused = expect.objectContaining({ code: 'not_allowed' });
    expect(() => judge(counterpart, null, organisation('third'))).toThrowError(refused);
    expect(() => judge(admin, null, { ...home, code: 'second' })).toThrowError(refused);
  });

  test('never changes sides', () => {
    expect(() => judge(system, opposite, { ...opposite, kind: 'domestic' })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});

describe('a station', () => {
  const station = (
    id: string,
    parentCode: string | null,
    given: Partial<KnownStation> = {},
  ): KnownStation => ({
    id,
    code: id,
    organisationId: 'home',
    organisationCode: 'home',
    organisation: home,
    parentId: parentCode,
    parentCode,
    kind: 'post',
    name: { en: id },
    showsWatchOfficer: false,
    channelId: `${id}-channel`,
    isReached: true,
    ...given,
  });
  const input = (code: string, parentCode: string | null) => ({
    code,
    organisationCode: 'home',
    parentCode,
    kind: 'post' as const,
    name: { en: code },
    showsWatchOfficer: false,
  });
  const abroad = { organisationId: 'opposite', organisation: opposite, isReached: false };
  const province = { ...station('province', 'top'), isBelow: false };
  const post = station('post', 'province');
  const base = { admin, organisation: home, existing: null, parent: null };
  const refused = (code: string) => expect.objectContaining({ code });

  test('is added below a station within reach, and setting it again changes nothing', () => {
    expect(judgeStation({ ...base, parent: province }, input('post', 'province'))).toBe(true);
    expect(judgeStation({ ...base, existing: post, parent: province }, input('post', 'province'))).toBe(
      false,
    );
  });

  test('is renamed by the admin who stands in it, below a parent that he does not reach', () => {
    const parent = { ...station('top', null), isReached: false, isBelow: false };
    const change = { ...base, admin: provincial, existing: { ...province }, parent };
    expect(judgeStation(change, { ...input('province', 'top'), name: { en: 'Province' } })).toBe(true);
  });

  test('outside the reach of the admin looks like a code that somebody else has', () => {
    const existing = { ...post, isReached: false };
    expect(() =>
      judgeStation({ ...base, existing, parent: province }, input('post', 'province')),
    ).toThrowError(refused('code_taken'));
  });

  test.each([
    ['an organisation that does not exist', { ...base, organisation: null, parent: province }],
    [
      'an organisation that looks after itself',
      { ...base, organisation: { ...opposite, hasAdmin: true }, parent: province },
    ],
    ['a parent that does not exist', base],
    ['a parent out of reach', { ...base, parent: { ...province, isReached: false } }],
  ])('cannot name %s', (_what, change) => {
    expect(() => judgeStation(change, input('post', 'province'))).toThrowError(refused('reference_unknown'));
  });

  test('cannot stand below itself, below one of its own, or below another organisation', () => {
    const parent = { ...station('hut', 'post'), isBelow: true };
    expect(() => judgeStation({ ...base, existing: post, parent }, input('post', 'hut'))).toThrowError(
      refused('tree_broken'),
    );
    const foreign = { ...station('far', null, abroad), isBelow: false };
    expect(() => judgeStation({ ...base, parent: foreign }, input('post', 'far'))).toThrowError(
      refused('tree_broken'),
    );
  });

  test('stays in its organisation', () => {
    const change = { ...base, admin: system, organisation: opposite, existing: post, parent: province };
    expect(() => judgeStation(change, input('post', 'province'))).toThrowError(refused('tree_broken'));
  });

  test('at the top is set only where the organisation is being set up', () => {
    expect(() => judgeStation(base, input('second-top', null))).toThrowError(refused('not_allowed'));
    expect(judgeStation({ ...base, organisation: opposite }, input('their-top', null))).toBe(true);
    expect(judgeStation({ ...base, admin: system }, input('top', null))).toBe(true);
  });
});
