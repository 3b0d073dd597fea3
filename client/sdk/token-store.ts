/** Where the tokens of a session are kept, and how those who share them take turns at renewing. */
import type { HeldSession } from './held-session.ts';
import { oneAtATime } from './turn.ts';

/**
 * A refresh token is good once, and using it twice ends the session. So all who share a store (tabs, processes) renew
 * one at a time inside `exclusive`, and read again there what another has renewed meanwhile.
 */
export interface TokenStore {
  read(): Promise<HeldSession | null>;
  write(session: HeldSession | null): Promise<void>;
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Calls back when another user of the store changed it. */
  watch?(changed: () => void): () => void;
}

/** Keeps the session in memory: it ends with the process. Several clients of one process may share the store. */
export function memoryTokenStore(): TokenStore {
  let held: HeldSession | null = null;
  const listeners = new Set<() => void>();
  return {
    read: async () => held,
    async write(session) {
      held = session;
      for (const changed of listeners) changed();
    },
    exclusive: oneAtATime(),
    watch(changed) {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}
