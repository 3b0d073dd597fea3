/** Alerts, their acknowledgements, and the escalation of each against each addressed end. */
import { z } from 'zod';
import { certainty, severity, urgency } from '../cap.ts';
import { id } from '../ids.ts';
import { bodyText, language, remark } from '../text.ts';
import { day, durationMs, givenInstant, hour, instant, minute } from '../time.ts';
import { categoryCode } from './category.ts';
import { author } from './officer.ts';
import { calledRole, ladder } from './policy.ts';
import { level } from './station.ts';

export const alertRaiseInput = z.strictObject({
  incidentId: id,
  /** The end one raises for; needed only by officers who belong to several. */
  endId: id.optional(),
  text: bodyText,
  lang: language,
  urgency,
  severity,
  certainty,
  /** Ends that must answer; the others of the line when left out. */
  toEndIds: z.array(id).min(1).max(12).optional(),
});
export const alertRaiseOutput = z.strictObject({
  alertId: id,
  channelId: id,
  seq: z.int(),
  at: instant,
  escalationIds: z.array(id),
});

/** `received` = I have it; `accepted` = we act on it. */
export const grade = z.enum(['received', 'accepted']);
export type Grade = z.infer<typeof grade>;

/** The farthest a reply may be promised. */
export const longestReplyByMs = 7 * day;
/** The longest an alert may be put off at a time. */
export const longestSnoozeMs = 4 * hour;
/** However often it is put off: no alert is snoozed beyond this age. */
export const longestSnoozedMs = day;

export const alertAcknowledgeInput = z.strictObject({
  alertId: id,
  endId: id.optional(),
  grade,
  replyBy: givenInstant.optional(),
});
export const alertAcknowledgeOutput = z.strictObject({
  channelId: id,
  seq: z.int(),
  at: instant,
  /** False when the end had answered before; the act is on the record all the same. */
  counts: z.boolean(),
});

export const alertWithdrawInput = z.strictObject({ alertId: id, endId: id.optional(), reason: remark });

export const escalationState = z.enum(['running', 'acknowledged', 'exhausted', 'cancelled']);
export type EscalationState = z.infer<typeof escalationState>;

/** What `dueAt` of an escalation waits for. */
export const waitingFor = z.enum(['step', 'accept', 'reply', 'follow_up', 'snooze']);
export type WaitingFor = z.infer<typeof waitingFor>;

/** Why an acknowledgement was taken back. */
export const lapseReason = z.enum(['not_accepted', 'reply_overdue', 'no_follow_up']);
/** Why a call went out. */
export const callCause = z.enum(['raised', 'due', 'escalated_now', 'lapsed', 'snooze_ended']);
export type CallCause = z.infer<typeof callCause>;
/** Why a step called nobody. */
export const skipReason = z.enum(['nobody_on_watch', 'no_account', 'no_station']);

/** One alert against one end. Everything here is shared with every end of the line; names of the called are not here. */
export const escalation = z.strictObject({
  id,
  alertId: id,
  /** The end that must answer, and the end that raised. */
  endId: id,
  fromEndId: id,
  /** Frozen when the alert was raised; later edits of the policy do not bend it. */
  ladder,
  state: escalationState,
  waitingFor: waitingFor.nullable(),
  /** When the sweep acts next, by the database clock; null = nothing is due. */
  dueAt: instant.nullable(),
  /** Index of the step last called; -1 before the first. */
  step: z.int(),
  /** How often that step has been called in this round, from 1. */
  call: z.int(),
  /** Ladder restarts, from 1. */
  round: z.int(),
  /** Counts every call; what an officer saw when he pressed "escalate now". */
  turn: z.int(),
  calledAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  openedAt: instant.nullable(),
  receivedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  acknowledgedBy: author.nullable(),
  /** Seq of the acknowledgement that counts: a message of that end after it is the follow-up. */
  acknowledgedSeq: z.int().nullable(),
  replyBy: instant.nullable(),
  answeredAt: instant.nullable(),
  /** The commander who took it over. */
  takenOverBy: author.nullable(),
  exhaustedAt: instant.nullable(),
  /** When the end last said that it has it: an acknowledgement, also one that changed nothing else. */
  affirmedAt: instant.nullable(),
});
export type Escalation = z.infer<typeof escalation>;

export const alert = z.strictObject({
  id,
  incidentId: id,
  seq: z.int(),
  raisedAt: instant,
  raisedBy: author,
  fromEndId: id,
  text: z.string(),
  lang: language,
  urgency,
  severity,
  certainty,
  withdrawnAt: instant.nullable(),
  escalations: z.array(escalation),
});
export type Alert = z.infer<typeof alert>;

export const escalateNowInput = z.strictObject({
  escalationId: id,
  /** The turn the officer saw: a double click or a stale screen escalates once. */
  turn: z.int32().nonnegative(),
  reason: remark.optional(),
});
export const takeOverInput = z.strictObject({ escalationId: id, reason: remark.optional() });
export const snoozeInput = z.strictObject({
  escalationId: id,
  forMs: durationMs.min(minute).max(longestSnoozeMs),
  reason: remark,
});
export const confirmCallInput = z.strictObject({ escalationId: id, turn: z.int32().positive() });
export const confirmCallOutput = z.strictObject({ counts: z.boolean() });

/** An officer who was called, as his own end sees it. */
export const calledOfficer = z.strictObject({
  officerId: id,
  name: z.string(),
  role: calledRole,
  /** Labels of the devices he is signed in on. */
  devices: z.array(z.string()),
});
export type CalledOfficer = z.infer<typeof calledOfficer>;

/** A line of the escalation queue. */
export const queueItem = z.strictObject({
  escalation,
  alert: alert.omit({ escalations: true }),
  incidentId: id,
  incidentNumber: z.string(),
  incidentTitle: z.string(),
  category: categoryCode,
  channelId: id,
  capStatus: z.string(),
  lineId: id,
  lineCode: z.string(),
  /** Whether the reader belongs to the addressed end (else he belongs to the raising one). */
  addressed: z.boolean(),
  /** The level and role called next, null when the steps are at their end. */
  next: z.strictObject({ level, role: calledRole }).nullable(),
  /** The turn with which the reader himself was last told to call his peer opposite; null when he was not. */
  toCallPeer: z.int().nullable(),
  /** Who was called, newest first; only for readers of the addressed end. */
  called: z.array(
    calledOfficer.omit({ devices: true }).extend({
      turn: z.int(),
      at: instant,
      reachedAt: instant.nullable(),
      device: z.string().nullable(),
    }),
  ),
});
export type QueueItem = z.infer<typeof queueItem>;

export const escalationQueueOutput = z.strictObject({
  items: z.array(queueItem),
  /** Critical, acknowledged by an end within reach and not resolved: nothing was heard of them for half an hour. */
  stillOpen: z.array(queueItem),
  /** When this list will next be longer; null while nothing critical is in hand. */
  nextStillOpenAt: instant.nullable(),
  serverTime: instant,
});
