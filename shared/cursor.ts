/** Where a reader stands in a channel, and what an arriving run of entries means to him. */

/** `next` continues the channel, `duplicate` brings nothing new, `gap` shows that entries in between are missing. */
export type Arrival = 'next' | 'duplicate' | 'gap';

/** Judges entries `first..last` against the last contiguous seq a reader holds (0 = nothing yet). */
export function judgeArrival(heldSeq: number, first: number, last: number): Arrival {
  if (last <= heldSeq) return 'duplicate';
  return first <= heldSeq + 1 ? 'next' : 'gap';
}
