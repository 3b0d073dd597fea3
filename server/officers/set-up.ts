// The first set-up: on an empty record, whoever has the one-time code makes the first organisation, station and admin.
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { CommandName, OutputOf, ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { Procedures } from '../access/access.ts';
import { appendEntries } from '../journal/append.ts';
import { databaseNow } from '../journal/commit.ts';
import { openUnit } from '../journal/unit.ts';
import { type Sql, theSystem } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import { stationCommands } from '../stations/commands.ts';
import { officerCommands } from './commands.ts';
import { anybodyHasAnAccount, consumeCode, lockCode, replaceCode } from './set-up-store.ts';

export interface SetUp {
  /** A new code to print, in place of any before; null when somebody has an account already. */
  newCode(): Promise<string | null>;
  procedures: Procedures<'setup.status' | 'setup.create_admin'>;
}

/** Crockford's letters: none that is read for another. Sixteen of them hold 80 bits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;

function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** As a person may type it: in small letters, without dashes, O for 0 and I or L for 1. */
function digestOfCode(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest('base64url');
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Runs commands as the system, one after the other in one transaction; on the empty record nobody listens yet. */
async function commandsOf(trx: Sql) {
  const { unit, place } = openUnit(trx, await databaseNow(trx));
  const commands = [...stationCommands, ...officerCommands];
  return async <N extends CommandName>(name: N, input: ParsedInputOf<N>): Promise<OutputOf<N>> => {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new Error(`there is no command ${name}`);
    const placeAll = (drafts: Parameters<typeof place>[0]) => place(drafts, theSystem);
    const { entries, result } = await command.perform(unit, placeAll, input, theSystem);
    await appendEntries(trx, entries);
    return result as OutputOf<N>;
  };
}

export function createSetUp(db: Database): SetUp {
  return {
    newCode: () =>
      db.transaction().execute(async (trx) => {
        if (await anybodyHasAnAccount(trx)) return null;
        const code = makeCode();
        await replaceCode(trx, digestOfCode(code));
        return code;
      }),

    procedures: {
      'setup.status': async () => ({ needed: !(await anybodyHasAnAccount(db)) }),

      'setup.create_admin': ({ code, organisation, station, admin }) =>
        db.transaction().execute(async (trx) => {
          const digest = await lockCode(trx);
          if (await anybodyHasAnAccount(trx)) return refuse('already_set_up');
          if (!digest || !isSame(digest, digestOfCode(code)))
            return refuse('set_up_code_wrong', { field: 'code' });
          const run = await commandsOf(trx);
          await run('organisation.set', organisation);
          await run('station.set', {
            ...station,
            organisationCode: organisation.code,
            parentCode: null,
            kind: 'national_command',
            showsWatchOfficer: false,
          });
          const { officerId } = await run('officer.set', {
            ...admin,
            stationCode: station.code,
            role: 'admin',
          });
          await consumeCode(trx);
          return { officerId };
        }),
    },
  };
}
