/** Lines: the hotline between its ends, and the agreement it rests on. */
import { z } from 'zod';
import { code, id } from '../ids.ts';
import { lineText, localText, remark } from '../text.ts';
import { calendarDate, instant } from '../time.ts';
import { stationKind } from './station.ts';

export const lineKind = z.enum(['cross_border', 'adjacent']);
export type LineKind = z.infer<typeof lineKind>;

export const lineSetInput = z.strictObject({
  code,
  kind: lineKind,
  name: localText,
  /** Codes of the stations at the ends: two as a rule, more for a group of domestic neighbours. */
  endCodes: z.array(code).min(2).max(12),
});
export const lineSetOutput = z.strictObject({ lineId: id, changed: z.boolean() });

export const agreementFields = z.strictObject({
  /** Number or title of the coordination regulation (quy chế phối hợp) or protocol. */
  reference: lineText,
  signedOn: calendarDate,
  validUntil: calendarDate.nullable(),
  note: remark.nullable().default(null),
});
export const agreementSetInput = agreementFields.extend({ lineCode: code });
export const agreementSetOutput = z.strictObject({ agreementId: id, changed: z.boolean() });

/** How an end of a line looks to a member of the line. */
export const lineEnd = z.strictObject({
  endId: id,
  code,
  name: localText,
  kind: stationKind,
  organisationCode: code,
  timeZone: z.string(),
  /** Whether an officer holds the watch, and since when it has been so; null since = never manned. */
  manned: z.boolean(),
  since: instant.nullable(),
  /** By whom, only where that end lets it be seen (always for one's own end). */
  watchOfficer: z.string().nullable(),
  /** Whether any device of that station is connected now. Volatile. */
  connected: z.boolean(),
  /** Whether the reader belongs to this end. */
  mine: z.boolean(),
});
export type LineEnd = z.infer<typeof lineEnd>;

export const line = z.strictObject({
  id,
  code,
  kind: lineKind,
  name: localText,
  channelId: id,
  ends: z.array(lineEnd),
  agreement: agreementFields.extend({ expired: z.boolean() }).nullable(),
  /** Real cases in hand; what is not real is counted in `exercise` alone. */
  openIncidents: z.int(),
  /** Alerts that wait for an acknowledgement from an end of the reader, and since when the oldest waits. */
  waitingForMe: z.int(),
  waitingSince: instant.nullable(),
  /** The same of cases that are not real (EXERCISE, TEST). */
  exercise: z.strictObject({ openIncidents: z.int(), waitingForMe: z.int() }),
  /** When the last shared entry of the line or one of its incidents was written. */
  lastExchangeAt: instant.nullable(),
});
export type Line = z.infer<typeof line>;
