/**
 * What was asked for and has no reply yet is asked again under the same key, so that pressing again writes no second
 * record. The key is kept on this device: the page may be loaded anew in between.
 */
import { z } from 'zod';
import { Refusal } from '../../../shared/errors.ts';
import { type Id, id, newId } from '../../../shared/ids.ts';
import { day } from '../../../shared/time.ts';
import { names, read, write } from './memory.ts';

const keptTry = z.object({
  key: id,
  /** All that were asked for under this key, the newest first: any of them may stand on the record. */
  inputs: z.array(z.unknown()),
  /** By this device's clock, in milliseconds. */
  at: z.number(),
});
type Try = z.infer<typeof keptTry>;

const longestMs = 7 * day;
/** Where the device keeps nothing, for as long as the page lives. */
const waiting = new Map<string, Try>();

function recall(name: string): Try | null {
  const known = waiting.get(name);
  if (known) return known;
  try {
    const kept = keptTry.parse(JSON.parse(read(name) ?? 'null'));
    return Date.now() - kept.at > longestMs ? null : kept;
  } catch {
    return null;
  }
}

function remember(name: string, now: Try | null): void {
  if (now) waiting.set(name, now);
  else waiting.delete(name);
  write(name, now && JSON.stringify(now));
}

/** These say something about the session: the press before may stand on the record. */
const aboutSession = new Set(['unauthenticated', 'token_invalid', 'session_ended']);

export interface Press<I> {
  officerId: string;
  /** What is wanted, whatever the hour: two presses that say the same are one wish. */
  what: readonly unknown[];
  /** What is asked for now: it may name another time than at the press before. */
  input: I;
}

/**
 * Does `work` under the key that belongs to `what` until a reply came: the outcome, or a refusal. Where a press before
 * turns out to stand on the record, its outcome is the answer.
 */
export async function underOneKey<I, R>(
  { officerId, what, input }: Press<I>,
  work: (input: I, key: Id) => Promise<R>,
): Promise<R> {
  const name = `press.${officerId}.${JSON.stringify(what)}`;
  const before = recall(name);
  const key = before?.key ?? newId();
  const asText = JSON.stringify(input);
  // Kept by this console: they are what it asked for.
  const earlier = (before?.inputs ?? []).filter((one) => JSON.stringify(one) !== asText) as I[];
  remember(name, { key, inputs: [input, ...earlier], at: Date.now() });
  try {
    const reply = await asOneOf(input, earlier, (one) => work(one, key));
    remember(name, null);
    return reply;
  } catch (error) {
    if (error instanceof Refusal && !aboutSession.has(error.code)) remember(name, null);
    throw error;
  }
}

/** As it is wanted now, or as the one of `earlier` that stands under the key. */
async function asOneOf<I, R>(now: I, earlier: readonly I[], work: (input: I) => Promise<R>): Promise<R> {
  try {
    return await work(now);
  } catch (error) {
    const [next, ...others] = earlier;
    if (next === undefined || !(error instanceof Refusal) || error.code !== 'key_reused') throw error;
    return await asOneOf(next, others, work);
  }
}

/** He has signed out: nothing of what he did stays on this device. */
export function forgetPresses(officerId: string): void {
  waiting.clear();
  for (const name of names(`press.${officerId}.`)) write(name, null);
}

/** Everybody's: who does not come back to this device leaves nothing on it for longer. */
for (const name of names('press.')) if (!recall(name)) write(name, null);
