/** The time of what both ends share, for sentences: on the clocks of all ends of the line where they differ. */
import { lines } from './desk.ts';
import { clocksOfBothEnds } from './format.ts';
import { readerZone } from './reader.ts';

/** `endId`: any end of the line. */
export function sharedClock(at: string, endId: string): string {
  const known = lines.store.getState().data ?? [];
  const ends = known.find(({ ends: those }) => those.some((end) => end.endId === endId))?.ends ?? [];
  const zones = ends.map(({ timeZone }) => timeZone);
  return clocksOfBothEnds(at, readerZone(), zones, 'seconds');
}
