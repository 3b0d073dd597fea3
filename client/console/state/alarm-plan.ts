/** What should be heard at this seat, and from when: pure, so that the audio clock alone needs to keep the time. */
import { silenceMs } from '../../../shared/alarm-times.ts';
import type { Alarm, Priority } from './alarm-list.ts';

/** A pause of this seat's sound: until when by this device's clock, and for which alarms. */
export interface Silence {
  until: number;
  keys: readonly string[];
}

export interface PlannedSound {
  signal: Priority;
  /** Local time of its beginning; 0 = at once. */
  from: number;
}

/** Without a heartbeat for so long the link is doubted, and for so long it is called lost. */
export const doubtAfterMs = 15_000;
export const lostAfterMs = 30_000;

/** A device whose clock was set back must not be silent for longer than a silence lasts. */
function isRunning({ until }: Silence, now: number): boolean {
  return until > now && until - now <= silenceMs;
}

/**
 * The silence as far as it still holds. A newer alarm, or one that calls again, ends it for all: what is grave enough to
 * ring is grave enough to be told apart from what rang before.
 */
export function heldSilence(alarms: readonly Alarm[], silence: Silence | null, now: number): Silence | null {
  if (!silence || !isRunning(silence, now)) return null;
  const loud = alarms.filter((alarm) => alarm.loud);
  return loud.every(({ key }) => silence.keys.includes(key)) ? silence : null;
}

/** The signal of the most urgent loud alarm, now or when its silence ends; null when nothing is to be heard. */
export function plannedSound(
  alarms: readonly Alarm[],
  silence: Silence | null,
  now: number,
): PlannedSound | null {
  const top = alarms.find((alarm) => alarm.loud);
  if (!top) return null;
  return { signal: top.priority, from: heldSilence(alarms, silence, now)?.until ?? 0 };
}

/** What the audio clock was told to begin: local time, and the same moment by that clock, in seconds. */
export interface Scheduled {
  from: number;
  at: number;
}

/** The audio clock stands still while a device sleeps: what should be heard by now it would begin only later. */
export function isOverslept({ from, at }: Scheduled, now: number, audioNow: number): boolean {
  return from <= now && audioNow + 0.5 < at;
}

export type LinkHealth = 'sound' | 'doubtful' | 'lost';

/** How the link stands after so long without a word from the server. */
export function linkHealth(silentMs: number): LinkHealth {
  if (silentMs >= lostAfterMs) return 'lost';
  return silentMs >= doubtAfterMs ? 'doubtful' : 'sound';
}
