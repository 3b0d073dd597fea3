/** The watch (trực ban): who answers now at a station. */
import { z } from 'zod';
import { capStatus, severity } from '../cap.ts';
import { id } from '../ids.ts';
import { localText, remark } from '../text.ts';
import { instant } from '../time.ts';
import { silencedItem } from './alarm.ts';

/**
 * How an open matter stands: an alert, one that an officer of this station has taken over, one of which this station was
 * told to call its peer, an alert whose sound was paused here, or an incident in hand.
 */
export const openItemState = z.enum([
  'running',
  'exhausted',
  'acknowledged',
  'taken_over',
  'silenced',
  'open',
  'in_progress',
]);

/** More would make a hand-over too long to read; how many more there are is said. */
export const mostOpenItems = 200;

/** An open matter that passes from one watch to the next. */
export const openItem = z.strictObject({
  /** `peer_call`: an alert of our side that the other end has not answered, of which our station was told to call its peer. */
  kind: z.enum(['alert', 'peer_call', 'silence', 'incident']),
  incidentId: id,
  alertId: id.nullable(),
  number: z.string(),
  title: z.string(),
  /** Left out in entries of before this was recorded; `capStatus` too. */
  state: openItemState.optional(),
  capStatus: capStatus.optional(),
  /** Of the alert, or of the incident; left out in entries of before this was recorded, and for a silence. */
  severity: severity.optional(),
});
export type OpenItem = z.infer<typeof openItem>;

/** An item as the incoming officer accepts it: it is another one when its state has changed. */
export const acceptedItem = openItem.pick({ kind: true, incidentId: true, alertId: true, state: true });
export type AcceptedItem = z.infer<typeof acceptedItem>;

export const toAcceptedItem = ({ kind, incidentId, alertId, state }: OpenItem): AcceptedItem => ({
  ...{ kind, incidentId, alertId },
  ...(state === undefined ? {} : { state }),
});

/** Whether both name the same matter in the same state. */
export function isSameItem(one: AcceptedItem, other: AcceptedItem): boolean {
  return (
    one.kind === other.kind &&
    one.incidentId === other.incidentId &&
    one.alertId === other.alertId &&
    one.state === other.state
  );
}

export const watch = z.strictObject({
  stationId: id,
  stationCode: z.string(),
  stationName: localText,
  /** Null when nobody holds the watch. */
  officerId: id.nullable(),
  officerName: z.string().nullable(),
  since: instant.nullable(),
  /** The officer to whom the watch is offered and who has not accepted yet. */
  offeredTo: z.strictObject({ officerId: id, name: z.string(), at: instant }).nullable(),
});
export type Watch = z.infer<typeof watch>;

/** Whether an alarm would be heard where the holder of the watch sits; `away`: he is not connected. */
export const watchSound = z.enum(['on', 'off', 'away']);
export type WatchSound = z.infer<typeof watchSound>;

/** A watch as its own side sees it now. */
export const watchSeen = watch.extend({
  /** Null when nobody holds the watch. */
  sound: watchSound.nullable(),
});
export type WatchSeen = z.infer<typeof watchSeen>;

/** A watch with what a relief needs: who may take it and what is open. */
export const watchDetail = watchSeen.extend({
  /** What the officer who offers the watch says to the one who takes it; null when it is not offered, or without a word. */
  offerNote: z.string().nullable(),
  openItems: z.array(openItem),
  /** How many more are open than are listed. */
  moreItems: z.int(),
  /** Unanswered alerts whose alarm was silenced here within the last day; of each the last time, newest first. */
  silencedItems: z.array(silencedItem),
  candidates: z.array(z.strictObject({ officerId: id, name: z.string(), role: z.string() })),
});

export const watchTakeInput = z.strictObject({ stationId: id });
export const watchHandOverInput = z.strictObject({
  stationId: id,
  toOfficerId: id,
  note: remark.nullable().default(null),
});
export const watchAcceptInput = z.strictObject({
  stationId: id,
  /** Every open item as it was read: one that came or changed since must be read and accepted too. */
  items: z.array(acceptedItem).max(mostOpenItems),
});
export const watchTestSoundInput = z.strictObject({
  stationId: id,
  /** Whether the test tone was heard at the seat. */
  heard: z.boolean(),
});
export const watchRelieveInput = z.strictObject({
  stationId: id,
  reason: remark,
  /** Who takes over at once; null leaves the station unmanned. */
  toOfficerId: id.nullable().default(null),
});
export const watchOutput = z.strictObject({ watch });
