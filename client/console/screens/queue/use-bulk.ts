/** Answering several at once: each is sent by itself, one after the other, and each has its own result. */
import { useState } from 'react';
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { sendAnswer } from '../../state/acknowledge.ts';
import { queue } from '../../state/desk.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { mayGoTogether } from './order.ts';

export interface Result {
  item: QueueItem;
  /** Where the record has it; null = refused, and why. */
  written: { seq: number; at: string } | null;
  failure: Failure | null;
}

export interface Bulk {
  isChosen(escalationId: string): boolean;
  toggle(escalationId: string): void;
  choose(escalationIds: readonly string[]): void;
  /** What is chosen and still waits. */
  chosen: readonly QueueItem[];
  acknowledge(): Promise<void>;
  pending: boolean;
  results: readonly Result[];
  clearResults(): void;
}

async function answer(item: QueueItem): Promise<Result> {
  try {
    const { seq, at } = await sendAnswer(item.escalation, 'received');
    return { item, written: { seq, at }, failure: null };
  } catch (error) {
    return { item, written: null, failure: failureOf(error) };
  }
}

export function useBulk(items: readonly QueueItem[]): Bulk {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<readonly Result[]>([]);
  const [pending, setPending] = useState(false);
  // What has turned critical or exhausted meanwhile is answered by itself.
  const chosen = items.filter((item) => ids.has(item.escalation.id) && mayGoTogether(item));
  return {
    isChosen: (id) => ids.has(id),
    toggle: (id) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    choose: (all) => setIds(new Set(all)),
    chosen,
    async acknowledge() {
      setPending(true);
      setResults([]);
      for (const item of chosen) {
        const result = await answer(item);
        setResults((before) => [...before, result]);
      }
      setIds(new Set());
      setPending(false);
      queue.touch();
    },
    pending,
    results,
    clearResults: () => setResults([]),
  };
}
