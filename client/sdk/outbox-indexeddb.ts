/** Keeps an outbox in the browser's IndexedDB. (Browser only.) */
import { type DBSchema, openDB } from 'idb';
import type { OutboxItem, OutboxStore } from './outbox-store.ts';

interface OutboxDatabase extends DBSchema {
  items: { key: string; value: OutboxItem; indexes: { owner: string } };
}

/** The store in the database `name`, shared by the tabs of the console. */
export function indexedDbOutboxStore(name = 'parley-outbox'): OutboxStore {
  const opening = openDB<OutboxDatabase>(name, 1, {
    upgrade(database) {
      database.createObjectStore('items', { keyPath: 'key' }).createIndex('owner', 'owner');
    },
    // A newer console in another tab must not wait for this one to be closed.
    blocking: (_current, _next, event) => {
      const database = event.target;
      if (database && 'close' in database && typeof database.close === 'function') database.close();
    },
  });
  const strict = { durability: 'strict' } as const;
  return {
    load: async (owner) => (await opening).getAllFromIndex('items', 'owner', owner),
    async save(item) {
      const change = (await opening).transaction('items', 'readwrite', strict);
      await Promise.all([change.store.put(item), change.done]);
    },
    async remove(key) {
      const change = (await opening).transaction('items', 'readwrite', strict);
      await Promise.all([change.store.delete(key), change.done]);
    },
  };
}
