// How the record is opened, limited and checked, and what migrations leave.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type OpenDatabase, openClient, openDatabase } from '../../server/platform/database.ts';
import { assertServer } from '../../server/platform/database-check.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { createTestDatabase, type TestDatabase, urlOfDatabase } from '../support/template-database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let open: OpenDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase(database.url, { applicationName: 'parley test', max: 2 });
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

async function onServer<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client(url);
  await client.connect();
  return work(client).finally(() => client.end());
}

describe('A connection to the record', () => {
  it('reads counts as numbers, and instants and dates as text', async () => {
    const { rows } = await open.pool.query(
      `select count(*) as count, array[1::int8, null] as list, '2026-11-21 08:02:03.004+07'::timestamptz as at,
              '2026-11-21'::date as day`,
    );
    expect(rows).toEqual([{ count: 1, list: [1, null], at: '2026-11-21T01:02:03.004Z', day: '2026-11-21' }]);
  });

  it('refuses a count that a number cannot hold instead of rounding it', async () => {
    await expect(open.pool.query('select 9007199254740993::int8 as count')).rejects.toThrow(
      'too great for a number',
    );
  });

  it('has explicit limits, whether pooled or single', async () => {
    const limits = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`;
    const expected = { statement: '10s', lock: '5s', idle: '2s' };
    expect((await open.pool.query(limits)).rows).toEqual([{ ...expected, name: 'parley test' }]);
    const client = await openClient(database.url, 'parley single');
    expect((await client.query(limits)).rows).toEqual([{ ...expected, name: 'parley single' }]);
    await client.end();
  });

  it('frees the locks of a transaction whose node fell silent', async () => {
    await open.pool.query('create table held (id int); insert into held values (1)');
    const silent = await openClient(database.url, 'parley silent');
    // In one go: between two of them a busy machine may be as silent as that.
    await silent.query('begin; select * from held for update');
    // Without limits of its own it waits for as long as that takes.
    const { rows } = await onServer(database.url, (client) => client.query('select id from held for update'));
    expect(rows).toEqual([{ id: 1 }]);
    await silent.end();
  });

  it('comes back by itself after it was cut', async () => {
    await sql`select 1`.execute(open.db);
    await onServer(database.url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley test'`,
      ),
    );
    const { rows } = await until(() => sql`select 1 as one`.execute(open.db), { what: 'a new connection' });
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('can be closed without ever having been used', async () => {
    const unused = openDatabase(database.url, { applicationName: 'parley unused' });
    await unused.close();
    expect(unused.pool.ended).toBe(true);
  });
});

describe('The check of the server', () => {
  it('accepts the packaged Postgres once losing data is allowed', async () => {
    await expect(assertServer(open.pool, { mayLoseData: true })).resolves.toBeUndefined();
  });

  it('refuses a server that does not write commits to disk, naming each setting', async () => {
    await expect(assertServer(open.pool)).rejects.toThrow(
      /The setting fsync is off.*\n.*full_page_writes is off.*\n.*synchronous_commit is off/,
    );
  });

  it('refuses a database whose letters are bytes', async () => {
    const serverUrl = inject('serverUrl');
    const name = `${database.name}_bytes`;
    await onServer(serverUrl, (client) =>
      client.query(
        `create database ${name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`,
      ),
    );
    const bytes = openDatabase(urlOfDatabase(serverUrl, name), { applicationName: 'parley bytes' });
    await expect(assertServer(bytes.pool, { mayLoseData: true })).rejects.toThrow(
      /The database is encoded in SQL_ASCII.*\n.*knows no Khmer letters/,
    );
    await bytes.close();
    await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
  });
});

describe('The migrations', () => {
  it('run once when several nodes start together', async () => {
    const serverUrl = inject('serverUrl');
    const name = `${database.name}_fresh`;
    await onServer(serverUrl, (client) => client.query(`create database ${name}`));
    const url = urlOfDatabase(serverUrl, name);
    const runs = await Promise.all([1, 2, 3].map(() => migrate(url, { withQueue: true })));
    expect(runs.filter((run) => run.length > 0)).toHaveLength(1);
    expect(await migrate(url, { withQueue: true })).toEqual([]);
    await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
  });

  it('refuse a record that a newer Parley has changed', async () => {
    await open.pool.query(`insert into kysely_migration values ('9999-future', now()::text)`);
    await expect(migrate(database.url, { withQueue: false })).rejects.toThrow('changed by a newer Parley');
    await open.pool.query(`delete from kysely_migration where name = '9999-future'`);
  });
});
