// Waits for a condition to come true instead of sleeping.
import { setTimeout as pause } from 'node:timers/promises';

/** `deadlineMs`: when to give up (60 s). `everyMs`: how often to look (20 ms). `what`: named in the error. */
export interface UntilOptions {
  deadlineMs?: number;
  everyMs?: number;
  what?: string;
}

type Falsy = false | null | undefined | 0 | '';

/**
 * Looks again and again until `look` answers something truthy, and answers that. A throwing `look` counts as not
 * yet. Throws after the deadline, with the last error as cause.
 */
export async function until<Answer>(
  look: () => Answer | Promise<Answer>,
  { deadlineMs = 60_000, everyMs = 20, what = 'the condition' }: UntilOptions = {},
): Promise<Exclude<Answer, Falsy>> {
  const deadline = performance.now() + deadlineMs;
  let cause: unknown;
  do {
    try {
      const answer = await look();
      if (answer) return answer as Exclude<Answer, Falsy>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(everyMs);
  } while (performance.now() < deadline);
  throw new Error(`Waited ${deadlineMs} ms in vain for ${what}.`, { cause });
}
