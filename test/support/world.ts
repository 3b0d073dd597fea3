// The small world of the stories: two sides across the border, and a group of three domestic neighbours.

import { readActor } from '../../server/access/actor.ts';
import { commands } from '../../server/commands.ts';
import { applyWorld } from '../../server/demo/apply-world.ts';
import { type JournalDeps, runAsSystem } from '../../server/journal/commit.ts';
import { type CommandName, contracts } from '../../shared/commands.ts';
import { type World, worldFile } from '../../shared/world.ts';
import { openPatientDatabase } from './patient-database.ts';

export const password = 'a-password-for-tests';

const officer = (username: string, stationCode: string, role: string, language = 'vi') => ({
  username,
  stationCode,
  role,
  name: username,
  language,
  password,
});

const staff = (post: string, station: string, language: string) => [
  officer(`duty.${post}`, station, 'duty_officer', language),
  officer(`relief.${post}`, station, 'duty_officer', language),
  officer(`commander.${post}`, station, 'commander', language),
  officer(`liaison.${post}`, station, 'liaison', language),
  officer(`observer.${post}`, station, 'observer', language),
];

const step = (level: string, role: string, waitMs: number, more: object = {}) => ({
  level,
  role,
  waitMs,
  ...more,
});
const minute = 60_000;

/** Duty officer twice, commander, province (which tells its peer), national: 2 + 2 + 3 + 5 + 10 minutes. */
export const ladder = {
  steps: [
    step('station', 'duty_officer', 2 * minute, { repeats: 1 }),
    step('station', 'commander', 3 * minute),
    step('province', 'commander', 5 * minute, { tellPeer: true }),
    step('national', 'commander', 10 * minute),
  ],
  acceptWithinMs: 5 * minute,
  followUpWithinMs: 30 * minute,
};

/** `north` and `south` face each other on the line `river`; `east`, `north` and `west` are neighbours on `ridge`. */
export const smallWorld = worldFile.parse({
  organisations: [
    {
      code: 'home',
      name: { en: 'Home' },
      kind: 'domestic',
      country: 'VN',
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    },
    {
      code: 'away',
      name: { en: 'Away' },
      kind: 'counterpart',
      country: 'KH',
      language: 'km',
      timeZone: 'Asia/Phnom_Penh',
    },
  ],
  stations: [
    {
      code: 'home-command',
      organisationCode: 'home',
      parentCode: null,
      kind: 'national_command',
      name: { en: 'Home command' },
    },
    ...['north', 'east', 'west'].flatMap((post) => [
      {
        code: `${post}-province`,
        organisationCode: 'home',
        parentCode: 'home-command',
        kind: 'provincial_command',
        name: { en: `${post} province` },
      },
      {
        code: post,
        organisationCode: 'home',
        parentCode: `${post}-province`,
        kind: 'post',
        name: { en: post },
      },
    ]),
    {
      code: 'away-command',
      organisationCode: 'away',
      parentCode: null,
      kind: 'national_command',
      name: { en: 'Away command' },
    },
    {
      code: 'south-province',
      organisationCode: 'away',
      parentCode: 'away-command',
      kind: 'provincial_command',
      name: { en: 'South province' },
    },
    {
      code: 'south',
      organisationCode: 'away',
      parentCode: 'south-province',
      kind: 'post',
      name: { en: 'South' },
    },
  ],
  officers: [
    ...staff('north', 'north', 'vi'),
    ...staff('south', 'south', 'km'),
    officer('duty.east', 'east', 'duty_officer'),
    officer('duty.west', 'west', 'duty_officer'),
    officer('commander.north-province', 'north-province', 'commander'),
    officer('commander.south-province', 'south-province', 'commander', 'km'),
    officer('commander.home', 'home-command', 'commander'),
    officer('commander.away', 'away-command', 'commander', 'km'),
    officer('admin.home', 'home-command', 'admin'),
    officer('admin.away', 'away-command', 'admin', 'km'),
  ],
  lines: [
    { code: 'river', kind: 'cross_border', name: { en: 'River' }, endCodes: ['north', 'south'] },
    { code: 'ridge', kind: 'adjacent', name: { en: 'Ridge' }, endCodes: ['north', 'east', 'west'] },
  ],
  agreements: [{ lineCode: 'river', reference: 'Regulation 1', signedOn: '2026-01-01', validUntil: null }],
  policies: [
    { lineCode: 'river', endCode: 'north', severity: null, ladder },
    { lineCode: 'river', endCode: 'south', severity: null, ladder },
    ...['north', 'east', 'west'].map((endCode) => ({ lineCode: 'ridge', endCode, severity: null, ladder })),
  ],
});

/** Loads a world into a migrated, empty database, as the server itself would. */
export async function loadWorld(databaseUrl: string, world: World): Promise<void> {
  const { db, close } = openPatientDatabase(databaseUrl, 'test world');
  const journal: JournalDeps = {
    db,
    readActor,
    after: { publish: () => undefined, effects: () => undefined },
  };
  const byName = new Map(commands.map((command) => [command.name, command]));
  const run = (name: CommandName, input: unknown) => {
    const command = byName.get(name);
    if (!command) throw new Error(`there is no command ${name}`);
    return runAsSystem(journal, command, contracts[name].input.parse(input));
  };
  await applyWorld(run, world).finally(close);
}
