/** Keeps the session in the browser's IndexedDB, shared by every tab of the console. (Browser only.) */
import { type DBSchema, openDB } from 'idb';
import { newId } from '../../shared/ids.ts';
import type { HeldSession } from './held-session.ts';
import type { TokenStore } from './token-store.ts';
import { oneAtATime } from './turn.ts';
import { pause } from './waiting.ts';

interface Lease {
  owner: string;
  until: number;
}

interface SessionDatabase extends DBSchema {
  session: { key: 'held'; value: HeldSession };
  lease: { key: 'renewal'; value: Lease };
}

/** What is used of a browser's locks, which exist on HTTPS and localhost only. */
interface LockingNavigator {
  locks?: { request<T>(name: string, work: () => Promise<T>): Promise<T> };
}

/** Longer than a renewal may take, so that a lease is only taken from a tab that was closed or frozen. */
const leaseMs = 15_000;

/**
 * The store of the tabs that share `name`. Not `localStorage`: a tab may read there what another has replaced long ago,
 * and a refresh token that is used twice ends the session.
 */
export function browserTokenStore(name = 'parley-session'): TokenStore {
  const opening = openDB<SessionDatabase>(name, 1, {
    upgrade(database) {
      database.createObjectStore('session');
      database.createObjectStore('lease');
    },
  });
  const me = newId();
  const inTurn = oneAtATime();
  const news = new BroadcastChannel(name);
  const { locks }: LockingNavigator = navigator;

  /** For plain HTTP, where browsers hide their locks. One transaction looks and takes, so only one tab can. */
  const takeLease = async (): Promise<boolean> => {
    const change = (await opening).transaction('lease', 'readwrite');
    const lease = await change.store.get('renewal');
    // Read after the lease: a clock read before it would lie behind the one that its holder wrote down.
    const now = Date.now();
    const left = lease ? lease.until - now : 0;
    // Much more left than a lease ever lasts: the clock was put back.
    const isFree = lease?.owner === me || left <= 0 || left > 2 * leaseMs;
    if (isFree) await change.store.put({ owner: me, until: now + leaseMs }, 'renewal');
    await change.done;
    return isFree;
  };
  const underLease = async <T>(work: () => Promise<T>): Promise<T> => {
    while (!(await takeLease())) await pause(50 + Math.random() * 100);
    try {
      return await work();
    } finally {
      const change = (await opening).transaction('lease', 'readwrite');
      if ((await change.store.get('renewal'))?.owner === me) await change.store.delete('renewal');
      await change.done;
    }
  };

  return {
    read: async () => (await (await opening).get('session', 'held')) ?? null,
    async write(session) {
      const change = (await opening).transaction('session', 'readwrite', { durability: 'strict' });
      if (session) await change.store.put(session, 'held');
      else await change.store.delete('held');
      await change.done;
      news.postMessage('changed');
    },
    exclusive: (work) => inTurn(() => (locks ? locks.request(name, work) : underLease(work))),
    watch(changed) {
      const listener = () => changed();
      news.addEventListener('message', listener);
      return () => news.removeEventListener('message', listener);
    },
  };
}
