// What the watch loses with an officer: if he holds it, nobody does; if it is offered to him, it is offered no more.
import type { Instant } from '../../shared/time.ts';
import type { PlacedDraft, PlacedEntry, Sql } from '../platform/command.ts';
import { type Manning, manningChannels, tellLines } from '../stations/manning.ts';
import { readManning } from '../stations/manning-store.ts';
import { foldWatch, noOpenItems, type Open, openPayload } from '../watch/domain.ts';
import { readOpenItems } from '../watch/open-items-store.ts';
import { saveWatch } from '../watch/store.ts';
import type { KnownOfficer } from './domain.ts';

/** An officer and the watch of his station. */
export interface StandDown {
  officerId: string;
  manning: Manning;
  open: Open;
}

export const watchChannels = ({ manning }: StandDown): string[] => manningChannels(manning);

export async function openStandDown(trx: Sql, { id, station }: KnownOfficer): Promise<StandDown | null> {
  const manning = await readManning(trx, station.id);
  if (!manning) return null;
  const holds = manning.holder?.officerId === id;
  return {
    officerId: id,
    manning,
    open: holds ? await readOpenItems(trx, station.id, manning.channelId) : noOpenItems,
  };
}

/** The entries that leave the station unmanned; none when the officer does not hold its watch. */
export function standDown(
  { officerId, manning, open }: StandDown,
  reason: string,
  now: Instant,
): PlacedDraft[] {
  const { holder, channelId } = manning;
  if (holder?.officerId !== officerId) return [];
  return [
    { channelId, kind: 'watch.relieved', payload: { from: holder, to: null, reason, ...openPayload(open) } },
    ...tellLines(manning, null, now),
  ];
}

/** Lines that show who is on watch show his new name. */
export function rename({ officerId, manning }: StandDown, name: string): PlacedDraft[] {
  const { holder, since, showsWatchOfficer } = manning;
  if (holder?.officerId !== officerId || holder.name === name || !since || !showsWatchOfficer) return [];
  return tellLines(manning, { officerId, name }, since);
}

export async function saveStandDown(
  trx: Sql,
  { officerId, manning }: StandDown,
  entries: readonly PlacedEntry[],
): Promise<void> {
  const { offeredTo, ...after } = foldWatch(manning, entries);
  await saveWatch(trx, { ...after, offeredTo: offeredTo?.officerId === officerId ? null : offeredTo });
}
