// One transaction of one command: its locks, its clock, and the numbers it hands out.
import { newId } from '../../shared/ids.ts';
import type { Instant } from '../../shared/time.ts';
import {
  type Actor,
  authorOf,
  type ChannelHead,
  type PlacedDraft,
  type PlacedEntry,
  type Sql,
  type Unit,
} from '../platform/command.ts';
import { insertChannel, lockChannels } from './channels.ts';

export interface OpenUnit {
  unit: Unit;
  /** Numbers drafts as entries of `actor`. */
  place(drafts: readonly PlacedDraft[], actor: Actor): PlacedEntry[];
  /** The audience of a channel this unit has locked or made. */
  audience(channelId: string): string;
}

const later = (one: Instant, other: Instant) => (one > other ? one : other);

/** Opens a unit at `startedAt`, the database clock at the beginning of the transaction. */
export function openUnit(trx: Sql, startedAt: Instant): OpenUnit {
  const heads = new Map<string, ChannelHead>();
  let now = startedAt;

  const headOf = (channelId: string): ChannelHead => {
    const head = heads.get(channelId);
    // A write to a channel that was not locked would number entries twice: a mistake of ours, never of a caller.
    if (!head) throw new Error('an entry was placed in a channel that is not locked');
    return head;
  };

  const unit: Unit = {
    sql: trx,
    get now() {
      return now;
    },
    async lock(channelIds) {
      for (const { id, lastSeq, audience, ...times } of await lockChannels(trx, channelIds)) {
        heads.set(id, { id, lastSeq, audience });
        now = later(now, later(times.now, times.lastAt));
      }
      return heads;
    },
    async create(channel) {
      await insertChannel(trx, channel, now);
      heads.set(channel.id, { id: channel.id, lastSeq: 0, audience: channel.audience });
    },
  };

  return {
    unit,
    place: (drafts, actor) =>
      drafts.map(({ channelId, by, ...draft }) => {
        const head = headOf(channelId);
        head.lastSeq += 1;
        const endId = typeof by === 'object' ? by.endId : null;
        return {
          ...draft,
          channelId,
          seq: head.lastSeq,
          id: newId(),
          at: now,
          by: by === 'system' ? null : authorOf(actor, endId),
        } as PlacedEntry;
      }),
    audience: (channelId) => headOf(channelId).audience,
  };
}
