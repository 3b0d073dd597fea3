/** What the console is not started with and may need when the server is gone: fetched piece by piece while it is idle. */
import { second } from '../../../shared/time.ts';

type Fetch = () => Promise<unknown>;

const pieces: Fetch[] = [];

/** Puts a piece on the list; it may be fetched again, and is then at hand. */
export function wantAhead(fetchIt: Fetch): void {
  pieces.push(fetchIt);
}

/** Tries until it comes: the server may be gone for a minute, and what is on the screen must not break by it. */
export async function untilFetched<T>(fetchOnce: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetchOnce();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, Math.min(10, 2 ** tries) * second));
    }
  }
}

/** One piece after the other, so that a thin line stays free for what the officer does. */
export async function fetchAhead(): Promise<void> {
  for (const fetchIt of pieces) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2 * second }));
    await untilFetched(fetchIt);
  }
}
