// The one-time set-up code as a row, and whether anybody has an account.
import { sql } from 'kysely';
import type { Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';

export async function anybodyHasAnAccount(db: Sql | Database): Promise<boolean> {
  return (await db.selectFrom('officers').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Keeps the digest of a new code; the one before is worth nothing from now on. */
export async function replaceCode(trx: Sql, digest: string): Promise<void> {
  await sql`insert into set_up_codes (code_hash) values (${digest})
    on conflict (only_row) do update set code_hash = excluded.code_hash`.execute(trx);
}

/** The digest of the code in force, locked: of two who use it at once the second finds it gone. */
export async function lockCode(trx: Sql): Promise<string | undefined> {
  const row = await trx.selectFrom('set_up_codes').select('code_hash').forUpdate().executeTakeFirst();
  return row?.code_hash;
}

export async function consumeCode(trx: Sql): Promise<void> {
  await trx.deleteFrom('set_up_codes').execute();
}
