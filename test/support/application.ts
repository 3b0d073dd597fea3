// The whole application in the test's process: real Postgres, real sockets, a clock that the test moves.
import { pino } from 'pino';
import type { LimitSettings } from '../../server/access/limits.ts';
import { noLimits } from '../../server/access/limits.ts';
import { type Application, createApplication } from '../../server/app.ts';
import { openDatabase } from '../../server/platform/database.ts';
import type { World } from '../../shared/world.ts';
import { takeClock } from './clock.ts';
import { signIn, type TestOfficer } from './officer.ts';
import { createTestDatabase, TEMPLATE_NAME, WORLD_TEMPLATE_NAME } from './template-database.ts';
import { until } from './until.ts';
import { loadWorld } from './world.ts';

export interface NodeOptions {
  redisUrl?: string | null;
  limits?: Partial<LimitSettings>;
}

/** One running node. */
export interface TestNode {
  url: string;
  application: Application;
  isStopped(): boolean;
  /** An officer of the small world, signed in and connected to this node. */
  officer(username: string): Promise<TestOfficer>;
  /** Drains and closes; officers who are still connected are closed first. */
  stop(): Promise<void>;
}

/** A record of one's own with as many nodes on it as the test starts. */
export interface TestRecord {
  databaseUrl: string;
  node(options?: NodeOptions): Promise<TestNode>;
  /** Moves the database clock and fires what is due on every running node. */
  advance(ms: number): Promise<void>;
  /** Moves the database clock and leaves it to the nodes to notice by themselves. */
  letPass(ms: number): Promise<void>;
  /** Stops every node and drops the database; fails when a connection was left open. */
  close(): Promise<void>;
}

async function startNode(
  databaseUrl: string,
  { redisUrl = null, limits = noLimits }: NodeOptions,
): Promise<TestNode> {
  const application = await createApplication({
    config: {
      host: '127.0.0.1',
      port: 0,
      dataDir: '',
      publicUrl: 'http://127.0.0.1',
      databaseUrl,
      redisUrl,
      logLevel: 'warn',
    },
    logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    databaseUrl,
    limits,
    // The officers of tests sit without sound while the clock is moved: whoever asks for their record looks himself.
    soundEveryMs: 24 * 60 * 60_000,
  });
  const { port } = await application.listen();
  const url = `http://127.0.0.1:${port}`;
  const officers: TestOfficer[] = [];
  let stopped: Promise<void> | null = null;
  return {
    url,
    application,
    isStopped: () => stopped !== null,
    async officer(username) {
      const one = await signIn(url, username);
      officers.push(one);
      return one;
    },
    stop() {
      stopped ??= (async () => {
        for (const one of officers) one.close();
        await application.drain();
      })();
      return stopped;
    },
  };
}

/** Opens a fresh record with the small world, or another one, and a movable clock. No node runs on it yet. */
export async function openRecord(world?: World): Promise<TestRecord> {
  const database = await createTestDatabase(world ? TEMPLATE_NAME : WORLD_TEMPLATE_NAME);
  if (world) await loadWorld(database.url, world);
  const clockDatabase = openDatabase(database.url, { applicationName: 'test clock', max: 1 });
  const clock = await takeClock(clockDatabase.db);
  const nodes: TestNode[] = [];
  return {
    databaseUrl: database.url,
    async node(options = {}) {
      const node = await startNode(database.url, options);
      nodes.push(node);
      return node;
    },
    letPass: (ms) => clock.advance(ms),
    async advance(ms) {
      await clock.advance(ms);
      const running = nodes.filter((node) => !node.isStopped());
      const sweeps = () => Promise.all(running.map(({ application }) => application.sweep()));
      await until(async () => (await sweeps()).every(Boolean), { what: 'every node has swept' });
    },
    async close() {
      for (const node of nodes) await node.stop();
      await clockDatabase.close();
      await database.drop();
    },
  };
}
