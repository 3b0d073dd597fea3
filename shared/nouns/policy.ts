/** Escalation policies: who is called when, per line end and severity. */
import { z } from 'zod';
import { severity } from '../cap.ts';
import { code, id } from '../ids.ts';
import { durationMs, minute } from '../time.ts';
import { level } from './station.ts';

/** Roles that can be called. An observer and an admin never are. */
export const calledRole = z.enum(['duty_officer', 'commander', 'liaison']);
export type CalledRole = z.infer<typeof calledRole>;

export const step = z.strictObject({
  /** Whose: the end's own station, its province, or the national command. */
  level,
  /** `duty_officer` means who holds the watch there; the other roles mean every enabled account of that role there. */
  role: calledRole,
  /** How long this step may stay unanswered before the next call, in milliseconds. */
  waitMs: durationMs,
  /** How many more times this step is called before the ladder climbs. */
  repeats: z.int().min(0).max(5).default(0),
  /** Whether the raising end's same level is told to call its peer by other means. */
  tellPeer: z.boolean().default(false),
});
export type Step = z.infer<typeof step>;

/** The ladder of one end: its steps in order and the deadlines that follow an acknowledgement. */
export const ladder = z.strictObject({
  steps: z.array(step).min(1).max(12),
  /** After `received`: time to `accepted`, in milliseconds; null = none. */
  acceptWithinMs: durationMs.nullable(),
  /** After an acknowledgement: time to the first message from that end, in milliseconds; null = none. */
  followUpWithinMs: durationMs.nullable(),
});
export type Ladder = z.infer<typeof ladder>;

export const policySetInput = z.strictObject({
  lineCode: code,
  endCode: code,
  /** CAP severity this ladder is for; null = every severity that has none of its own. */
  severity: severity.nullable(),
  ladder,
});
export const policySetOutput = z.strictObject({ policyId: id, changed: z.boolean() });

export const policy = z.strictObject({
  id,
  lineId: id,
  lineCode: code,
  endId: id,
  endCode: code,
  severity: severity.nullable(),
  ladder,
});
export type Policy = z.infer<typeof policy>;

/** Used where an end has set no policy: duty officer, station commander, province, national command. */
export const defaultLadder: Ladder = {
  steps: [
    { level: 'station', role: 'duty_officer', waitMs: 2 * minute, repeats: 1, tellPeer: false },
    { level: 'station', role: 'commander', waitMs: 5 * minute, repeats: 0, tellPeer: false },
    { level: 'province', role: 'duty_officer', waitMs: 5 * minute, repeats: 0, tellPeer: true },
    { level: 'province', role: 'commander', waitMs: 10 * minute, repeats: 0, tellPeer: false },
    { level: 'national', role: 'duty_officer', waitMs: 10 * minute, repeats: 1, tellPeer: true },
  ],
  acceptWithinMs: 10 * minute,
  followUpWithinMs: 30 * minute,
};
