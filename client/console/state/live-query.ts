/** A query whose answer is kept fresh: asked again after hints, never twice at once, the last answer shown meanwhile. */

import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Failure, failureOf } from './failure.ts';

export interface Answer<T> {
  data: T | null;
  failure: Failure | null;
}

export interface LiveQuery<T> {
  store: StoreApi<Answer<T>>;
  /** Asks again within so many milliseconds; an earlier promise to ask stands. */
  touch(withinMs?: number): void;
  forget(): void;
}

export function liveQuery<T>(ask: () => Promise<T>): LiveQuery<T> {
  const store = createStore<Answer<T>>(() => ({ data: null, failure: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let asking = false;
  let again = false;
  let generation = 0;

  async function run(): Promise<void> {
    due = Number.POSITIVE_INFINITY;
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const mine = generation;
    try {
      const data = await ask();
      if (mine === generation) store.setState({ data, failure: null });
    } catch (error) {
      if (mine === generation) store.setState({ failure: failureOf(error) });
    } finally {
      asking = false;
    }
    if (again) {
      again = false;
      await run();
    }
  }

  return {
    store,
    touch(withinMs = 0) {
      const at = Date.now() + withinMs;
      // A hidden tab's timer may be long past its time: what is asked for at once never waits for it.
      if (withinMs > 0 && at >= due) return;
      due = at;
      clearTimeout(timer);
      // At once means without a timer: browsers let those of a hidden tab wait for up to a minute.
      if (withinMs === 0) void run();
      else timer = setTimeout(() => void run(), withinMs);
    },
    forget() {
      generation += 1;
      clearTimeout(timer);
      due = Number.POSITIVE_INFINITY;
      store.setState({ data: null, failure: null });
    },
  };
}

export function useAnswer<T>(query: LiveQuery<T>): Answer<T> {
  return useStore(query.store);
}
