// Collects wake-ups and cancellations, and hands them to the queue in batches that nobody has to wait for.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Call `onWake` for this job at this instant. */
export interface Wake {
  jobId: string;
  dueAt: Date;
}

/** What a batch is sent to. Both reject when the backend is away. */
export interface WakeTarget {
  add(wakes: Wake[]): Promise<void>;
  remove(jobIds: string[]): Promise<void>;
}

/** Takes orders without waiting; `flush` resolves when all that was taken is sent, or after the first failure. */
export interface WakeOutbox {
  wake(wakes: Wake[]): void;
  cancel(jobId: string): void;
  flush(): Promise<void>;
  close(): void;
}

const BATCH = 500;
// Rows that are due are found by the sweep anyway, so that orders beyond this may be forgotten.
const MOST_WAITING = 50_000;
const RETRY_MS = 1_000;

type Order = Wake | 'cancel';

/** `target` answers null while the backend is being built; orders wait for it then. */
export function createWakeOutbox(target: () => WakeTarget | null, logger: Logger): WakeOutbox {
  const waiting = new Map<string, Order>();
  const closing = new AbortController();
  let isSending = false;
  let sending = Promise.resolve();

  const sendBatch = async (open: WakeTarget): Promise<void> => {
    const batch = [...waiting].slice(0, BATCH);
    for (const [jobId] of batch) waiting.delete(jobId);
    try {
      await open.remove(batch.flatMap(([jobId, order]) => (order === 'cancel' ? [jobId] : [])));
      await open.add(batch.flatMap(([, order]) => (order === 'cancel' ? [] : [order])));
    } catch (error) {
      // Sending twice does no harm: a job that is already there is left alone.
      for (const [jobId, order] of batch) if (!waiting.has(jobId)) waiting.set(jobId, order);
      throw error;
    }
  };
  const send = async (): Promise<void> => {
    try {
      for (let open = target(); open && waiting.size > 0 && !closing.signal.aborted; open = target()) {
        await sendBatch(open);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn({ reason, waiting: waiting.size }, 'Wake-ups could not be queued; the sweep stands in.');
      void pause(RETRY_MS, null, { signal: closing.signal }).then(start, () => undefined);
    }
    // Here and not in a later turn: an order taken in between would wait for the next one.
    isSending = false;
  };
  const start = (): Promise<void> => {
    if (!isSending) {
      isSending = true;
      sending = send();
    }
    return sending;
  };
  const take = (jobId: string, order: Order): void => {
    if (jobId.includes(':') || /^\d+$/.test(jobId)) {
      logger.error({ jobId }, 'A wake-up has a name that the queue does not take; the sweep stands in.');
      return;
    }
    if (waiting.size >= MOST_WAITING && !waiting.has(jobId)) return;
    waiting.set(jobId, order);
  };
  // Started in a microtask, so that the orders of one turn travel together.
  const startSoon = () => queueMicrotask(() => void start());

  return {
    wake: (wakes) => {
      for (const wake of wakes) take(wake.jobId, wake);
      startSoon();
    },
    cancel: (jobId) => {
      take(jobId, 'cancel');
      startSoon();
    },
    flush: () => start(),
    close: () => closing.abort(),
  };
}
