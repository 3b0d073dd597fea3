/**
 * Times as the console writes them: 24 hours, day first, in the reader's zone. Names never come from the browser.
 * Digits are 0 to 9 in every language and no number is grouped: a log is read aloud alike on both sides, marker numbers
 * are cut in stone so, and `1.234` is a thousand to one end and one and a bit to the other.
 */
import { hour, minute, second } from '../../../shared/time.ts';

/** Chromium has no Khmer or Lao data, so Intl is asked only for numbers of a zone, in one fixed locale. */
const zoned = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = zoned.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  zoned.set(zone, made);
  return made;
}

const two = (number: number) => String(number).padStart(2, '0');

function partsOf(at: number, zone: string): Record<string, string> {
  const parts = formatter(zone).formatToParts(new Date(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** Clocks are only ever changed at a quarter of an hour, so Intl, which is slow, is asked once for each of them. */
const quarterMs = 15 * minute;
const quartersKept = 2_000;
const offsets = new Map<string, Map<number, number>>();

/** By how much a zone is ahead of UTC at an instant. */
function offsetMs(at: number, zone: string): number {
  const quarter = Math.floor(at / quarterMs);
  const known = offsets.get(zone)?.get(quarter);
  if (known !== undefined) return known;
  const { year = '', month, day, hour: h, minute: m, second: s } = partsOf(at, zone);
  const shown = Date.parse(`${year.padStart(4, '0')}-${month}-${day}T${h}:${m}:${s}Z`);
  const offset = shown - Math.floor(at / second) * second;
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  if (ofZone.size >= quartersKept) ofZone.clear();
  offsets.set(zone, ofZone.set(quarter, offset));
  return offset;
}

/** What the clock and the calendar of a zone show: `2026-11-21T14:03:27`. */
function shownIn(zone: string, at: string): string {
  const utc = Date.parse(at);
  return new Date(utc + offsetMs(utc, zone)).toISOString();
}

/** `14:03:27` */
export function clockTime(at: string, zone: string): string {
  return shownIn(zone, at).slice(11, 19);
}

/** `21/11/2026` */
export function calendarDay(at: string, zone: string): string {
  return plainDate(shownIn(zone, at).slice(0, 10));
}

/** The offset from UTC that a zone keeps at an instant, in minutes. */
function offsetMinutes(at: string, zone: string): number {
  return Math.round(offsetMs(Date.parse(at), zone) / minute);
}

/** `+07`, `−03:30`: how a zone is named beside a time, alike in every language. */
export function zoneMark(at: string, zone: string): string {
  const offset = offsetMinutes(at, zone);
  const size = Math.abs(offset);
  const rest = size % 60 ? `:${two(size % 60)}` : '';
  return `${offset < 0 ? '−' : '+'}${two(Math.floor(size / 60))}${rest}`;
}

/** The zones of both ends as far as they show different clocks at that instant, the reader's own first. */
export function differingZones(at: string, own: string, others: readonly string[]): string[] {
  const seen = new Set<number>();
  return [own, ...others].filter((zone) => {
    const offset = offsetMinutes(at, zone);
    return !seen.has(offset) && seen.add(offset);
  });
}

/**
 * The clocks of both ends: `21:03 +07 / 22:03 +08`, with the day where it is another one than the reader's; only `21:03`
 * where all clocks agree.
 */
export function clocksOfBothEnds(
  at: string,
  own: string,
  others: readonly string[],
  precision: 'minutes' | 'seconds' = 'minutes',
): string {
  const clock = (zone: string) => clockTime(at, zone).slice(0, precision === 'minutes' ? 5 : 8);
  const zones = differingZones(at, own, others);
  if (zones.length === 1) return clock(own);
  const ownDay = calendarDay(at, own);
  return zones
    .map((zone) => {
      const day = calendarDay(at, zone);
      return `${day === ownDay ? '' : `${day} `}${clock(zone)} ${zoneMark(at, zone)}`;
    })
    .join(' / ');
}

/** A date without a time, `2026-11-21`, as `21/11/2026`. */
export function plainDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** What a field for a moment holds: `21/11/2026 14:03`. */
export function fieldTime(at: string, zone: string): string {
  return `${calendarDay(at, zone)} ${clockTime(at, zone).slice(0, 5)}`;
}

/** `21/11/2026` as a date, `2026-11-21`; null when it is none. */
export function dateOf(text: string): string | null {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  if (!day || !month || !year) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : null;
}

/** The instant that `21/11/2026 14:03` means in a zone: the guess is corrected by the zone's own offset. */
export function instantOf(text: string, zone: string): string | null {
  const [, day, clock] = /^\s*(\S+)\s+(\d{1,2}:\d{2})\s*$/.exec(text) ?? [];
  const date = day && dateOf(day);
  if (!date || !clock) return null;
  const guess = Date.parse(`${date}T${clock.padStart(5, '0')}:00Z`);
  if (Number.isNaN(guess)) return null;
  return new Date(guess - offsetMs(guess, zone)).toISOString();
}

/** The next time that the clock shows `14:03` in a zone, after `now`. */
export function nextTime(clock: string, zone: string, now: string): string | null {
  const at = instantOf(`${calendarDay(now, zone)} ${clock}`, zone);
  if (!at) return null;
  return at > now ? at : new Date(Date.parse(at) + 24 * hour).toISOString();
}

/** `4:09`, `1:04:09`, `2:03:00:00`: a running time; never negative. */
export function runningTime(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / second));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const tail = `${two(minutes)}:${two(whole % 60)}`;
  if (days > 0) return `${days}:${two(hours)}:${tail}`;
  return hours > 0 ? `${hours}:${tail}` : `${minutes}:${two(whole % 60)}`;
}

export type Span = { unit: 'second' | 'minute' | 'hour' | 'day'; count: number };

/** The largest unit that fits: for "5 min", "2 h". The words are the locale's. */
export function roughSpan(ms: number): Span {
  const size = Math.max(0, ms);
  if (size < minute) return { unit: 'second', count: Math.floor(size / second) };
  if (size < hour) return { unit: 'minute', count: Math.floor(size / minute) };
  if (size < 24 * hour) return { unit: 'hour', count: Math.floor(size / hour) };
  return { unit: 'day', count: Math.floor(size / (24 * hour)) };
}
