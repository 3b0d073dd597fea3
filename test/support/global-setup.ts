// Starts one embedded Postgres for the whole run and makes the templates that the test files copy.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { reportMissingPrograms } from './programs.ts';
import { TEMPLATE_NAME, urlOfDatabase, WORLD_TEMPLATE_NAME } from './template-database.ts';
import { loadWorld, smallWorld } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
  }
}

const OLDEST_NODE = 24;

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Error(
      `The tests need Node ${OLDEST_NODE}, and this is ${process.versions.node}. Run them with "npm test", which brings its own.`,
    );
  }
  reportMissingPrograms();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const logger = createLogger(process.env.LOG_LEVEL ?? 'warn');
  const postgres = await startEmbeddedPostgres({ dataDir, logger, durable: false });
  const tearDown = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  try {
    await createTemplates(postgres.url);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('serverUrl', postgres.url);
  return tearDown;
}

async function createTemplates(serverUrl: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  const close = (name: string) =>
    client.query(`alter database ${name} with is_template true allow_connections false`);
  try {
    await client.query(`create database ${TEMPLATE_NAME}`);
    await migrate(urlOfDatabase(serverUrl, TEMPLATE_NAME), { withQueue: true });
    await close(TEMPLATE_NAME);
    // Hashing a password costs 50 ms by design: two dozen accounts are made once a run, not once a file.
    await client.query(`create database ${WORLD_TEMPLATE_NAME} template ${TEMPLATE_NAME} strategy file_copy`);
    await loadWorld(urlOfDatabase(serverUrl, WORLD_TEMPLATE_NAME), smallWorld);
    await close(WORLD_TEMPLATE_NAME);
  } finally {
    await client.end();
  }
}
