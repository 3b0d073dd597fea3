/** The alarm at a seat: silenced for a while, never for good. */
import { z } from 'zod';
import { mostSilenced } from '../alarm-times.ts';
import { capStatus } from '../cap.ts';
import type { Contract } from '../commands.ts';
import { id } from '../ids.ts';
import { instant } from '../time.ts';

export const alarmSilenceInput = z.strictObject({
  /** The escalations whose alarm was sounding at this seat. */
  escalationIds: z.array(id).min(1).max(mostSilenced),
});
export const alarmSilenceOutput = z.strictObject({
  /** The private channel of the officer's own station. */
  channelId: id,
  seq: z.int(),
  at: instant,
  until: instant,
});

/** An alarm whose sound a seat paused; the alert itself is untouched and climbs on. */
export const silencedAlarm = z.strictObject({
  escalationId: id,
  alertId: id,
  incidentId: id,
  number: z.string(),
  title: z.string(),
});
export type SilencedAlarm = z.infer<typeof silencedAlarm>;

/** What a relief must know: an alert nobody has answered, whose sound was paused at a seat of this station. */
export const silencedItem = silencedAlarm.extend({
  capStatus,
  by: z.strictObject({ officerId: id, name: z.string() }),
  at: instant,
  until: instant,
});
export type SilencedItem = z.infer<typeof silencedItem>;

export const alarmContracts = {
  'alarm.silence': {
    kind: 'command',
    summary: 'Tell one’s own station that the sound of these alarms is paused at this seat.',
    input: alarmSilenceInput,
    output: alarmSilenceOutput,
  },
} as const satisfies Record<string, Contract>;
