/** Keeps an outbox in a JSON file. (Node only.) */
import { jsonFile } from './json-file.ts';
import type { OutboxItem, OutboxStore } from './outbox-store.ts';

function isItems(value: unknown): value is OutboxItem[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) => typeof item === 'object' && item !== null && 'key' in item && 'owner' in item,
    )
  );
}

/** The store in the file at `path`, which several processes may share. */
export function fileOutboxStore(path: string): OutboxStore {
  const file = jsonFile(path);
  const items = async (): Promise<OutboxItem[]> => {
    const value = await file.read();
    if (value === null) return [];
    if (!isItems(value)) throw new Error(`${path} is not an outbox`);
    return value;
  };
  const change = (how: (kept: OutboxItem[]) => OutboxItem[]) =>
    file.exclusive(async () => file.write(how(await items())));
  return {
    load: async (owner) => (await items()).filter((item) => item.owner === owner),
    save: (item) => change((kept) => [...kept.filter(({ key }) => key !== item.key), item]),
    remove: (key) => change((kept) => kept.filter((item) => item.key !== key)),
  };
}
