/** Up to which entry this officer has had each log on this device's screen, so that what is new can be told from it. */
import { z } from 'zod';
import { read, write } from './memory.ts';

const kept = z.record(z.string(), z.int());
/** The channels seen last; of older ones nobody remembers where he stopped. */
const channelsKept = 200;

const nameOf = (officerId: string) => `seen.${officerId}`;

function seenBy(officerId: string): Record<string, number> {
  try {
    return kept.catch({}).parse(JSON.parse(read(nameOf(officerId)) ?? '{}'));
  } catch {
    return {};
  }
}

/** The last entry seen where newer ones have come since; null where nothing is new or he was never here. */
export function unreadAfter(officerId: string, channelId: string, headSeq: number): number | null {
  const seen = seenBy(officerId)[channelId];
  return seen !== undefined && seen < headSeq ? seen : null;
}

export function sawUpTo(officerId: string, channelId: string, seq: number): void {
  const { [channelId]: before = 0, ...others } = seenBy(officerId);
  if (seq <= before) return;
  const latest = Object.entries(others).slice(1 - channelsKept);
  write(nameOf(officerId), JSON.stringify(Object.fromEntries([...latest, [channelId, seq]])));
}
