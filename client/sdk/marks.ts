/** Tells the server how far this device has received and shown each channel: coalesced, at most once a second a channel. */
import type { Id } from '../../shared/ids.ts';
import { second } from '../../shared/time.ts';
import type { Send } from './send.ts';
import { Unreachable } from './unreachable.ts';

export interface Marks {
  /** Marks only grow; what was told before is not told again. */
  mark(channelId: Id, deliveredSeq: number, openedSeq: number): void;
  close(): void;
}

interface Mark {
  deliveredSeq: number;
  openedSeq: number;
}

const none: Mark = { deliveredSeq: 0, openedSeq: 0 };
const further = (one: Mark, other: Mark): Mark => ({
  deliveredSeq: Math.max(one.deliveredSeq, other.deliveredSeq),
  openedSeq: Math.max(one.openedSeq, other.openedSeq),
});
const isWithin = (one: Mark, other: Mark) =>
  one.deliveredSeq <= other.deliveredSeq && one.openedSeq <= other.openedSeq;

/** Marks sent by `send`. */
export function createMarks(send: Send, everyMs: number = second): Marks {
  const told = new Map<Id, Mark>();
  const wanted = new Map<Id, Mark>();
  const resting = new Map<Id, ReturnType<typeof setTimeout>>();
  let closed = false;

  const tell = async (channelId: Id) => {
    const mark = wanted.get(channelId);
    if (!mark || closed || resting.has(channelId)) return;
    wanted.delete(channelId);
    if (isWithin(mark, told.get(channelId) ?? none)) return;
    const rested = () => {
      resting.delete(channelId);
      void tell(channelId);
    };
    resting.set(channelId, setTimeout(rested, everyMs));
    try {
      await send('channel.mark', { channelId, ...mark });
      told.set(channelId, further(mark, told.get(channelId) ?? none));
    } catch (error) {
      // A refusal is final: nobody asks for this mark again. Without an answer it waits for its next turn.
      if (error instanceof Unreachable) wanted.set(channelId, further(mark, wanted.get(channelId) ?? none));
      if (!resting.has(channelId)) void tell(channelId);
    }
  };
  return {
    mark(channelId, deliveredSeq, openedSeq) {
      const next = further({ deliveredSeq, openedSeq }, told.get(channelId) ?? none);
      wanted.set(channelId, further(next, wanted.get(channelId) ?? none));
      void tell(channelId);
    },
    close() {
      closed = true;
      for (const timer of resting.values()) clearTimeout(timer);
    },
  };
}
