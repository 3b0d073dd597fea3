// The world of the bench: lines of two stations each, five officers a station, each with a session of his own.
import { createKeyRing } from '../server/access/key-store.ts';
import { insertSession } from '../server/access/session-store.ts';
import { signAccessToken } from '../server/access/tokens.ts';
import type { Application } from '../server/app.ts';
import { commands } from '../server/commands.ts';
import { databaseNow, runAsSystem } from '../server/journal/commit.ts';
import { contracts } from '../shared/commands.ts';
import { newId } from '../shared/ids.ts';
import { day, plusMs } from '../shared/time.ts';
import { worldCommands, worldFile } from '../shared/world.ts';

/** One signed-in officer and the channel of his line. */
export interface Seat {
  token: string;
  channelId: string;
  /** The last seq of that channel. */
  headSeq: number;
}

const roles = ['duty_officer', 'commander', 'liaison', 'duty_officer', 'duty_officer'] as const;
const sides = ['home', 'away'] as const;
const stationOf = (side: string, line: number) => `${side}-${line}`;

function benchWorld(lines: number) {
  const numbers = Array.from({ length: lines }, (_none, index) => index);
  const stations = numbers.flatMap((line) => sides.map((side) => ({ side, code: stationOf(side, line) })));
  return worldFile.parse({
    organisations: sides.map((code) => ({
      code,
      name: { en: code },
      kind: code === 'home' ? 'domestic' : 'counterpart',
      country: code === 'home' ? 'VN' : 'KH',
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    })),
    stations: stations.map(({ side, code }) => ({
      code,
      organisationCode: side,
      parentCode: null,
      kind: 'post',
      name: { en: code },
    })),
    officers: stations.flatMap(({ code }) =>
      roles.map((role, index) => ({
        username: `officer.${code}.${index}`,
        stationCode: code,
        role,
        name: `Officer ${index} of ${code}`,
        language: 'vi',
      })),
    ),
    lines: numbers.map((line) => ({
      code: `line-${line}`,
      kind: 'cross_border',
      name: { en: `Line ${line}` },
      endCodes: sides.map((side) => stationOf(side, line)),
    })),
  });
}

/** Sets the world up by its own commands. No officer has a password: hashing two hundred would take half a minute. */
export async function loadWorld({ journal }: Application, lines: number): Promise<void> {
  const byName = new Map(commands.map((command) => [command.name, command]));
  for (const { name, input } of worldCommands(benchWorld(lines))) {
    const command = byName.get(name);
    if (!command) throw new Error(`there is no command ${name}`);
    await runAsSystem(journal, command, contracts[name].input.parse(input));
  }
}

/** Opens sessions for every officer, line by line, past the password: the tokens are signed by the real key. */
export async function seatEverybody({ db }: Application, devices: number): Promise<Seat[]> {
  const officers = await db
    .selectFrom('officers as o')
    .innerJoin('stations as s', 's.id', 'o.station_id')
    .innerJoin('line_ends as e', 'e.station_id', 's.id')
    .innerJoin('lines as l', 'l.id', 'e.line_id')
    .innerJoin('channels as c', 'c.id', 'l.channel_id')
    .select(['o.id', 's.organisation_id as organisationId', 'c.id as channelId', 'c.last_seq as headSeq'])
    .orderBy('l.code')
    .orderBy('o.username')
    .execute();
  const keys = createKeyRing(db);
  return db.transaction().execute(async (trx) => {
    const now = await databaseNow(trx);
    const seats: Seat[] = [];
    const seated = officers.flatMap((officer) => Array<typeof officer>(devices).fill(officer));
    for (const { id: officerId, organisationId, ...channel } of seated) {
      const session = { id: newId(), officerId, device: 'bench', address: '127.0.0.1', refreshHash: 'none' };
      await insertSession(trx, { ...session, now, refreshExpiresAt: plusMs(now, day) });
      const key = await keys.signingKey(organisationId);
      seats.push({ token: signAccessToken(key, { officerId, sessionId: session.id }), ...channel });
    }
    return seats;
  });
}
