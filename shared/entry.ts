/** Entries: every kind of durable fact, with the shape of its payload and the kind of channel it stands in. */
import { z } from 'zod';
import { certainty, severity, urgency } from './cap.ts';
import { id } from './ids.ts';
import { silencedAlarm } from './nouns/alarm.ts';
import { callCause, calledOfficer, grade, lapseReason, skipReason, waitingFor } from './nouns/alert.ts';
import { incident, incidentAmendInput, incidentStatus } from './nouns/incident.ts';
import { agreementFields, lineSetInput } from './nouns/line.ts';
import { messageSaid } from './nouns/message.ts';
import { author, officerSetInput } from './nouns/officer.ts';
import { organisationSetInput } from './nouns/organisation.ts';
import { calledRole, ladder, policySetInput } from './nouns/policy.ts';
import { level, stationSetInput } from './nouns/station.ts';
import { openItem, watchSound } from './nouns/watch.ts';
import { language } from './text.ts';
import { instant } from './time.ts';

/**
 * `organisation` and `station` channels keep settings and the watch and are read by their own side only; `line` and
 * `incident` channels are shared by every end of the line; a `side` channel is private to one end of an incident.
 */
export const channelKind = z.enum(['organisation', 'station', 'line', 'incident', 'side']);
export type ChannelKind = z.infer<typeof channelKind>;

const call = z.strictObject({
  escalationId: id,
  alertId: id,
  endId: id,
  turn: z.int(),
  round: z.int(),
  step: z.int(),
  call: z.int(),
  level,
  role: calledRole,
  cause: callCause,
  /** When the next call follows unless somebody answers. */
  dueAt: instant,
  /** Set where the policy has the raising end's same level told to call its peer. */
  peer: z.strictObject({ endId: id, level }).nullable(),
  /** Of the officer who escalated now, where he gave one. */
  reason: z.string().optional(),
});

const officerRef = z.strictObject({ officerId: id, name: z.string() });

const openItems = {
  openItems: z.array(openItem),
  /** How many more were open than are listed; left out where there were none. */
  moreItems: z.int().positive().optional(),
};

/** Payload of each entry kind. The key is the kind. */
export const entryPayloads = {
  'organisation.set': organisationSetInput,

  'station.set': stationSetInput,
  'officer.set': officerSetInput.omit({ password: true }).extend({ officerId: id, created: z.boolean() }),
  'officer.disabled': z.strictObject({ officerId: id, username: z.string() }),
  'officer.enabled': z.strictObject({ officerId: id, username: z.string() }),
  'officer.password_set': z.strictObject({ officerId: id, username: z.string() }),
  'policy.set': policySetInput,
  'watch.taken': z.strictObject({ officer: officerRef }),
  'watch.offered': z.strictObject({
    from: officerRef,
    to: officerRef,
    note: z.string().nullable(),
    ...openItems,
  }),
  'watch.handed_over': z.strictObject({ from: officerRef, to: officerRef, ...openItems }),
  'watch.relieved': z.strictObject({
    from: officerRef,
    to: officerRef.nullable(),
    reason: z.string(),
    ...openItems,
  }),

  'watch.sound_tested': z.strictObject({ officer: officerRef, heard: z.boolean() }),
  /** Written by the system: whether an alarm is heard where the holder of the watch sits. Its own side reads it. */
  'watch.sound_changed': z.strictObject({ officer: officerRef, sound: watchSound, since: instant }),
  /** In the channel of the silencing officer's own station: what a seat hears is no business of the other end. */
  'alarm.silenced': z.strictObject({ alarms: z.array(silencedAlarm), until: instant }),

  'line.set': lineSetInput,
  'agreement.set': agreementFields,
  'end.manned': z.strictObject({ endId: id, since: instant, watchOfficer: z.string().nullable() }),
  'end.unmanned': z.strictObject({ endId: id, since: instant }),

  'incident.opened': z.strictObject({
    incident: incident.omit({ channelId: true, openedBy: true, closedAlone: true }),
  }),
  'incident.amended': z.strictObject({ changes: incidentAmendInput.shape.changes }),
  'incident.status_changed': z.strictObject({
    from: incidentStatus,
    to: incidentStatus,
    reason: z.string(),
    alone: z.boolean(),
  }),
  'incident.closure_agreed': z.strictObject({ endId: id, reason: z.string() }),
  'message.posted': messageSaid,
  'alert.raised': z.strictObject({
    alertId: id,
    fromEndId: id,
    text: z.string(),
    lang: language,
    urgency,
    severity,
    certainty,
    to: z.array(z.strictObject({ endId: id, escalationId: id, ladder })),
  }),
  'alert.delivered': z.strictObject({ alertId: id, escalationId: id, endId: id }),
  'alert.opened': z.strictObject({ alertId: id, escalationId: id, endId: id }),
  'alert.acknowledged': z.strictObject({
    alertId: id,
    escalationId: id,
    endId: id,
    grade,
    replyBy: instant.nullable(),
    counts: z.boolean(),
    /** What the escalation waits for next; as it was when the act does not count. */
    waitingFor: waitingFor.nullable(),
    dueAt: instant.nullable(),
  }),
  'alert.acknowledgement_lapsed': z.strictObject({
    alertId: id,
    escalationId: id,
    endId: id,
    reason: lapseReason,
  }),
  'alert.withdrawn': z.strictObject({ alertId: id, reason: z.string() }),
  'escalation.called': call,
  'escalation.step_skipped': z.strictObject({
    escalationId: id,
    alertId: id,
    endId: id,
    step: z.int(),
    level,
    role: calledRole,
    reason: skipReason,
  }),
  'escalation.exhausted': z.strictObject({
    escalationId: id,
    alertId: id,
    endId: id,
    /** Of the officer who escalated beyond the last step, where he gave one. */
    reason: z.string().optional(),
  }),
  'escalation.snoozed': z.strictObject({
    escalationId: id,
    alertId: id,
    endId: id,
    until: instant,
    reason: z.string(),
  }),
  'escalation.taken_over': z.strictObject({
    escalationId: id,
    alertId: id,
    endId: id,
    waitingFor: waitingFor.nullable(),
    dueAt: instant.nullable(),
    reason: z.string().optional(),
  }),

  'note.written': z.strictObject({ text: z.string(), lang: language }),
  'call.placed': z.strictObject({
    escalationId: id,
    alertId: id,
    turn: z.int(),
    level,
    role: calledRole,
    officers: z.array(calledOfficer),
    /** True where these officers are told to call their peer on the other end, not to answer themselves. */
    toCallPeer: z.boolean(),
  }),
  'call.reached': z.strictObject({
    escalationId: id,
    alertId: id,
    turn: z.int(),
    officer: officerRef,
    device: z.string(),
  }),
} as const;

export type EntryKind = keyof typeof entryPayloads;
export type PayloadOf<K extends EntryKind> = z.infer<(typeof entryPayloads)[K]>;

/** An entry before it has its place: what a decision says happened. */
export type DraftOf<K extends EntryKind> = { kind: K; payload: PayloadOf<K> };
export type Draft = { [K in EntryKind]: DraftOf<K> }[EntryKind];

const entryHead = {
  /** Gapless from 1 in its channel. */
  seq: z.int().positive(),
  id,
  at: instant,
  /** Null when nobody acted: a deadline passed, a device reported. */
  by: author.nullable(),
};

export type EntryOf<K extends EntryKind> = z.infer<z.ZodObject<typeof entryHead>> & DraftOf<K>;
/** One durable fact in one channel. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];

const [firstSchema, ...otherSchemas] = Object.entries(entryPayloads).map(([kind, payload]) =>
  z.strictObject({ ...entryHead, kind: z.literal(kind), payload }),
);
if (!firstSchema) throw new Error('there are entry kinds');
/** Parses an entry of any kind. */
export const entrySchema = z.discriminatedUnion('kind', [
  firstSchema,
  ...otherSchemas,
]) as unknown as z.ZodType<Entry>;

/** A run of entries of one channel, in order without a gap: what is pushed after a commit. */
export const entryBatch = z.strictObject({ channelId: id, entries: z.array(entrySchema).min(1) });
export type EntryBatch = z.infer<typeof entryBatch>;
