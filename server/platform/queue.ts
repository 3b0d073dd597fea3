// Wakes this node when an escalation falls due. The only file that touches BullMQ, whose jobs are never the truth.
import {
  Queue as BullQueue,
  createPostgresBackend,
  type JobsOptions,
  type Processor,
  runMigrations,
  Worker,
} from 'bullmq';
import type pg from 'pg';
import type { Logger } from 'pino';
import { DATABASE_LIMITS, openClient } from './database.ts';
import { coalesce } from './queue/coalesce.ts';
import { keepBackend, type QueueBackend } from './queue/keeper.ts';
import { createWakeOutbox, type Wake } from './queue/wake-outbox.ts';
import { pingRedis, REDIS_COMMAND_LIMITS, REDIS_LIMITS } from './redis.ts';

/** Where the jobs live (Redis when given, else the database) and what to do when one falls due. */
export interface QueueSettings {
  redisUrl: string | null;
  databaseUrl: string;
  logger: Logger;
  /** Called when something is due: at most once at a time, and once more after if more fell due meanwhile. */
  onWake(): Promise<void>;
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
const HEARTBEAT_MS = 30_000;
const GRACE_SHARE = 3;
// A job that comes a moment early would find nothing due; rounding to milliseconds makes that likely.
const NEVER_EARLY_MS = 2;
const REMOVED = { removeOnComplete: true, removeOnFail: true } satisfies JobsOptions;

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
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
}

// Probed first: a queue that is built while Postgres is away remembers the failure for ever.
async function openBackend({ redisUrl, databaseUrl, logger }: QueueSettings, work: Processor) {
  if (redisUrl !== null) {
    await pingRedis(redisUrl);
    // The version is asked for: unless BullMQ knows it, timers are rounded up to whole seconds.
    const base = { url: redisUrl, connectionName: 'parley-queue' };
    const queue = new BullQueue(NAME, { connection: { ...base, ...REDIS_COMMAND_LIMITS }, prefix: 'parley' });
    const worker = new Worker(NAME, work, {
      connection: { ...base, ...REDIS_LIMITS, maxRetriesPerRequest: null },
      prefix: 'parley',
      concurrency: 1,
    });
    return backendOf(queue, worker, logger);
  }
  const probe = await openClient(databaseUrl, 'parley queue probe');
  await probe.query('select 1').finally(() => probe.end());
  const connection = {
    ...DATABASE_LIMITS,
    connectionString: databaseUrl,
    application_name: 'parley queue',
    schema: SCHEMA,
    max: 2,
  };
  const queue = new BullQueue(NAME, { connection }, createPostgresBackend);
  const worker = new Worker(NAME, work, { connection, concurrency: 1 }, createPostgresBackend);
  return backendOf(queue, worker, logger);
}

/** What of BullMQ's queue is used, whichever its backend. */
interface JobQueue {
  addBulk(jobs: { name: string; data: object; opts: JobsOptions }[]): Promise<unknown>;
  add(name: string, data: object, opts: JobsOptions): Promise<unknown>;
  remove(jobId: string): Promise<number>;
  getJob(jobId: string): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(isForced?: boolean): Promise<void>;
}

function backendOf(queue: JobQueue, worker: JobWorker, logger: Logger): QueueBackend {
  const onError = (error: Error) => logger.debug({ reason: error.message }, 'The queue reports an error.');
  queue.on('error', onError);
  worker.on('error', onError);
  return {
    add: async (wakes) => {
      if (wakes.length === 0) return;
      const now = Date.now();
      await queue.addBulk(
        wakes.map(({ jobId, dueAt }) => {
          const delay = Math.max(0, dueAt.getTime() - now + NEVER_EARLY_MS);
          return { name: 'wake', data: {}, opts: { ...REMOVED, jobId, delay } };
        }),
      );
    },
    remove: async (jobIds) => {
      await Promise.all(jobIds.map((jobId) => queue.remove(jobId)));
    },
    beat: async (jobId) => {
      await queue.add('beat', {}, { ...REMOVED, jobId });
    },
    isPending: async (jobId) => Boolean(await queue.getJob(jobId)),
    close: async (isForced) => {
      await Promise.allSettled([worker.close(isForced), isForced ? queue.disconnect() : queue.close()]);
    },
  };
}
