// Committed entries to the rooms of their audience, in the order of their channel, whichever node committed them.
import type { Entry } from '../../shared/entry.ts';
import type { Instant } from '../../shared/time.ts';
import type { Published } from '../journal/publish.ts';
import { entriesAfter, type RecentHead, recentHeads } from '../journal/read.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { Hints } from '../platform/redis-hints.ts';

export interface FanoutDeps {
  db: Database;
  /** Tells other nodes where to look, never what is there; null without Redis. */
  hints: Hints | null;
  logger: Logger;
  /** Delivers to the local members of the audience. Must not throw. */
  deliver(audience: string, channelId: string, entries: readonly Entry[]): void;
  /** Tells the local members of the audience how far channels have come, so that a lost last push is noticed. */
  tellHeads(audience: string, heads: Head[]): void;
}

export interface Head {
  channelId: string;
  headSeq: number;
}

export interface Fanout {
  /** For commits of this node: local members at once, other nodes by a hint. */
  publish(batches: readonly Published[]): void;
  /** Compares with the record once: finds what other nodes committed and no hint told. */
  compare(): Promise<void>;
  close(): void;
}

interface Position {
  emitted: number;
  /** The seq that must be reached; above `emitted` while a repair is under way. */
  target: number;
  repairing: boolean;
  /** The head that was last told in a beacon. */
  told: number;
}

const compareEveryMs = 1_000;
/** How far a comparison looks back: longer than a transaction may live, so that a late commit is still found. */
const overlapMs = 15_000;
const pageSize = 500;
const rememberedChannels = 20_000;

export function createFanout(
  { db, hints, logger, deliver, tellHeads }: FanoutDeps,
  startedAt: Instant,
): Fanout {
  const positions = new Map<string, Position>();
  let since: Instant = startedAt;
  let comparing: Promise<void> | null = null;

  function positionOf(channelId: string, firstSeq: number): Position {
    const known = positions.get(channelId);
    if (known) return known;
    // Forgetting the oldest is safe: its next entries are emitted from where they begin, and members drop doubles.
    if (positions.size >= rememberedChannels) {
      const [oldest] = positions.keys();
      if (oldest !== undefined) positions.delete(oldest);
    }
    const position = { emitted: firstSeq - 1, target: firstSeq - 1, repairing: false, told: 0 };
    positions.set(channelId, position);
    return position;
  }

  function emit(position: Position, { channelId, audience, entries }: Published): void {
    const fresh = entries.filter(({ seq }) => seq > position.emitted);
    const last = fresh.at(-1);
    if (!last) return;
    position.emitted = last.seq;
    position.target = Math.max(position.target, last.seq);
    deliver(audience, channelId, fresh);
  }

  /** Reads what lies between `emitted` and `target` and emits it, so that members never see an order of our making. */
  async function repair(position: Position, channelId: string, audience: string): Promise<void> {
    if (position.repairing) return;
    position.repairing = true;
    try {
      while (position.emitted < position.target) {
        const entries = await entriesAfter(db, channelId, position.emitted, pageSize);
        if (entries.length === 0) break;
        emit(position, { channelId, audience, entries });
      }
    } catch (error) {
      // The next comparison finds the same gap again.
      logger.warn({ err: error }, 'a channel could not be read for its members');
    } finally {
      position.repairing = false;
    }
  }

  function reach(channelId: string, audience: string, firstSeq: number, headSeq: number): Promise<void> {
    const position = positionOf(channelId, firstSeq);
    position.target = Math.max(position.target, headSeq);
    return position.emitted < position.target ? repair(position, channelId, audience) : Promise.resolve();
  }

  async function compareOnce(): Promise<void> {
    const lookBack = new Date(Date.parse(since) - overlapMs).toISOString();
    const recent = await recentHeads(db, lookBack);
    await Promise.all(
      recent.map(({ channelId, audience, firstSeq, headSeq }) =>
        reach(channelId, audience, firstSeq, headSeq),
      ),
    );
    for (const { at } of recent) if (at > since) since = at;
    beacon(recent);
  }

  /** Each new head is told once more by itself: a member who missed the push itself has no gap to see. */
  function beacon(recent: readonly RecentHead[]): void {
    const fresh = recent.filter(({ channelId, headSeq }) => (positions.get(channelId)?.told ?? 0) < headSeq);
    for (const { channelId, headSeq } of fresh) {
      const position = positions.get(channelId);
      if (position) position.told = headSeq;
    }
    for (const [audience, heads] of Map.groupBy(fresh, (head) => head.audience)) {
      tellHeads(
        audience,
        heads.map(({ channelId, headSeq }) => ({ channelId, headSeq })),
      );
    }
  }

  function compare(): Promise<void> {
    comparing ??= compareOnce()
      .catch((error: unknown) => logger.warn({ err: error }, 'the record could not be compared'))
      .finally(() => {
        comparing = null;
      });
    return comparing;
  }

  hints?.onHint((text) => {
    const [channelId, audience, first, head] = text.split(' ');
    const firstSeq = Number(first);
    const headSeq = Number(head);
    // A hint is only believed as far as "look there": the entries come from the record.
    if (!channelId || !audience || !Number.isSafeInteger(firstSeq) || !Number.isSafeInteger(headSeq)) return;
    void reach(channelId, audience, firstSeq, headSeq);
  });

  const timer = setInterval(() => void compare(), compareEveryMs);

  return {
    publish(batches) {
      for (const batch of batches) {
        const first = batch.entries[0];
        const last = batch.entries.at(-1);
        if (!first || !last) continue;
        const position = positionOf(batch.channelId, first.seq);
        if (!position.repairing && first.seq <= position.emitted + 1) emit(position, batch);
        else void reach(batch.channelId, batch.audience, first.seq, last.seq);
        hints?.publish(`${batch.channelId} ${batch.audience} ${first.seq} ${last.seq}`);
      }
    },
    compare,
    close: () => clearInterval(timer),
  };
}
