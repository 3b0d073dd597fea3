/** Words on their way to the device's storage: what is entered meanwhile follows once they are kept, in order, each once. */
import { useRef } from 'react';
import { type Draft, restOf } from '../../state/drafts.ts';

/** Keeps words, and takes them out of the field; false when they stay there. */
type Keep = (words: Draft) => Promise<boolean>;

interface Entered {
  words: Draft;
  keep: Keep;
}

/** Words stay in the field until they are kept, so what is entered meanwhile still begins with them. */
export function useSending(): (words: Draft, keep: Keep) => Promise<void> {
  const behind = useRef<Entered[] | null>(null);
  return async (words, keep) => {
    if (behind.current) return void behind.current.push({ words, keep });
    const waiting: Entered[] = [{ words, keep }];
    behind.current = waiting;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // What could not be kept stays in the field with all that was entered behind it.
        if (!(await next.keep(next.words))) return;
        const sent = next.words;
        for (const later of waiting.splice(0)) {
          const rest = restOf(later.words, sent);
          if (rest) waiting.push({ ...later, words: rest });
        }
      }
    } finally {
      behind.current = null;
    }
  };
}
