// Failed sign-ins as rows, by subject: `account:<user name>` whether it exists or not, and `address:<block>`.
import { sql } from 'kysely';
import { day, type Instant, plusMs } from '../../shared/time.ts';
import { databaseNow } from '../journal/commit.ts';
import type { Sql } from '../platform/command.ts';
import { addressBlock } from './limits.ts';
import { accountRule, addressRule, countFailure, type Failures, waitMs } from './lock-out.ts';

const subjectOfAccount = (username: string) => `account:${username}`;
const subjectOfAddress = (address: string) => `address:${addressBlock(address)}`;

type FailuresRow = Failures & { subject: string };

/** How long this account, or this address, must still wait; 0 when it may try. */
export async function lockedForMs(trx: Sql, username: string, address: string): Promise<number> {
  const { rows } = await sql<FailuresRow & { now: Instant }>`
    select subject, failures, last_at as "lastAt", locked_until as "lockedUntil", parley_now() as now
    from sign_in_failures where subject in (${subjectOfAccount(username)}, ${subjectOfAddress(address)})`.execute(
    trx,
  );
  return Math.max(0, ...rows.map((row) => waitMs(row, row.now)));
}

/** Counts one failure against both. The account comes first everywhere: the order of the locks. */
export async function countFailures(trx: Sql, username: string, address: string): Promise<void> {
  for (const [subject, rule] of [
    [subjectOfAccount(username), accountRule],
    [subjectOfAddress(address), addressRule],
  ] as const) {
    const { rows } = await sql<FailuresRow>`
      insert into sign_in_failures (subject, failures, last_at) values (${subject}, 0, parley_now())
      on conflict (subject) do update set subject = excluded.subject
      returning subject, failures, last_at as "lastAt", locked_until as "lockedUntil"`.execute(trx);
    const after = countFailure(rows[0], rule, await databaseNow(trx));
    await trx
      .updateTable('sign_in_failures')
      .set({ failures: after.failures, last_at: after.lastAt, locked_until: after.lockedUntil })
      .where('subject', '=', subject)
      .execute();
  }
}

/** A success, or a new password from an admin, forgives the account. */
export async function forgiveAccount(trx: Sql, username: string): Promise<void> {
  await trx.deleteFrom('sign_in_failures').where('subject', '=', subjectOfAccount(username)).execute();
}

/**
 * Takes one failure off the address, no more: else whoever has one account of his own could guess at the others for
 * ever by signing in between.
 */
export async function forgiveAddressOnce(trx: Sql, address: string): Promise<void> {
  await trx
    .updateTable('sign_in_failures')
    .set((eb) => ({ failures: eb('failures', '-', 1) }))
    .where('subject', '=', subjectOfAddress(address))
    .where('failures', '>', 0)
    .execute();
}

/** Guesses at names that nobody has leave rows too; old ones go. */
export async function forgetOldFailures(trx: Sql, now: Instant): Promise<void> {
  await sql`
    delete from sign_in_failures where subject in (
      select subject from sign_in_failures where last_at < ${plusMs(now, -2 * day)} for update skip locked
    )`.execute(trx);
}
