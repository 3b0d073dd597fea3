/** What a watch went through, and whether the line was tried: duty summaries, sound tests, drills. */
import { z } from 'zod';
import type { Contract } from '../commands.ts';
import { id } from '../ids.ts';
import { instant } from '../time.ts';
import { appendedOutput } from './message.ts';
import { watchSound, watchTestSoundInput } from './watch.ts';

const officerRef = z.strictObject({ officerId: id, name: z.string() });

/** Counts of one kind of case: the real ones, or everything that was not (EXERCISE, TEST). Never added up. */
export const dutyCounts = z.strictObject({
  alertsRaised: z.int(),
  alertsReceived: z.int(),
  /** Of those received: how many were answered, and how long the answers took. */
  answered: z.int(),
  answerMedianMs: z.int().nullable(),
  answerLongestMs: z.int().nullable(),
  /** Calls beyond the first step of our own ladder, and alerts that nobody of ours answered to its end. */
  escalations: z.int(),
  exhausted: z.int(),
  incidentsOpened: z.int(),
  incidentsClosed: z.int(),
  messagesSent: z.int(),
  messagesReceived: z.int(),
  silences: z.int(),
});
export type DutyCounts = z.infer<typeof dutyCounts>;

/** A time in which no alarm would have been heard at the seat: its sound was off, or no console was connected. */
export const silentPeriod = z.strictObject({
  from: instant,
  /** Null while it lasts. */
  until: instant.nullable(),
  sound: watchSound.exclude(['on']),
});
export type SilentPeriod = z.infer<typeof silentPeriod>;

export const dutySummary = z.strictObject({
  stationId: id,
  officer: officerRef,
  from: instant,
  /** Null while the watch lasts. */
  until: instant.nullable(),
  real: dutyCounts,
  exercise: dutyCounts,
  soundTests: z.array(z.strictObject({ at: instant, officer: officerRef, heard: z.boolean() })),
  /** The newest first, at most a hundred of `count`; `totalMs` counts all of them. */
  withoutSound: z.strictObject({ totalMs: z.int(), count: z.int(), periods: z.array(silentPeriod) }),
});
export type DutySummary = z.infer<typeof dutySummary>;

/** When a line was last drilled from end to end: the newest exercise on it in which an alert was raised. */
export const drilledLine = z.strictObject({
  lineId: id,
  incidentId: id.nullable(),
  number: z.string().nullable(),
  at: instant.nullable(),
});

export const dutyContracts = {
  'watch.test_sound': {
    kind: 'command',
    summary: 'Record that the test tone was, or was not, heard at this seat.',
    input: watchTestSoundInput,
    output: appendedOutput,
  },
  'watch.summary': {
    kind: 'query',
    summary: 'What the last or the present watch of a station went through, exercises counted apart.',
    input: z.strictObject({ stationId: id, which: z.enum(['last', 'present']).default('last') }),
    output: z.strictObject({ summary: dutySummary.nullable() }),
  },
  'watch.tests': {
    kind: 'query',
    summary: 'When the sound of a station was last tested, and when each of its lines was last drilled.',
    input: z.strictObject({ stationId: id }),
    output: z.strictObject({
      sound: z.strictObject({ at: instant, officer: officerRef, heard: z.boolean() }).nullable(),
      lines: z.array(drilledLine),
    }),
  },
} as const satisfies Record<string, Contract>;
