/** Instants and durations as they stand in entries, states and replies. */
import { z } from 'zod';

/** An instant: ISO 8601 in UTC with milliseconds, `2026-11-21T14:00:00.000Z`. Made by the database clock. */
export const instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instant>;

/**
 * An instant as a person or a script gives it: any ISO 8601 date-time with an offset, from 1970 on; normalised to
 * {@link instant}. Of older ones, neither Postgres nor JavaScript reads back what the other has written.
 */
export const givenInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .pipe(instant.refine((text) => text >= '1970', 'must not lie before 1970'));

export const calendarDate = z.iso.date().refine((text) => text >= '0001', 'there is no year 0');

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A duration in milliseconds between one second and seven days. */
export const durationMs = z
  .int()
  .min(second)
  .max(7 * day);

export function plusMs(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** Milliseconds from `now` until `at`; negative when `at` has passed. */
export function msUntil(at: Instant, now: Instant): number {
  return Date.parse(at) - Date.parse(now);
}
