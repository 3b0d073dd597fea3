/** The times of an alarm at a seat; apart from the schemas, so that the console can ring before it has fetched those. */
import { minute, second } from './time.ts';

/** How long a seat is silent. There is no longer pause, and none that lasts. */
export const silenceMs = 120 * second;

/** A critical alert that was acknowledged but is in a case not resolved yet calls its own end again after so long. */
export const stillOpenAfterMs = 30 * minute;

/** So many alarms are named in one silence; more go into the next one. */
export const mostSilenced = 200;
