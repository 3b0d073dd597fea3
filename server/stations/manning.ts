// Who holds the watch of a station, and how the lines it stands at are told of it.
import type { LocalText } from '../../shared/text.ts';
import type { Instant } from '../../shared/time.ts';
import type { PlacedDraft } from '../platform/command.ts';

export interface OfficerRef {
  officerId: string;
  name: string;
}

/** A station with its watch and the channels that are told when it changes. */
export interface Manning {
  stationId: string;
  stationCode: string;
  stationName: LocalText;
  channelId: string;
  showsWatchOfficer: boolean;
  lineChannelIds: string[];
  holder: OfficerRef | null;
  /** The beginning of the present condition; null when the station was never manned. */
  since: Instant | null;
  offeredTo: (OfficerRef & { at: Instant }) | null;
}

/** The channels that a change of this watch writes to. */
export function manningChannels({ channelId, lineChannelIds }: Manning): string[] {
  return [channelId, ...lineChannelIds];
}

/**
 * Tells every line of the station that `holder` has the watch, or nobody. The author is the system: his name would
 * tell the other end who is on watch, which is for the station to show or not.
 */
export function tellLines(manning: Manning, holder: OfficerRef | null, since: Instant): PlacedDraft[] {
  const { stationId: endId, showsWatchOfficer, lineChannelIds } = manning;
  return lineChannelIds.map((channelId): PlacedDraft => {
    if (!holder) return { channelId, by: 'system', kind: 'end.unmanned', payload: { endId, since } };
    const watchOfficer = showsWatchOfficer ? holder.name : null;
    return { channelId, by: 'system', kind: 'end.manned', payload: { endId, since, watchOfficer } };
  });
}
