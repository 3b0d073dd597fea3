// Brings the database to the shape that this release expects: Parley's tables, and the queue's when it needs them.
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { HeardClient } from './database.ts';
import { migrations } from './migrations/all.ts';
import { migrateQueue } from './queue.ts';

/** `withQueue`: the queue keeps its jobs in this database too, because no Redis is configured. */
export interface MigrateOptions {
  withQueue: boolean;
}

// A migration may take long, but must not stand in line for a table for long: everyone behind it would wait too.
const LIMITS = {
  statement_timeout: 15 * 60_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  connectionTimeoutMillis: 10_000,
} as const;

/**
 * Runs what has not been run yet, forward only. Several nodes may start at once: an advisory lock lets one work
 * and the others find it done. Answers the names that were run; throws in words when one fails.
 */
export async function migrate(url: string, { withQueue }: MigrateOptions): Promise<string[]> {
  const pool = new pg.Pool({
    ...LIMITS,
    Client: HeardClient,
    connectionString: url,
    application_name: 'parley migrate',
    max: 1,
  });
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) throw inWords(error, results.find((result) => result.status === 'Error')?.migrationName);
    if (withQueue) await migrateQueue(pool);
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

function inWords(error: unknown, name: string | undefined): Error {
  const words = error instanceof Error ? error.message : String(error);
  if (words.includes('is missing')) {
    return new Error(
      `The database was changed by a newer Parley than this one. Start the newer one. (${words})`,
      {
        cause: error,
      },
    );
  }
  return new Error(`The database could not be brought up to date${name ? ` at ${name}` : ''}: ${words}`, {
    cause: error,
  });
}
