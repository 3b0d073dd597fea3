// Starts one embedded Postgres for the whole run and migrates the template that every test file copies.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { reportMissingPrograms } from './programs.ts';
import { TEMPLATE_NAME, urlOfDatabase } from './template-database.ts';

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
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await createTemplate(postgres.url);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('serverUrl', postgres.url);
  return tearDown;
}

async function createTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE_NAME}`);
    await migrate(urlOfDatabase(serverUrl, TEMPLATE_NAME), { withQueue: true });
    await client.query(`alter database ${TEMPLATE_NAME} with is_template true allow_connections false`);
  } finally {
    await client.end();
  }
}
