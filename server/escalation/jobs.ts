// The sweep: fires everything that is due, whoever woke it, and watches that nothing stays overdue.
import { type JournalDeps, runAsSystem } from '../journal/commit.ts';
import { toRefusal } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { fireDue } from './fire.ts';
import { dueChannels, oldestOverdueMs } from './store.ts';

export interface Sweep {
  /**
   * Fires until nothing is due; false when the record was out of reach meanwhile. Calls during a pass are answered by
   * one more after it.
   */
  run(): Promise<boolean>;
  close(): Promise<void>;
}

export interface SweepDeps {
  journal: JournalDeps;
  logger: Logger;
  metrics: Metrics;
  /** How often the sweep runs by itself, in milliseconds: the bound on lateness when every wake-up is lost. */
  everyMs: number;
}

const channelsAtOnce = 50;
const overdueAlarmMs = 10_000;

export function createSweep({ journal, logger, metrics, everyMs }: SweepDeps): Sweep {
  let running: Promise<boolean> | null = null;
  let next: Promise<boolean> | null = null;

  /** Of a batch that fails each case is tried alone: one that cannot fire must hold up no other. */
  async function fire(channelIds: readonly string[], broken: Set<string>): Promise<number> {
    try {
      return Number(await runAsSystem(journal, fireDue, { channelIds }));
    } catch (error) {
      const [channelId, ...others] = channelIds;
      if (channelId === undefined || toRefusal(error).code === 'unavailable') throw error;
      if (others.length === 0) {
        broken.add(channelId);
        logger.error({ err: error, channelId }, 'a case is due and does not fire');
        return 0;
      }
    }
    let fired = 0;
    for (const channelId of channelIds) fired += await fire([channelId], broken);
    return fired;
  }

  async function pass(): Promise<void> {
    const broken = new Set<string>();
    for (;;) {
      const due = await dueChannels(journal.db, channelsAtOnce + broken.size);
      const channelIds = due.filter((channelId) => !broken.has(channelId));
      if (channelIds.length === 0) break;
      const overdueMs = await oldestOverdueMs(journal.db);
      const brokenBefore = broken.size;
      const fired = await fire(channelIds, broken);
      metrics.escalationsFiredTotal.inc(fired);
      if (fired > 0) metrics.escalationLatenessMs.observe(overdueMs);
      // A whole batch without an effect means that another node is at it, or that something is wrong: not a loop.
      if (fired === 0 && broken.size === brokenBefore) break;
    }
    const overdueMs = await oldestOverdueMs(journal.db);
    metrics.oldestOverdueEscalationMs.set(overdueMs);
    if (overdueMs > overdueAlarmMs) logger.error({ overdueMs }, 'an escalation is overdue and does not fire');
  }

  function start(): Promise<boolean> {
    running = pass()
      .then(
        () => true,
        (error: unknown) => {
          logger.error({ err: error }, 'the sweep failed and will run again');
          return false;
        },
      )
      .finally(() => {
        running = null;
      });
    return running;
  }

  const sweep: Sweep = {
    run() {
      if (!running) return start();
      next ??= running.then(() => {
        next = null;
        return start();
      });
      return next;
    },
    async close() {
      clearInterval(timer);
      await next;
      await running;
    },
  };
  const timer = setInterval(() => void sweep.run(), everyMs);
  return sweep;
}
