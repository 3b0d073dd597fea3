/** Times and durations as a person types them. */
import { calendarDate, day, hour, minute, second } from '../../shared/time.ts';
import { UsageError } from './failure.ts';

const units: Record<string, number> = { s: second, m: minute, h: hour, d: day };

/** `90s`, `15m`, `2h`, `1d` in milliseconds. */
export function givenDuration(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  const unit = units[match?.[2] ?? ''];
  if (!match || !unit) throw new UsageError(`"${text}" is not a duration such as 15m or 2h`);
  return Number(match[1]) * unit;
}

/** `+30m` from now, `14:30` today or else tomorrow by this device's time, or an ISO 8601 date, with a time or from its midnight on. */
export function givenTime(text: string, now: number): string {
  if (text.startsWith('+')) return new Date(now + givenDuration(text.slice(1))).toISOString();
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock) {
    const date = new Date(now);
    date.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
    if (date.getTime() <= now) date.setDate(date.getDate() + 1);
    return date.toISOString();
  }
  return givenInstant(text);
}

/** As {@link givenTime}, but `14:30` is the nearest one, past or to come: what was seen lies behind. */
export function givenMoment(text: string, now: number): string {
  const at = givenTime(text, now);
  const isClock = /^\d{1,2}:\d{2}$/.test(text);
  return isClock && Date.parse(at) - now > day / 2 ? new Date(Date.parse(at) - day).toISOString() : at;
}

/** A day alone begins where this device is: `Date` would take it by UTC, and 30 February for 2 March. */
function givenInstant(text: string): string {
  const isDay = calendarDate.safeParse(text.slice(0, 10)).success;
  const at = isDay ? Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(at))
    throw new UsageError(`"${text}" is not a time such as 14:30, +30m or 2026-11-21T14:30`);
  return new Date(at).toISOString();
}
