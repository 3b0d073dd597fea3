/** A channel as a screen shows it: the newest entries, live, and older ones page by page. */
import type { Entry } from '../../shared/entry.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Id } from '../../shared/ids.ts';
import type { Follower } from './follow.ts';
import { type Observable, observable } from './observable.ts';
import type { Send } from './send.ts';

export interface ChannelLog {
  channelId: Id;
  /** A run without a gap up to the newest entry held. */
  entries: Observable<readonly Entry[]>;
  hasOlder(): boolean;
  /** Puts the page before the oldest held in front; does nothing at the beginning. */
  older(limit?: number): Promise<void>;
  /** Lets go of the oldest but `newest`; `older` brings them back. A screen that runs for weeks would hold all else. */
  trim(newest: number): void;
  /** Set when the channel went out of reach: nothing more will come. */
  lost: Observable<Refusal | null>;
  caughtUp: Promise<void>;
  close(): void;
}

export interface LogDeps {
  follower: Follower;
  send: Send;
}

export interface LogOptions {
  channelId: Id;
  /** Where to begin: later entries are followed, earlier ones are older pages. */
  headSeq: number;
  /** Also handed every followed entry, before it shows in `entries`. */
  onEntries?: (entries: readonly Entry[]) => void;
}

/** A log that begins empty after `headSeq`; `older` fills it backwards. */
export function createChannelLog({ follower, send }: LogDeps, options: LogOptions): ChannelLog {
  const { channelId, headSeq, onEntries } = options;
  const entries = observable<readonly Entry[]>([]);
  const lost = observable<Refusal | null>(null);
  let firstSeq = headSeq + 1;
  let paging: Promise<void> | null = null;

  const page = async (limit: number) => {
    if (firstSeq <= 1) return;
    const before = await send('channel.entries', { channelId, beforeSeq: firstSeq, limit });
    const first = before.entries[0];
    if (!first) return;
    firstSeq = first.seq;
    // Here and not a tick later: whoever lets go of entries when they change would be refused, and not asked again.
    paging = null;
    entries.set([...before.entries, ...entries.get()]);
  };
  const following = follower.follow(channelId, {
    afterSeq: headSeq,
    onEntries(fresh) {
      onEntries?.(fresh);
      entries.set([...entries.get(), ...fresh]);
    },
    onError: (refusal) => lost.set(refusal),
  });
  return {
    channelId,
    entries,
    lost,
    caughtUp: following.caughtUp,
    hasOlder: () => firstSeq > 1,
    older(limit = 50) {
      if (paging) return paging;
      const mine = page(limit).finally(() => {
        if (paging === mine) paging = null;
      });
      paging = mine;
      return mine;
    },
    trim(newest) {
      const held = entries.get();
      const first = held.at(-newest);
      // A page that is under way would leave a gap behind it.
      if (paging || !first || held.length <= newest) return;
      firstSeq = first.seq;
      entries.set(held.slice(-newest));
    },
    close: () => following.stop(),
  };
}

/** Opens a line's or a private channel at its head, with its newest page loaded. Refused with `not_found` out of reach. */
export async function openChannel(deps: LogDeps, channelId: Id, newest = 50): Promise<ChannelLog> {
  const { heads } = await deps.send('channel.heads', { channelIds: [channelId] });
  const head = heads[0];
  if (!head) throw new Refusal('not_found');
  const log = createChannelLog(deps, { channelId, headSeq: head.headSeq });
  try {
    await log.older(newest);
  } catch (error) {
    log.close();
    throw error;
  }
  return log;
}
