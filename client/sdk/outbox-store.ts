/** What stands in an outbox, and where it may be kept. */
import type { InputOf } from '../../shared/commands.ts';
import type { ErrorBody } from '../../shared/errors.ts';
import type { Id } from '../../shared/ids.ts';
import type { SendableName } from './send.ts';

/** A command that was written and is not known to stand on the record. */
export interface OutboxItem {
  /** The key it is sent with, on every try and after every restart. */
  key: Id;
  /** The user name of the officer who wrote it: it is never sent as anybody else. */
  owner: string;
  /** Items of one lane are sent in order of writing, one at a time. */
  lane: string;
  order: number;
  name: SendableName;
  input: InputOf<SendableName>;
  /** By this device's clock. */
  writtenAt: string;
  state: 'waiting' | 'sending' | 'refused';
  /** Whether it was ever sent off: it may then stand on the record, though no answer came. */
  tried: boolean;
  /** Why it was refused; null otherwise. */
  error: ErrorBody | null;
}

/** Keeps items through restarts. A settled `save` or `remove` is durable. */
export interface OutboxStore {
  load(owner: string): Promise<OutboxItem[]>;
  save(item: OutboxItem): Promise<void>;
  remove(key: Id): Promise<void>;
}

/** Keeps items as long as the process lives. */
export function memoryOutboxStore(): OutboxStore {
  const items = new Map<Id, OutboxItem>();
  return {
    load: async (owner) => [...items.values()].filter((item) => item.owner === owner),
    async save(item) {
      items.set(item.key, item);
    },
    async remove(key) {
      items.delete(key);
    },
  };
}
