// Gives each test file a database of its own, copied from the migrated template.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { until } from './until.ts';

/** The migrated database that all others are copied from. */
export const TEMPLATE_NAME = 'parley_template';
/** The same with the small world of the stories in it. */
export const WORLD_TEMPLATE_NAME = 'parley_world_template';

/** A database of one's own. `drop` removes it, and fails the test when somebody still holds a connection. */
export interface TestDatabase {
  url: string;
  name: string;
  drop(): Promise<void>;
}

/** Copies a template. The caller closes all that it opened and then calls `drop`, as a rule in afterAll. */
export async function createTestDatabase(template = TEMPLATE_NAME): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, (client) =>
    // Copying files is five times faster than logging every page, and the template never changes.
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  return { url: urlOfDatabase(serverUrl, name), name, drop: () => drop(serverUrl, name) };
}

/** The address of another database on the same server. */
export function urlOfDatabase(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

async function drop(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    let holders: string[] = [];
    const isFree = async () => {
      const { rows } = await client.query<{ holder: string }>(
        `select application_name || ' (' || coalesce(left(query, 80), '') || ')' as holder
         from pg_stat_activity where datname = $1`,
        [name],
      );
      holders = rows.map((row) => row.holder);
      return holders.length === 0;
    };
    // The server notices a closed connection a moment after the client has closed it.
    const isClosed = await until(isFree, { deadlineMs: 30_000 }).then(
      () => true,
      () => false,
    );
    await client.query(`drop database ${name} with (force)`);
    if (!isClosed)
      throw new Error(`These connections to the test database were never closed: ${holders.join('; ')}`);
  });
}

async function onServer(serverUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await work(client).finally(() => client.end());
}
