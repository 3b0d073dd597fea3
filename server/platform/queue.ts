// Wakes this node when an escalation falls due. The only file that touches BullMQ, whose jobs are never the truth.
import {
  Queue as BullQueue,
  createPostgresBackend,
  type PgPool,
  type Processor,
  runMigrations,
  Worker,
} from 'bullmq';
import pg from 'pg';
import type { Logger } from 'pino';
import { DATABASE_LIMITS, HeardClient, openClient } from './database.ts';
import { coalesce } from './queue/coalesce.ts';
import { keepBackend } from './queue/keeper.ts';
import { createWakeOutbox, type Wake } from './queue/wake-outbox.ts';
import { startWorking } from './queue/working.ts';
import { pingRedis, REDIS_COMMAND_LIMITS, REDIS_LIMITS } from './redis.ts';

/** Where the jobs live (Redis when given, else the database) and what to do when one falls due. */
export interface QueueSettings {
  redisUrl: string | null;
  databaseUrl: string;
  logger: Logger;
  /** Called when something is due: at most once at a time, and once more after if more fell due meanwhile. */
  onWake(): Promise<unknown>;
  heartbeatMs?: number;
}

/** Orders are taken without waiting and never throw: call them after the commit. A jobId holds no ':'. */
export interface Queue {
  wake(jobId: string, dueAt: Date): void;
  wakeMany(wakes: Wake[]): void;
  cancel(jobId: string): void;
  /** Resolves when what was ordered so far has been sent, or could not be. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const NAME = 'escalations';
const SCHEMA = 'bullmq';
/** Held by the one node that works on these tables. */
const MIGRATION_LOCK = 7_275_395_902;
// One listens, one takes a job, two give orders.
const CONNECTIONS = 4;
const HEARTBEAT_MS = 30_000;
const GRACE_SHARE = 3;

/** Opens the queue in the background: a server starts, and orders wait, also while the backend is away. */
export function createQueue(settings: QueueSettings): Queue {
  const { logger, onWake, heartbeatMs = HEARTBEAT_MS } = settings;
  const sweep = coalesce(onWake, (error) => logger.error({ err: error }, 'The work of a wake-up failed.'));
  const work: Processor = async (job) => {
    if (job.name === 'wake') sweep.run();
  };
  const keeper = keepBackend({
    open: () => openBackend(settings, work),
    onOpen: () => void outbox.flush(),
    logger,
    beatEveryMs: heartbeatMs,
    beatGraceMs: heartbeatMs / GRACE_SHARE,
  });
  const outbox = createWakeOutbox(() => keeper.current(), logger);
  return {
    wake: (jobId, dueAt) => outbox.wake([{ jobId, dueAt }]),
    wakeMany: outbox.wake,
    cancel: outbox.cancel,
    flush: outbox.flush,
    close: async () => {
      outbox.close();
      await keeper.close();
      await sweep.settled();
    },
  };
}

/** Creates or upgrades the queue's own tables, in a schema of their own. Safe to run on several nodes at once. */
export async function migrateQueue(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // One after the other, however long the first one takes: BullMQ's own lock waits no longer than a table's.
    await client.query(
      `begin; set local lock_timeout = 0; select pg_advisory_lock(${MIGRATION_LOCK}); commit`,
    );
    await runMigrations(client, SCHEMA);
    await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`);
  } finally {
    client.release();
  }
}

// Probed first: a queue that is built while Postgres is away remembers the failure for ever.
async function openBackend({ redisUrl, databaseUrl, logger }: QueueSettings, work: Processor) {
  const running = { concurrency: 1, autorun: false };
  if (redisUrl !== null) {
    await pingRedis(redisUrl);
    // The version is asked for: unless BullMQ knows it, timers are rounded up to whole seconds.
    const base = { url: redisUrl, connectionName: 'parley-queue' };
    const orders = { connection: { ...base, ...REDIS_COMMAND_LIMITS }, prefix: 'parley' };
    const taking = { connection: { ...base, ...REDIS_LIMITS, maxRetriesPerRequest: null }, prefix: 'parley' };
    return startWorking(
      new BullQueue(NAME, orders),
      new Worker(NAME, work, { ...taking, ...running }),
      logger,
    );
  }
  const probe = await openClient(databaseUrl, 'parley queue probe');
  await probe.query('select 1').finally(() => probe.end());
  // A pool of ours: the loss of a connection that BullMQ opens by itself is unheard for a moment, and ends the process.
  const pool = new pg.Pool({
    ...DATABASE_LIMITS,
    Client: HeardClient,
    connectionString: databaseUrl,
    options: `-c search_path=${SCHEMA}`,
    application_name: 'parley queue',
    max: CONNECTIONS,
  });
  // What it asks of a pool, one of pg has; only the overloads of `on` are declared in another way.
  const connection = pool as unknown as PgPool;
  return startWorking(
    new BullQueue(NAME, { connection }, createPostgresBackend),
    new Worker(NAME, work, { connection, ...running }, createPostgresBackend),
    logger,
    () => pool.end(),
  );
}
