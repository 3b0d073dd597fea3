// A connection that was lost while a query had it raised an error that nobody heard, and ended the whole process.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../server/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/template-database.ts';

let database: TestDatabase;
let opened: OpenDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase(database.url, { applicationName: 'lost connection', max: 1 });
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

it('A connection lost in the middle of a transaction fails that transaction and nothing else', async () => {
  const unheard: unknown[] = [];
  const listen = (error: unknown) => unheard.push(error);
  process.on('uncaughtException', listen);
  try {
    await opened.pool.connect().then(async (client) => {
      client.emit('error', new Error('write EPIPE'));
      client.release(true);
    });
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(opened.db);
    expect(rows).toEqual([{ one: 1 }]);
    expect(unheard).toEqual([]);
  } finally {
    process.off('uncaughtException', listen);
  }
});
