// The queue wakes the node in time, on both backends, through whatever happens to them.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { createQueue, type Queue } from '../../server/platform/queue.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/template-database.ts';
import { until } from '../support/until.ts';

const logger = createLogger('silent');
const inMs = (ms: number) => new Date(Date.now() + ms);
const FAR_MS = 3_600_000;

let database: TestDatabase;
let queues: Queue[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  queues = [];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.close()));
});

interface Watched extends Queue {
  wakes(): number;
}

function open(
  redisUrl: string | null,
  options: { onWake?: () => Promise<void>; heartbeatMs?: number } = {},
): Watched {
  let count = 0;
  const { onWake = async () => undefined, ...rest } = options;
  const queue = createQueue({
    redisUrl,
    databaseUrl: database.url,
    logger,
    onWake: async () => {
      count += 1;
      await onWake();
    },
    ...rest,
  });
  queues.push(queue);
  return { ...queue, wakes: () => count };
}

const jobName = () => `esc_${randomUUID()}_1_1_1`;

function behaves(redisUrl: () => string | null, pendingJobs: () => Promise<number>): void {
  it('wakes the node when a step falls due, and not before', async () => {
    const queue = open(redisUrl());
    const dueAt = inMs(300);
    queue.wake(jobName(), dueAt);
    await until(() => queue.wakes() === 1, { what: 'the wake-up' });
    expect(Date.now()).toBeGreaterThanOrEqual(dueAt.getTime());
  });

  it('wakes at once for a step that is overdue', async () => {
    const queue = open(redisUrl());
    queue.wake(jobName(), inMs(-60_000));
    await until(() => queue.wakes() === 1, { what: 'the wake-up' });
  });

  it('forgets a cancelled step', async () => {
    const queue = open(redisUrl());
    const [cancelled, kept] = [jobName(), jobName()];
    queue.wakeMany([cancelled, kept].map((jobId) => ({ jobId, dueAt: inMs(FAR_MS) })));
    await until(async () => (await pendingJobs()) === 2, { what: 'both jobs' });
    queue.cancel(cancelled);
    await until(async () => (await pendingJobs()) === 1, { what: 'the removal of one' });
    queue.cancel(kept);
    await until(async () => (await pendingJobs()) === 0, { what: 'the removal of the other' });
    expect(queue.wakes()).toBe(0);
  });

  it('runs the sweep a few times, not five hundred, when five hundred steps fall due together', async () => {
    const { promise: isSwept, resolve: letGo } = Promise.withResolvers<void>();
    const queue = open(redisUrl(), { onWake: () => isSwept });
    // A sweep runs before they are ordered, and until all of them have fallen due, however long that takes.
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 1, { what: 'the first wake-up' });
    const dueAt = inMs(400);
    queue.wakeMany(Array.from({ length: 500 }, () => ({ jobId: jobName(), dueAt })));
    const areTaken = async () => {
      // What a slow backend did not confirm in time is ordered again: here, and not after the sweep.
      await queue.flush();
      return (await pendingJobs()) === 0;
    };
    await until(areTaken, { what: 'the wake-ups' }).finally(letGo);
    await until(() => queue.wakes() > 1, { what: 'the sweep after them' });
    expect(queue.wakes()).toBe(2);
  });

  it('goes on waking after the work of a wake-up has failed', async () => {
    const queue = open(redisUrl(), { onWake: () => Promise.reject(new Error('The sweep failed.')) });
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 1, { what: 'the first wake-up' });
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 2, { what: 'the second wake-up' });
  });

  it('ignores a name that the queue does not take instead of failing the caller', () => {
    const queue = open(redisUrl());
    expect(() => queue.wake('one:two', inMs(0))).not.toThrow();
  });

  it('stays whole through many heartbeats', async () => {
    const queue = open(redisUrl(), { heartbeatMs: 60 });
    for (const expected of [1, 2, 3]) {
      queue.wake(jobName(), inMs(150));
      await until(() => queue.wakes() === expected, { what: `wake-up ${expected}` });
    }
  });
}

describe('The queue in Postgres', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client(database.url);
    client.on('error', () => undefined);
    await client.connect();
  });
  afterAll(() => client.end());

  const pendingJobs = async () => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from bullmq.job where name = 'wake'`,
    );
    return rows[0]?.count ?? 0;
  };
  behaves(() => null, pendingJobs);

  it('wakes again after its connections were cut', async () => {
    const queue = open(null);
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 1, { what: 'the first wake-up' });
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    queue.wake(jobName(), inMs(200));
    await until(() => queue.wakes() === 2, { what: 'the second wake-up' });
  });
});

describe.skipIf(!redisAvailable)('The queue in Redis', () => {
  let redis: TestRedis;
  let client: Redis;
  beforeAll(async () => {
    redis = await startRedis();
    client = new Redis(redis.url);
    client.on('error', () => undefined);
  });
  afterAll(async () => {
    client.disconnect();
    await redis.stop();
  });

  const pendingJobs = async () => (await client.keys('parley:escalations:esc_*')).length;
  behaves(() => redis.url, pendingJobs);

  it('starts while Redis is away and sends the orders when it returns', async () => {
    await redis.kill();
    const queue = open(redis.url);
    queue.wake(jobName(), inMs(0));
    await redis.restart();
    await until(() => queue.wakes() === 1, { what: 'the wake-up' });
  });

  it('loses its jobs with Redis, keeps calm, and takes new ones when Redis is back', async () => {
    const queue = open(redis.url, { heartbeatMs: 300 });
    queue.wake(jobName(), inMs(FAR_MS));
    await until(async () => (await pendingJobs()) === 1, { what: 'the first job' });
    await redis.kill();
    queue.wake(jobName(), inMs(0));
    queue.cancel(jobName());
    await redis.restart();
    await until(() => queue.wakes() === 1, { what: 'the wake-up ordered while Redis was away' });
    await redis.flush();
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 2, { what: 'the wake-up after the flush' });
  });

  it('comes back after Redis has stopped answering without closing a connection', async () => {
    const queue = open(redis.url, { heartbeatMs: 300 });
    queue.wake(jobName(), inMs(0));
    await until(() => queue.wakes() === 1, { what: 'the first wake-up' });
    redis.freeze();
    queue.wake(jobName(), inMs(0));
    await queue.flush();
    redis.thaw();
    await until(() => queue.wakes() >= 2, { what: 'the second wake-up' });
  });
});
