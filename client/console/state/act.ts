/** Doing something: one thing at a time per button, its refusal kept until the next try. */
import { useState } from 'react';
import { type Failure, failureOf } from './failure.ts';

export interface Act {
  /** Undefined when it was refused; the reason is then in `failure`. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
  pending: boolean;
  failure: Failure | null;
  clear(): void;
}

export function useAct(): Act {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    pending,
    failure,
    clear: () => setFailure(null),
    async run(work) {
      setPending(true);
      setFailure(null);
      try {
        return await work();
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        setPending(false);
      }
    },
  };
}
