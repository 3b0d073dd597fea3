/** The time of what both ends share, for sentences: on the clocks of all ends of the line where they differ. */
import type { Escalation } from '../../../shared/nouns/alert.ts';
import { lines } from './desk.ts';
import { clocksOfBothEnds } from './format.ts';
import { readerZone } from './reader.ts';

/** Told by both ends between which it was said: each of them may stand on other lines too. */
export function sharedClock(
  at: string,
  { endId, fromEndId }: Pick<Escalation, 'endId' | 'fromEndId'>,
): string {
  const line = (lines.store.getState().data ?? []).find(({ ends }) =>
    [endId, fromEndId].every((one) => ends.some((end) => end.endId === one)),
  );
  const zones = (line?.ends ?? []).map(({ timeZone }) => timeZone);
  return clocksOfBothEnds(at, readerZone(), zones, 'seconds');
}
