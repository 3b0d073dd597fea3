// One thing at a time for each key, with a short line behind it.
import { refuse } from '../../shared/errors.ts';

const longestLine = 32;

/** Runs the works of one key one after the other; refuses with `busy` when too many wait. */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (key, work) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= longestLine) return refuse('busy');
    lines.set(key, line);
    line.length += 1;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.length -= 1;
      if (line.length === 0) lines.delete(key);
    }
  };
}
