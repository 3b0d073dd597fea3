/** Follows channels: routes what is pushed to their readers, and compares them with the record after every reconnect. */
import type { Entry, EntryBatch } from '../../shared/entry.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Id } from '../../shared/ids.ts';
import { second } from '../../shared/time.ts';
import { createReader, type Reader } from './channel-reader.ts';
import type { Connection, Heads } from './connection.ts';
import type { Send } from './send.ts';

export interface FollowOptions {
  /** The last seq held already; everything from the start when left out. */
  afterSeq?: number | undefined;
  /** Handed every later entry once, in order, without a gap. */
  onEntries(entries: readonly Entry[]): void;
  /** The channel is out of reach; following has stopped. */
  onError?: ((refusal: Refusal) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface Following {
  readonly heldSeq: number;
  /** Settles when everything written before has been handed over, or following has stopped. */
  caughtUp: Promise<void>;
  stop(): void;
}

export interface Follower {
  follow(channelId: Id, options: FollowOptions): Following;
  /** Every run that is pushed, of any channel one is a member of: a hint, with gaps and doubles. */
  onAnyEntries(handler: (batch: EntryBatch) => void): () => void;
  close(): void;
}

export interface FollowDeps {
  connection: Connection;
  send: Send;
  /** How often to compare while connected: pushes may get lost without a trace when a node dies. */
  compareEveryMs?: number | undefined;
}

const pageSize = 200;
const headsAtOnce = 500;
const compareDisconnectedMs = 5 * second;

/** A follower over `connection`; `send` brings what was missed. */
export function createFollower({ connection, send, compareEveryMs = 30 * second }: FollowDeps): Follower {
  const readers = new Map<Id, Set<Reader>>();
  const readersOf = (channelId: Id) => [...(readers.get(channelId) ?? [])];
  const { state, pushes } = connection;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const closing = new AbortController();

  const aimAll = (heads: Heads) => {
    for (const { channelId, headSeq } of heads)
      for (const reader of readersOf(channelId)) reader.aim(headSeq);
  };
  const compareSome = async (channelIds: Id[]) => {
    const patience = { deadlineMs: compareDisconnectedMs, signal: closing.signal };
    const { heads } = await send('channel.heads', { channelIds }, patience);
    aimAll(heads);
    const told = new Set(heads.map(({ channelId }) => channelId));
    // Left out means out of reach: the reader's own question brings the refusal.
    for (const channelId of channelIds)
      if (!told.has(channelId)) for (const reader of readersOf(channelId)) void reader.check();
  };
  const compare = async () => {
    const channelIds = [...readers.keys()];
    for (let at = 0; at < channelIds.length; at += headsAtOnce)
      await compareSome(channelIds.slice(at, at + headsAtOnce)).catch(() => undefined);
  };
  const compareLater = () => {
    clearTimeout(timer);
    if (closing.signal.aborted || readers.size === 0) return;
    const ms = state.get().status === 'connected' ? compareEveryMs : compareDisconnectedMs;
    timer = setTimeout(() => void compare().then(compareLater), ms);
  };
  const offs = [
    pushes.entries.on(({ channelId, entries }) => {
      for (const reader of readersOf(channelId)) reader.take(entries);
    }),
    pushes.heads.on(aimAll),
    state.subscribe(() => {
      if (state.get().status === 'connected') void compare();
      compareLater();
    }),
  ];

  return {
    follow(channelId, { afterSeq = 0, onEntries, onError, signal }) {
      const stopping = new AbortController();
      const reader = createReader({
        afterSeq,
        onEntries,
        onError(refusal) {
          stop();
          onError?.(refusal);
        },
        fetchAfter: (seq) =>
          send('channel.entries', { channelId, afterSeq: seq, limit: pageSize }, { signal: stopping.signal }),
      });
      const stop = () => {
        reader.stop();
        stopping.abort();
        signal?.removeEventListener('abort', stop);
        const others = readers.get(channelId);
        others?.delete(reader);
        if (others?.size === 0) readers.delete(channelId);
      };
      // Heard before it is asked for: what is written in between is pushed, asked for, or both.
      readers.set(channelId, new Set(readers.get(channelId)).add(reader));
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      void reader.check();
      if (readers.size === 1) compareLater();
      return {
        get heldSeq() {
          return reader.heldSeq;
        },
        caughtUp: reader.caughtUp,
        stop,
      };
    },
    onAnyEntries: (handler) => pushes.entries.on(handler),
    close() {
      closing.abort();
      clearTimeout(timer);
      for (const off of offs) off();
      for (const channelId of [...readers.keys()]) for (const reader of readersOf(channelId)) reader.stop();
      readers.clear();
    },
  };
}
