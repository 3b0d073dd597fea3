// Keeps the index up with the journal, in the background: words are found a moment after they were said, and saying them
// waits for nothing.
import { second } from '../../shared/time.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { indexSome, type Share, shares } from './index-store.ts';

export interface Indexer {
  /** Something was written: look before long. */
  touch(): void;
  /** Indexes until nothing is left, at once. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Words that follow each other closely are indexed together. */
const soonMs = 300;
/** Another node wrote, or a touch was lost; and after a failure, which a touch would only repeat. */
const lookAgainMs = 10 * second;
/** A step rests so many times as long as it took: a flood of posts, or a new index, leaves the machine to the officers. */
const restFactor = 15;

interface Deps {
  db: Database;
  logger: Logger;
}

/** Each share has its own, so that a flood of private notes delays no word that both ends may find. */
function followShare({ db, logger }: Deps, share: Share): Indexer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<number> | null = null;
  let closed = false;
  /** Somebody asks for a look, and one comes as soon as it may. */
  let touched = false;

  /** One step at a time on this node; whoever comes meanwhile waits for his own. */
  async function next(): Promise<number> {
    while (running !== null) await running.catch(() => undefined);
    running = indexSome(db, share).finally(() => {
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
    try {
      const indexed = await next();
      touched ||= indexed > 0;
      const restMs = (performance.now() - startedAt) * restFactor;
      lookIn(touched ? Math.max(soonMs, restMs) : lookAgainMs);
    } catch (error) {
      if (!closed) logger.warn({ err: error, share }, 'the search index waits for the record');
      touched = true;
      lookIn(lookAgainMs);
    }
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

export function createIndexer(deps: Deps): Indexer {
  const followers = shares.map((share) => followShare(deps, share));
  return {
    touch() {
      for (const one of followers) one.touch();
    },
    async settle() {
      await Promise.all(followers.map((one) => one.settle()));
    },
    async close() {
      await Promise.all(followers.map((one) => one.close()));
    },
  };
}
