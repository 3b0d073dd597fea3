// Postgres ended a connection on which a command was under way: the pool hears only of idle ones, so the error reached
// nobody and took the whole server down.
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../server/platform/database.ts';

describe('A connection to the record that is lost in the middle of a transaction', () => {
  it('fails that transaction and nothing else', async () => {
    const { db, close } = openDatabase(inject('serverUrl'), { applicationName: 'test', max: 2 });
    const uncaught: unknown[] = [];
    const hear = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', hear);
    const losing = db
      .transaction()
      .execute((trx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx));
    await expect(losing).rejects.toThrow(/terminat/i);
    await expect(sql`select 1`.execute(db)).resolves.toMatchObject({ rows: [expect.anything()] });
    await close();
    process.off('uncaughtException', hear);
    expect(uncaught).toEqual([]);
  });
});
