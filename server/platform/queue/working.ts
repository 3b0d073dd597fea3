// Joins an order queue and its worker to one backend: started when both are ready, given up when the worker loops.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { QueueBackend } from './keeper.ts';
import { guardAgainstSpin } from './spin-guard.ts';

/** How one job is ordered; `delay` in milliseconds. */
interface JobOptions {
  jobId: string;
  delay?: number;
  removeOnComplete: boolean;
  removeOnFail: boolean;
}

/** What of BullMQ's queue is used, whichever its backend. */
export interface JobQueue {
  addBulk(jobs: { name: string; data: object; opts: JobOptions }[]): Promise<unknown>;
  add(name: string, data: object, opts: JobOptions): Promise<unknown>;
  remove(jobId: string): Promise<number>;
  getJob(jobId: string): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

/** The same of its worker. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(isForced?: boolean): Promise<void>;
}

const READY_WITHIN_MS = 5_000;
// A job that comes a moment early would find nothing due; rounding to milliseconds makes that likely.
const NEVER_EARLY_MS = 2;
const REMOVED = { removeOnComplete: true, removeOnFail: true };

// A worker that runs before it is ready, and then fails to become so, asks again without a pause and freezes the
// whole process. Seen with Postgres ending just then.
/** Rejects when they are not ready within 5 s, and closes them then. `release` is called after each closing. */
export async function startWorking(
  queue: JobQueue,
  worker: JobWorker,
  logger: Logger,
  release: () => Promise<void> = async () => undefined,
): Promise<QueueBackend> {
  const report = (error: Error) => logger.debug({ reason: error.message }, 'The queue reports an error.');
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  const onWorkerError = guardAgainstSpin(report, () => {
    logger.warn('The worker of the queue fails in a loop: the queue is built anew.');
    void worker.close(true);
    lose();
  });
  queue.on('error', report);
  worker.on('error', onWorkerError);
  const backend = { ...backendOf(queue, worker, release), lost };
  const late = new AbortController();
  const tooLate = pause(READY_WITHIN_MS, null, { signal: late.signal }).then(() => {
    throw new Error('The queue is not ready in time.');
  });
  try {
    await Promise.race([tooLate, Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])]);
  } catch (error) {
    void backend.close(true);
    throw error;
  } finally {
    late.abort();
    tooLate.catch(() => undefined);
  }
  worker.run().catch(onWorkerError);
  return backend;
}

function backendOf(
  queue: JobQueue,
  worker: JobWorker,
  release: () => Promise<void>,
): Omit<QueueBackend, 'lost'> {
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
      await release();
    },
  };
}
