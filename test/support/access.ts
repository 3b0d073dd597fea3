// A record with two organisations of one station each, and the access to it: every test makes officers of its own.
import { type Access, createAccess } from '../../server/access/access.ts';
import { createLimits, type LimitSettings, noLimits } from '../../server/access/limits.ts';
import type { Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import type { Role } from '../../shared/nouns/officer.ts';
import type { SessionTokens } from '../../shared/nouns/session.ts';
import { stopClock, type TestClock, takeClock } from './clock.ts';
import { openTestRecord, type TestRecord } from './record.ts';

export const goodPassword = 'a long enough password';

export interface TestAccess {
  record: TestRecord;
  db: Database;
  clock: TestClock;
  access: Access;
  /** Another node on the same record. */
  newNode(limits?: Partial<LimitSettings>): Access;
  /** A new officer with {@link goodPassword} at the home station, or at the one opposite. */
  newOfficer(station?: 'home' | 'opposite', role?: Role): Promise<{ officerId: string; username: string }>;
  /** An address that nobody has used before. */
  newAddress(): string;
  signIn(username: string, password?: string, address?: string): Promise<SessionTokens>;
  /** How often `onSessionsEnded` was called. */
  endings(): number;
}

export async function openTestAccess(): Promise<TestAccess> {
  const record = await openTestRecord();
  const { db } = record;
  const clock = await takeClock(db);
  // Else a slow machine takes seconds off every term that a test lets pass but for a few of them.
  await stopClock(db);
  let endings = 0;
  let made = 0;
  const newNode = (limits: Partial<LimitSettings> = {}) =>
    createAccess({
      db,
      limits: createLimits({ ...noLimits, ...limits }),
      logger: createLogger('silent'),
      onSessionsEnded: () => {
        endings += 1;
      },
    });
  const access = newNode();

  for (const [code, kind] of [
    ['home', 'domestic'],
    ['opposite', 'counterpart'],
  ] as const) {
    const common = { code, name: { en: code } };
    await record.asSystem('organisation.set', {
      ...common,
      kind,
      country: 'VN',
      language: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    await record.asSystem('station.set', {
      ...common,
      organisationCode: code,
      parentCode: null,
      kind: 'post',
    });
  }

  const newAddress = () => {
    made += 1;
    return `198.51.${Math.floor(made / 250)}.${made % 250}`;
  };

  return {
    record,
    db,
    clock,
    access,
    newNode,
    newAddress,
    async newOfficer(stationCode = 'home', role = 'duty_officer') {
      made += 1;
      const username = `officer.${made}`;
      const fields = { username, stationCode, role, name: username, language: 'vi' } as const;
      const { officerId } = await record.asSystem('officer.set', { ...fields, password: goodPassword });
      return { officerId, username };
    },
    signIn: (username, password = goodPassword, address = newAddress()) =>
      access.procedures['session.open']({ username, password, device: 'a test' }, { address, caller: null }),
    endings: () => endings,
  };
}
