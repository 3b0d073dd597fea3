/** The world on a real record: applied twice, listed to each officer within his reach, changed only by those who may. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDemoWorld } from '../../server/demo/world.ts';
import { audienceOf, audiencesOf } from '../../server/journal/channels.ts';
import type { Sql } from '../../server/platform/command.ts';
import type { World } from '../../shared/world.ts';
import { openTestRecord, type TestRecord } from '../support/record.ts';

let record: TestRecord;
let world: World;

beforeAll(async () => {
  record = await openTestRecord();
  // Hashing sixty passwords proves nothing here.
  const demo = await readDemoWorld();
  world = { ...demo, officers: demo.officers.map(({ password: _password, ...officer }) => officer) };
  await record.apply(world);
});
afterAll(() => record.close());

const refused = (code: string) => expect.objectContaining({ code });
const countEntries = async () => {
  const { count } = await record.db
    .selectFrom('entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};
const stationOf = (code: string) =>
  record.db.selectFrom('stations').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
const newStation = (code: string, parentCode: string | null, organisationCode = 'vn-border-guard') => ({
  code,
  organisationCode,
  parentCode,
  kind: 'post' as const,
  name: { vi: code },
});

describe('the demo world', () => {
  test('applied again leaves no entry', async () => {
    const before = await countEntries();
    await record.apply(world);
    expect(await countEntries()).toBe(before);
  });

  test('shows an admin his own province and nothing beside it', async () => {
    const { stations } = await record.ask('quantri.caobang', 'station.list', {});
    expect(stations.map(({ code }) => code)).toEqual(['cao-bang', 'coc-pang', 'tra-linh']);
    const { officers } = await record.ask('quantri.caobang', 'officer.list', {});
    expect(new Set(officers.map(({ stationCode }) => stationCode))).toEqual(
      new Set(['cao-bang', 'coc-pang', 'tra-linh']),
    );
    const { policies } = await record.ask('quantri.caobang', 'policy.list', {});
    expect(policies.map(({ endCode }) => endCode).sort()).toEqual(['coc-pang', 'tra-linh']);
  });

  test('shows an officer the organisations of his lines, and the admin at the top all of them', async () => {
    const codesFor = async (username: string) => {
      const { organisations } = await record.ask(username, 'organisation.list', {});
      return organisations.map(({ code }) => code);
    };
    expect(await codesFor('duty.kohroka')).toEqual(['kh-border-police', 'vn-border-guard']);
    expect(await codesFor('trucban.simacai')).toEqual(['vn-border-guard']);
    expect(await codesFor('quantri.botulenh')).toHaveLength(3);
  });

  test('shows each officer the lines at and below his station, his own ends marked', async () => {
    const linesFor = async (username: string) => {
      const { lines } = await record.ask(username, 'line.list', {});
      return lines.map(({ code, ends }) => [code, ends.filter(({ mine }) => mine).map((end) => end.code)]);
    };
    expect(await linesFor('duty.tianpeng')).toEqual([['son-vi', ['tianpeng']]]);
    expect(await linesFor('chihuy.hagiang')).toEqual([
      ['son-vi', ['son-vi']],
      ['tiep-giap', ['xin-man', 'son-vi']],
    ]);
    expect(await linesFor('duty.cn')).toEqual([
      ['son-vi', ['tianpeng']],
      ['tra-linh', ['long-bang']],
    ]);
  });

  test('tells of a line its ends in order, its agreement, and that nothing waits', async () => {
    const { lines } = await record.ask('trucban.xinman', 'line.list', {});
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      code: 'tiep-giap',
      agreement: { signedOn: '2025-01-15', validUntil: '2034-12-31', expired: false },
      openIncidents: 0,
      waitingForMe: 0,
      waitingSince: null,
      exercise: { openIncidents: 0, waitingForMe: 0 },
      lastExchangeAt: expect.any(String),
    });
    expect(
      lines[0]?.ends.map(({ code, manned, since, connected }) => ({ code, manned, since, connected })),
    ).toEqual(
      ['si-ma-cai', 'xin-man', 'son-vi', 'coc-pang'].map((code) => ({
        code,
        manned: false,
        since: null,
        connected: false,
      })),
    );
  });
});

describe('stations', () => {
  test('move with all below them, and their officers’ reach with them', async () => {
    await record.asSystem('station.set', newStation('branch', 'lao-cai'));
    await record.asSystem('station.set', newStation('twig', 'branch'));
    await record.asSystem('station.set', newStation('branch', 'ha-giang'));
    const { stations } = await record.ask('quantri.hagiang', 'station.list', {});
    expect(stations.map(({ code }) => code)).toEqual(['branch', 'ha-giang', 'son-vi', 'twig', 'xin-man']);
    const { stations: before } = await record.ask('quantri.laocai', 'station.list', {});
    expect(before.map(({ code }) => code)).toEqual(['lao-cai', 'si-ma-cai']);
    await expect(record.asSystem('station.set', newStation('branch', 'twig'))).rejects.toThrow(
      refused('tree_broken'),
    );
  });

  test('that two admins move below each other at once form no circle', async () => {
    await record.asSystem('station.set', newStation('egg', 'lao-cai'));
    await record.asSystem('station.set', newStation('hen', 'lao-cai'));
    const moves = await Promise.allSettled([
      record.run('quantri.laocai', 'station.set', newStation('egg', 'hen')),
      record.run('quantri.laocai', 'station.set', newStation('hen', 'egg')),
    ]);
    expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(moves.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'tree_broken' },
    });
  });

  test('of another province look absent to an admin, and a duty officer sets none', async () => {
    const change = newStation('son-vi', 'ha-giang');
    await expect(record.run('quantri.caobang', 'station.set', change)).rejects.toThrow(refused('code_taken'));
    await expect(record.run('quantri.caobang', 'station.set', newStation('new', 'ha-giang'))).rejects.toThrow(
      refused('reference_unknown'),
    );
    await expect(record.run('trucban.sonvi', 'station.set', change)).rejects.toThrow(refused('not_allowed'));
  });

  test('write each change into their own channel, by the admin who made it', async () => {
    const change = { ...newStation('xin-man', 'ha-giang'), name: { vi: 'Đồn Xín Mần' } };
    expect(await record.run('quantri.hagiang', 'station.set', change)).toMatchObject({ changed: true });
    expect(await record.run('quantri.hagiang', 'station.set', change)).toMatchObject({ changed: false });
    const { channel_id } = await stationOf('xin-man');
    expect((await record.entries(channel_id)).at(-1)).toMatchObject({
      kind: 'station.set',
      by: { role: 'admin', endId: null },
      payload: { name: { vi: 'Đồn Xín Mần' } },
    });
  });
});

describe('a counterpart', () => {
  const laos = {
    code: 'la-border',
    name: { en: 'Lao Border Guard' },
    kind: 'counterpart' as const,
    country: 'LA',
    language: 'lo' as const,
    timeZone: 'Asia/Vientiane',
  };
  const admin = {
    username: 'admin.la',
    stationCode: 'la-command',
    role: 'admin' as const,
    name: 'Admin',
    language: 'lo' as const,
  };

  test('is set up by the domestic admin at the top, and is its own business once it has an admin', async () => {
    const asNational = 'quantri.botulenh';
    await expect(record.run('quantri.caobang', 'organisation.set', laos)).rejects.toThrow(
      refused('not_allowed'),
    );
    await record.run(asNational, 'organisation.set', laos);
    const command = newStation('la-command', null, 'la-border');
    await record.run(asNational, 'station.set', command);
    const { stations } = await record.ask(asNational, 'station.list', {});
    expect(stations.map(({ code }) => code)).toContain('la-command');
    await record.run(asNational, 'officer.set', admin);
    await expect(record.run(asNational, 'station.set', { ...command, name: { en: 'x' } })).rejects.toThrow(
      refused('reference_unknown'),
    );
    await expect(record.run(asNational, 'officer.set', { ...admin, role: 'observer' })).rejects.toThrow(
      refused('code_taken'),
    );
    const { stations: after } = await record.ask(asNational, 'station.list', {});
    expect(after.map(({ code }) => code)).not.toContain('la-command');
    expect(await record.run('admin.la', 'station.set', { ...command, name: { en: 'HQ' } })).toMatchObject({
      changed: true,
    });
  });
});

describe('lines and ladders', () => {
  const line = {
    code: 'coc-pang-long-bang',
    kind: 'cross_border' as const,
    name: { en: 'Cốc Pàng – Long Bang' },
    endCodes: ['coc-pang', 'long-bang'],
  };

  test('are set by the admins of the domestic side, and join both ends to one audience', async () => {
    await expect(record.run('quantri.hagiang', 'line.set', line)).rejects.toThrow(
      refused('reference_unknown'),
    );
    await expect(record.run('admin.cn', 'line.set', line)).rejects.toThrow(refused('reference_unknown'));
    const { lineId } = await record.run('quantri.caobang', 'line.set', line);
    expect(await record.run('quantri.caobang', 'line.set', line)).toEqual({ lineId, changed: false });
    const opposite = await stationOf('long-bang');
    const audiences = await audiencesOf(record.db as Sql, opposite.id, opposite.organisation_id);
    expect(audiences).toContain(audienceOf.line(lineId));
  });

  test('record the agreement they rest on', async () => {
    const agreement = {
      lineCode: 'tra-linh',
      reference: 'Biên bản hội đàm',
      signedOn: '2026-01-01',
      validUntil: '2026-06-30',
    };
    const { agreementId } = await record.run('quantri.caobang', 'agreement.set', agreement);
    expect(await record.run('quantri.caobang', 'agreement.set', agreement)).toEqual({
      agreementId,
      changed: false,
    });
    const { lines } = await record.ask('duty.longbang', 'line.list', {});
    expect(lines.find(({ code }) => code === 'tra-linh')?.agreement).toMatchObject({
      reference: 'Biên bản hội đàm',
      expired: true,
      note: null,
    });
    await expect(record.run('quantri.hagiang', 'agreement.set', agreement)).rejects.toThrow(
      refused('reference_unknown'),
    );
  });

  test('let each end set its own ladder and nobody else’s', async () => {
    const ladder = {
      steps: [{ level: 'station' as const, role: 'commander' as const, waitMs: 60_000 }],
      acceptWithinMs: null,
      followUpWithinMs: null,
    };
    const policy = { lineCode: 'tra-linh', endCode: 'long-bang', severity: 'Severe' as const, ladder };
    await expect(record.run('quantri.caobang', 'policy.set', policy)).rejects.toThrow(
      refused('reference_unknown'),
    );
    const { policyId } = await record.run('admin.cn', 'policy.set', policy);
    expect(await record.run('admin.cn', 'policy.set', policy)).toEqual({ policyId, changed: false });
    const { policies } = await record.ask('admin.cn', 'policy.list', {});
    expect(policies.find(({ id }) => id === policyId)?.ladder.steps).toEqual([
      { level: 'station', role: 'commander', waitMs: 60_000, repeats: 0, tellPeer: false },
    ]);
    const wrongEnd = { ...policy, endCode: 'tianpeng' };
    await expect(record.run('admin.cn', 'policy.set', wrongEnd)).rejects.toThrow(
      refused('reference_unknown'),
    );
  });
});
