/** Doing something: one thing at a time per button, its refusal kept until the next try. */
import { useRef, useState } from 'react';
import { type Failure, failureOf } from './failure.ts';

export interface Act {
  /** Undefined when it was refused, with the reason in `failure`, and while another run is under way. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
  pending: boolean;
  failure: Failure | null;
  clear(): void;
}

export function useAct(): Act {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // A second press comes before the button is drawn as pending.
  const running = useRef(false);
  return {
    pending,
    failure,
    clear: () => setFailure(null),
    async run(work) {
      if (running.current) return undefined;
      running.current = true;
      setPending(true);
      setFailure(null);
      try {
        return await work();
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        running.current = false;
        setPending(false);
      }
    },
  };
}
