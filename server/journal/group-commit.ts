// Group commit: while one batch is being committed the next collects. No timer: whoever finds nothing under way waits for
// the other requests of his turn of the event loop, else the first of a burst would go alone and all others behind it.

/** What became of one request of a batch: its result, or what it is refused with. */
export type Outcome<R> = { result: R } | { error: unknown };

export interface GroupCommit<T, R> {
  /** Resolves after the commit of the batch the request went with. */
  submit(request: T): Promise<R>;
  /** Resolves when nothing is in flight any more. */
  idle(): Promise<void>;
}

interface Waiting<T, R> {
  request: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * `commit` commits a batch and answers an outcome for each of its requests, in their order; when it throws, every
 * request of the batch fails. Two requests with the same `identity` never share a batch: the second must find what the
 * first one left.
 */
export function createGroupCommit<T, R>(
  commit: (batch: readonly T[]) => Promise<readonly Outcome<R>[]>,
  { identity, maxBatch = 512 }: { identity: (request: T) => string; maxBatch?: number },
): GroupCommit<T, R> {
  let queue: Waiting<T, R>[] = [];
  let running: Promise<void> | null = null;

  function nextBatch(): Waiting<T, R>[] {
    const seen = new Set<string>();
    const batch: Waiting<T, R>[] = [];
    const later: Waiting<T, R>[] = [];
    for (const one of queue) {
      const name = identity(one.request);
      if (batch.length >= maxBatch || seen.has(name)) later.push(one);
      else {
        seen.add(name);
        batch.push(one);
      }
    }
    queue = later;
    return batch;
  }

  async function run(): Promise<void> {
    await endOfTurn();
    while (queue.length > 0) {
      const batch = nextBatch();
      try {
        const outcomes = await commit(batch.map(({ request }) => request));
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index] ?? { error: new Error('a request of the batch has no outcome') };
          if ('error' in outcome) reject(outcome.error);
          else resolve(outcome.result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = null;
  }

  return {
    submit(request) {
      const { promise, resolve, reject } = Promise.withResolvers<R>();
      queue.push({ request, resolve, reject });
      running ??= run();
      return promise;
    },
    idle: async () => {
      await running;
    },
  };
}
