/** The world file and the demo world: what is taken, in which order it is applied, and that the demo world is whole. */
import { describe, expect, test } from 'vitest';
import { demoPassword, readDemoWorld } from '../../server/demo/world.ts';
import { contracts } from '../../shared/commands.ts';
import { password } from '../../shared/nouns/officer.ts';
import { levelOfKind } from '../../shared/nouns/station.ts';
import { worldCommands, worldFile } from '../../shared/world.ts';

const station = (code: string, parentCode: string | null) => ({
  code,
  organisationCode: 'ours',
  parentCode,
  kind: 'post',
  name: { en: code },
});
const policy = (waitMs: unknown) => ({
  lineCode: 'river',
  endCode: 'bank',
  severity: null,
  ladder: {
    steps: [{ level: 'station', role: 'duty_officer', waitMs }],
    acceptWithinMs: '10m',
    followUpWithinMs: null,
  },
});
const stationOrder = (stations: unknown[]) =>
  worldCommands(worldFile.parse({ stations })).map(({ input }) => 'code' in input && input.code);

describe('a world file', () => {
  test('may leave out the lists that it does not need', () => {
    expect(worldCommands(worldFile.parse({}))).toEqual([]);
  });

  test('writes durations in words', () => {
    const waits = ['90s', '2m', '1h', '1d', 5_000].map((waitMs) => {
      const { policies } = worldFile.parse({ policies: [policy(waitMs)] });
      return policies[0]?.ladder.steps[0]?.waitMs;
    });
    expect(waits).toEqual([90_000, 120_000, 3_600_000, 86_400_000, 5_000]);
    expect(worldFile.parse({ policies: [policy('90s')] }).policies[0]?.ladder).toMatchObject({
      acceptWithinMs: 600_000,
      followUpWithinMs: null,
    });
  });

  test.each(['2 minutes', '-1m', '0s', '8d', '1.5m', '', 500, null])('refuses %j as a duration', (waitMs) => {
    expect(worldFile.safeParse({ policies: [policy(waitMs)] }).success).toBe(false);
  });

  test('refuses a word that it does not know, and the same thing twice', () => {
    expect(worldFile.safeParse({ posts: [] }).success).toBe(false);
    expect(worldFile.safeParse({ stations: [{ ...station('hill', null), rank: 1 }] }).success).toBe(false);
    expect(worldFile.safeParse({ stations: [station('hill', null), station('hill', null)] }).success).toBe(
      false,
    );
  });

  test('sets up the stations above before those below, whatever their order in the file', () => {
    const order = stationOrder([
      station('post', 'province'),
      station('province', 'top'),
      station('top', null),
    ]);
    expect(order).toEqual(['top', 'province', 'post']);
  });

  test('makes the admins of a side last, who from then on alone may change it', () => {
    const officer = (username: string, role: string) => ({
      username,
      role,
      stationCode: 'post',
      name: username,
      language: 'vi',
    });
    const world = worldFile.parse({
      officers: [officer('admin.bank', 'admin'), officer('duty.bank', 'duty_officer')],
      policies: [policy('2m')],
    });
    const applied = worldCommands(world).map(({ name, input }) =>
      'username' in input ? input.username : name,
    );
    expect(applied).toEqual(['duty.bank', 'policy.set', 'admin.bank']);
  });

  test('leaves a station that stands below itself, or below an unlisted one, for the server to judge', () => {
    expect(stationOrder([station('egg', 'hen'), station('hen', 'egg')])).toHaveLength(2);
    expect(stationOrder([station('post', 'elsewhere')])).toEqual(['post']);
  });
});

describe('the demo world', async () => {
  const world = await readDemoWorld();
  const stations = new Map(world.stations.map((one) => [one.code, one]));
  const chainOf = (code: string): string[] => {
    const parent = stations.get(code)?.parentCode;
    return parent ? [code, ...chainOf(parent)] : [code];
  };

  test('is made of commands that the contract takes', () => {
    const commands = worldCommands(world);
    expect(commands.filter(({ name, input }) => !contracts[name].input.safeParse(input).success)).toEqual([]);
  });

  test('names nothing before it is set up', () => {
    const known = { organisation: new Set(), station: new Set(), line: new Set() };
    for (const { name, input } of worldCommands(world)) {
      if (name === 'organisation.set') known.organisation.add(input.code);
      if (name === 'station.set') {
        expect(known.organisation).toContain(input.organisationCode);
        if (input.parentCode !== null) expect(known.station).toContain(input.parentCode);
        known.station.add(input.code);
      }
      if (name === 'officer.set') expect(known.station).toContain(input.stationCode);
      if (name === 'line.set') {
        for (const end of input.endCodes) expect(known.station).toContain(end);
        known.line.add(input.code);
      }
      if (name === 'agreement.set' || name === 'policy.set') expect(known.line).toContain(input.lineCode);
    }
  });

  test('gives every line end a chain of command up to the nation, with an officer on each level', () => {
    for (const line of world.lines) {
      for (const end of line.endCodes) {
        const chain = chainOf(end).map((code) => stations.get(code));
        expect(chain.map((one) => one && levelOfKind[one.kind])).toEqual(['station', 'province', 'national']);
        for (const one of chain) {
          const roles = world.officers.filter(({ stationCode }) => stationCode === one?.code);
          expect(roles.map(({ role }) => role)).toEqual(
            expect.arrayContaining(['duty_officer', 'commander']),
          );
        }
      }
    }
  });

  test('sets policies only for ends of the line they name', () => {
    for (const { lineCode, endCode } of world.policies) {
      expect(world.lines.find(({ code }) => code === lineCode)?.endCodes).toContain(endCode);
    }
  });

  test('has an agreement for every line, a line of four neighbours, and one officer per role and station', () => {
    expect(world.agreements.map(({ lineCode }) => lineCode).sort()).toEqual(
      world.lines.map(({ code }) => code).sort(),
    );
    expect(world.lines.filter(({ endCodes }) => endCodes.length === 4)).toHaveLength(1);
    const duties = world.officers.map(({ stationCode, role }) => `${stationCode} ${role}`);
    expect(new Set(duties).size).toBe(duties.length);
  });

  test('climbs the whole ladder within two minutes on the line of the tour', () => {
    const tour = world.policies.filter(({ lineCode }) => lineCode === 'tra-linh');
    expect(tour).toHaveLength(2);
    for (const { ladder } of tour) {
      const wholeMs = ladder.steps.reduce((sum, { waitMs, repeats }) => sum + waitMs * (repeats + 1), 0);
      expect(wholeMs).toBeLessThanOrEqual(120_000);
    }
  });

  test('signs every account in with the one documented password', () => {
    expect(password.safeParse(demoPassword).success).toBe(true);
    expect(new Set(world.officers.map((officer) => officer.password))).toEqual(new Set([demoPassword]));
  });
});
