/** Waiting: a pause that can be cut short, a limit in time, and how long to wait before the next try. */

/** Resolves after `ms`, at once when `wake` calls back, and rejects when `signal` aborts. */
export function pause(
  ms: number,
  signal?: AbortSignal | undefined,
  wake?: (now: () => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    let asleep: (() => void) | undefined;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      asleep?.();
      signal?.removeEventListener('abort', abort);
      settle();
    };
    const abort = () => end(() => reject(signal?.reason));
    const timer = setTimeout(() => end(resolve), ms);
    signal?.addEventListener('abort', abort);
    asleep = wake?.(() => end(resolve));
  });
}

/** A signal that aborts with `signal` or after `ms`; `done` frees its timer. (`AbortSignal.any` is younger than the oldest browser served.) */
export function limited(ms: number, signal?: AbortSignal | undefined): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new Error(`no answer within ${ms} ms`));
  // A timer takes at most 31 bits; `Infinity` would fire at once.
  const timer = ms < 2 ** 31 ? setTimeout(expire, ms) : undefined;
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** Exponential backoff with jitter: half to the whole of 250 ms, 500 ms, … 5 s, so that many clients do not come at once. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(5_000, 250 * 2 ** Math.min(attempt, 10));
  return Math.round(most * (0.5 + random() / 2));
}

/** What `work` gives, or the reason of `signal` as soon as it aborts. The work itself goes on unheard. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
