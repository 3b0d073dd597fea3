// Keeps one queue backend open: builds it in the background, proves by a heartbeat that it works, rebuilds it if not.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { WakeTarget } from './wake-outbox.ts';

/** An open queue with its worker. Every method but `close` may reject when the backend is away. */
export interface QueueBackend extends WakeTarget {
  /** Puts a job that any worker may take at once. */
  beat(jobId: string): Promise<void>;
  isPending(jobId: string): Promise<boolean>;
  /** Resolves when it is known to be of no use any more. */
  lost: Promise<void>;
  close(isForced: boolean): Promise<void>;
}

/** `open` rejects while the backend does not answer; `onOpen` is called each time that one is ready. */
export interface KeeperOptions {
  open(): Promise<QueueBackend>;
  onOpen(): void;
  logger: Logger;
  beatEveryMs: number;
  /** How long a heartbeat may wait for a worker. */
  beatGraceMs: number;
}

/** `current` is null while there is none. */
export interface Keeper {
  current(): QueueBackend | null;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
const CLOSE_WITHIN_MS = 2_000;

/** Starts to build the backend and returns at once, so that a server starts also while it is away. */
export function keepBackend({ open, onOpen, logger, beatEveryMs, beatGraceMs }: KeeperOptions): Keeper {
  const closing = new AbortController();
  const { signal } = closing;
  const wait = (ms: number) => pause(ms, null, { signal, ref: false }).catch(() => undefined);
  let current: QueueBackend | null = null;
  let beats = 0;

  const openSome = async (): Promise<QueueBackend | null> => {
    for (let retryMs = FIRST_RETRY_MS; !signal.aborted; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      try {
        return await open();
      } catch (error) {
        if (retryMs === FIRST_RETRY_MS) {
          logger.warn({ reason: wordsOf(error) }, 'The queue is away; the sweep stands in until it returns.');
        }
        await wait(retryMs);
      }
    }
    return null;
  };
  const isBeating = async (backend: QueueBackend): Promise<boolean> => {
    const isLost = await Promise.race([backend.lost.then(() => true), wait(beatEveryMs)]);
    if (isLost || signal.aborted) return false;
    beats += 1;
    const jobId = `beat_${process.pid}_${beats}_${Date.now()}`;
    try {
      await backend.beat(jobId);
      await wait(beatGraceMs);
      if (signal.aborted || !(await backend.isPending(jobId))) return true;
      logger.warn('No worker took the heartbeat of the queue: it is built anew.');
    } catch (error) {
      logger.warn({ reason: wordsOf(error) }, 'The queue does not take a heartbeat: it is built anew.');
    }
    return false;
  };
  const live = async (): Promise<void> => {
    while (!signal.aborted) {
      const backend = await openSome();
      if (!backend) return;
      current = backend;
      if (!signal.aborted) onOpen();
      while (await isBeating(backend));
      current = null;
      await Promise.race([backend.close(!signal.aborted), pause(CLOSE_WITHIN_MS, null, { ref: false })]);
    }
  };
  const life = live();
  return {
    current: () => current,
    close: async () => {
      closing.abort();
      await life;
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
