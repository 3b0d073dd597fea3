// The record of the bench: the embedded Postgres with fsync on, in a folder that is removed, a fresh database each time.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { createLogger } from '../server/platform/logger.ts';

export interface Record {
  /** The address of a new, empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

export async function startRecord(): Promise<Record> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, logger: createLogger('warn'), durable: true });
  let made = 0;
  return {
    async newDatabase() {
      made += 1;
      const name = `bench_${made}`;
      const client = new pg.Client(postgres.url);
      await client.connect();
      await client.query(`create database ${name}`).finally(() => client.end());
      return postgres.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
    },
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
