// Keeps the index up with the journal, in the background: words are found a moment after they were said, and saying them
// waits for nothing.
import { second } from '../../shared/time.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { indexSome } from './index-store.ts';

export interface Indexer {
  /** Something was written: look before long. */
  touch(): void;
  /** Indexes until nothing is left, at once. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What one step indexes of each share. */
const entriesAtOnce = 200;
/** Words that follow each other closely are indexed together. */
const soonMs = 300;
/** Another node wrote, or a touch was lost. */
const lookAgainMs = 10 * second;
/** A step rests so many times as long as it took: a flood of posts, or a new index, leaves the machine to the officers. */
const restFactor = 15;

export function createIndexer({ db, logger }: { db: Database; logger: Logger }): Indexer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number> | null = null;
  let closed = false;
  /** A look is coming soon, or has been asked for while one was under way. */
  let touched = false;

  async function step(): Promise<number> {
    return (await indexSome(db, 'shared', entriesAtOnce)) + (await indexSome(db, 'private', entriesAtOnce));
  }

  /** One step at a time on this node; whoever comes meanwhile waits for his own. */
  async function next(): Promise<number> {
    while (running !== null) await running.catch(() => undefined);
    running = step().finally(() => {
      running = null;
    });
    return running;
  }

  function lookIn(ms: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void look(), ms);
  }

  async function look(): Promise<void> {
    const startedAt = performance.now();
    touched = false;
    let waitMs = lookAgainMs;
    try {
      const indexed = await next();
      const restMs = (performance.now() - startedAt) * restFactor;
      if (indexed > 0 || touched) waitMs = Math.max(soonMs, restMs);
    } catch (error) {
      if (!closed) logger.warn({ err: error }, 'the search index waits for the record');
    }
    touched = waitMs < lookAgainMs;
    lookIn(waitMs);
  }

  lookIn(soonMs);
  return {
    touch() {
      // Whoever looks now, or is about to, sees to it.
      if (!touched && running === null) lookIn(soonMs);
      touched = true;
    },
    async settle() {
      while ((await next()) > 0);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
