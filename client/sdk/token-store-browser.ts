/** Keeps the session in the browser's `localStorage`, shared by every tab of the console. */
import { newId } from '../../shared/ids.ts';
import { isHeldSession } from './held-session.ts';
import type { TokenStore } from './token-store.ts';
import { oneAtATime } from './turn.ts';
import { pause } from './waiting.ts';

/** What is used of the browser. `locks` exists on HTTPS and localhost only; `localStorage` everywhere. */
interface Browser {
  localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  navigator?: { locks?: { request<T>(name: string, work: () => Promise<T>): Promise<T> } };
  addEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
  removeEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
}

/** Longer than a renewal may take, so that a lease is only taken from a tab that was closed or frozen. */
const leaseMs = 15_000;

/**
 * A lock for plain HTTP, where browsers hide `navigator.locks`: a lease written to `localStorage`, and read again a
 * little later, so that of two tabs that wrote at once only the last goes on.
 */
function leaseLock(storage: Browser['localStorage'], key: string): TokenStore['exclusive'] {
  const me = newId();
  const holder = (): { owner: string; until: number } | null => {
    const text = storage.getItem(key);
    return text ? JSON.parse(text) : null;
  };
  const taken = (): boolean => {
    const held = holder();
    return (
      held !== null && held.owner !== me && held.until > Date.now() && held.until <= Date.now() + leaseMs
    );
  };
  return async (work) => {
    for (;;) {
      while (taken()) await pause(50 + Math.random() * 100);
      storage.setItem(key, JSON.stringify({ owner: me, until: Date.now() + leaseMs }));
      await pause(40 + Math.random() * 40);
      if (holder()?.owner === me) break;
    }
    try {
      return await work();
    } finally {
      if (holder()?.owner === me) storage.removeItem(key);
    }
  };
}

/** A store under `name` in `localStorage`; tabs take turns by `navigator.locks`, or by a lease on plain HTTP. */
export function browserTokenStore(
  name = 'parley.session',
  browser: Browser = globalThis as unknown as Browser,
): TokenStore {
  const { localStorage, navigator } = browser;
  const inTurn = oneAtATime();
  const locks = navigator?.locks;
  const lease = leaseLock(localStorage, `${name}.lease`);
  return {
    async read() {
      const text = localStorage.getItem(name);
      const value: unknown = text ? JSON.parse(text) : null;
      return isHeldSession(value) ? value : null;
    },
    async write(session) {
      if (session) localStorage.setItem(name, JSON.stringify(session));
      else localStorage.removeItem(name);
    },
    exclusive: (work) => inTurn(() => (locks ? locks.request(name, work) : lease(work))),
    watch(changed) {
      const listener = ({ key }: { key: string | null }) => {
        if (key === name || key === null) changed();
      };
      browser.addEventListener?.('storage', listener);
      return () => browser.removeEventListener?.('storage', listener);
    },
  };
}
