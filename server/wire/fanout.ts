// Committed entries to the rooms of their audience, in the order of their channel, whichever node committed them.
import type { Entry } from '../../shared/entry.ts';
import { id } from '../../shared/ids.ts';
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
  /** As the record has it: whoever forges a hint must not choose who hears. */
  audience: string;
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

  const lookBack = (): Instant => new Date(Date.parse(since) - overlapMs).toISOString();

  function remember(channelId: string, audience: string, emitted: number): Position {
    // Forgetting the oldest is safe: its next entries are emitted from where they begin, and members drop doubles.
    if (positions.size >= rememberedChannels) {
      const [oldest] = positions.keys();
      if (oldest !== undefined) positions.delete(oldest);
    }
    const position = { audience, emitted, target: emitted, repairing: false, told: 0 };
    positions.set(channelId, position);
    return position;
  }

  /**
   * A channel this node has not emitted of yet. What other nodes have just committed to it comes first, and only the
   * record knows it; what this node commits meanwhile waits for that.
   */
  async function begin(channelId: string, headSeq: number, own?: Published): Promise<void> {
    const position = remember(channelId, own?.audience ?? '', headSeq);
    position.repairing = true;
    const heads = await recentHeads(db, lookBack(), channelId).catch((error: unknown) => {
      logger.warn({ err: error }, 'a channel could not be read for its members');
      return null;
    });
    // Unknown is not nothing: the next comparison begins it, and leaves out nobody's words.
    if (!heads) return void positions.delete(channelId);
    const [recent] = heads;
    position.repairing = false;
    const firstSeq = recent?.firstSeq ?? own?.entries[0]?.seq;
    if (firstSeq === undefined) return void positions.delete(channelId);
    position.audience = recent?.audience ?? position.audience;
    position.emitted = firstSeq - 1;
    await repair(position, channelId);
  }

  function emit(position: Position, channelId: string, entries: readonly Entry[]): void {
    const fresh = entries.filter(({ seq }) => seq > position.emitted);
    const last = fresh.at(-1);
    if (!last) return;
    position.emitted = last.seq;
    position.target = Math.max(position.target, last.seq);
    deliver(position.audience, channelId, fresh);
  }

  /** Reads what lies between `emitted` and `target` and emits it, so that members never see an order of our making. */
  async function repair(position: Position, channelId: string): Promise<void> {
    if (position.repairing) return;
    position.repairing = true;
    try {
      while (position.emitted < position.target) {
        const entries = await entriesAfter(db, channelId, position.emitted, pageSize);
        // Nothing more, whatever a hint said.
        if (entries.length === 0) position.target = position.emitted;
        emit(position, channelId, entries);
      }
    } catch (error) {
      // The next comparison finds the same gap again.
      logger.warn({ err: error }, 'a channel could not be read for its members');
    } finally {
      position.repairing = false;
    }
  }

  async function reach(channelId: string, headSeq: number, own?: Published): Promise<void> {
    const position = positions.get(channelId);
    if (!position) return begin(channelId, headSeq, own);
    position.target = Math.max(position.target, headSeq);
    if (position.emitted < position.target) await repair(position, channelId);
  }

  async function compareOnce(): Promise<void> {
    const recent = await recentHeads(db, lookBack());
    for (const { channelId, audience, firstSeq } of recent)
      if (!positions.has(channelId)) remember(channelId, audience, firstSeq - 1);
    await Promise.all(recent.map(({ channelId, headSeq }) => reach(channelId, headSeq)));
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
    const [channelId, head, ...more] = text.split(' ');
    const headSeq = Number(head);
    // A hint is only believed as far as "look there": what is there, and who may hear it, the record says.
    if (more.length > 0 || !id.safeParse(channelId).success || !Number.isSafeInteger(headSeq)) return;
    void reach(String(channelId), headSeq);
  });

  const timer = setInterval(() => void compare(), compareEveryMs);

  return {
    publish(batches) {
      for (const batch of batches) {
        const first = batch.entries[0];
        const last = batch.entries.at(-1);
        if (!first || !last) continue;
        const { channelId, audience, entries } = batch;
        const known = positions.get(channelId);
        const position = known ?? (first.seq === 1 ? remember(channelId, audience, 0) : null);
        if (position && !position.repairing && first.seq <= position.emitted + 1)
          emit(position, channelId, entries);
        else void reach(channelId, last.seq, batch);
        hints?.publish(`${channelId} ${last.seq}`);
      }
    },
    compare,
    close: () => clearInterval(timer),
  };
}
