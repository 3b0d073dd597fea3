// Work inside a transaction that takes its time elsewhere than in the database.
import { sql } from 'kysely';
import type { Sql } from './command.ts';

/**
 * Lets the transaction idle for so many seconds while `work` runs, instead of the moment that every transaction may. Lock
 * nothing before it that others wait for.
 */
export async function whileIdle<T>(trx: Sql, seconds: number, work: () => Promise<T>): Promise<T> {
  await sql`set local idle_in_transaction_session_timeout = ${sql.lit(`${seconds}s`)}`.execute(trx);
  const result = await work();
  await sql`set local idle_in_transaction_session_timeout to default`.execute(trx);
  return result;
}
