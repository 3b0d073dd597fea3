// Passwords of accounts, hashed inside the transaction that has judged who may set them.
import { sql } from 'kysely';
import { hashPassword } from '../access/passwords.ts';
import type { Sql } from '../platform/command.ts';

/** More than the longest line of passwords takes on a slow machine. */
const withinSeconds = 60;

/**
 * The PHC string to store. A transaction may idle for a moment only; on a slow machine, or while many sign in, a password
 * waits its turn for longer. Nothing but the account may be locked yet. Refuses with `busy` when too many wait.
 */
export async function hashInTurn(trx: Sql, password: string): Promise<string> {
  await sql`set local idle_in_transaction_session_timeout = ${sql.lit(`${withinSeconds}s`)}`.execute(trx);
  const passwordHash = await hashPassword(password);
  await sql`set local idle_in_transaction_session_timeout to default`.execute(trx);
  return passwordHash;
}
