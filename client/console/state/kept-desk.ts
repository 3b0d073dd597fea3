/**
 * What last lay on the desk, kept on this device: a console that is opened while the server is gone shows it, with its
 * age. It belongs to one session and goes with it.
 */
import { type DBSchema, openDB } from 'idb';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Me } from '../../../shared/nouns/session.ts';
import { second } from '../../../shared/time.ts';
import { lines, organisations, queue, stations, watches } from './desk.ts';
import { client } from './hotline.ts';
import type { Answer } from './live-query.ts';
import { readerStore } from './reader.ts';

interface Kept {
  sessionId: string;
  /** By the server's clock, in milliseconds. */
  at: number;
  me: Me;
  desk: Record<string, unknown>;
}

interface DeskDatabase extends DBSchema {
  desk: { key: 'last'; value: Kept };
}

/** Set while the screen shows what was kept and the server has not said anything newer. */
export const recalled = createStore<{ at: number | null }>(() => ({ at: null }));

const kept: Record<string, StoreApi<Answer<unknown>>> = {};
// What was kept was an answer of this very query: the database gives back what it was given.
for (const [name, query] of Object.entries({ lines, queue, watches, stations, organisations }))
  kept[name] = query.store as unknown as StoreApi<Answer<unknown>>;

let opening: ReturnType<typeof openDB<DeskDatabase>> | undefined;
function open() {
  opening ??= openDB<DeskDatabase>('parley-desk', 1, {
    upgrade: (database) => void database.createObjectStore('desk'),
  });
  return opening;
}

/** Once nobody is signed in, nothing of what was seen stays on the device. */
export function forgetDesk(): void {
  void open()
    .then((database) => database.clear('desk'))
    .catch(() => undefined);
}

/** Fills the desk with what was kept for this session, and says who sits there; null when nothing was, or he has left. */
export async function recallDesk(sessionId: string, seat: AbortSignal): Promise<Me | null> {
  try {
    const last = await (await open()).get('desk', 'last');
    if (seat.aborted || last?.sessionId !== sessionId) return null;
    for (const [name, store] of Object.entries(kept))
      if (store.getState().data === null) store.setState({ data: last.desk[name] ?? null });
    recalled.setState({ at: last.at });
    return last.me;
  } catch {
    // A device that keeps nothing: the server is asked.
    return null;
  }
}

async function keep(sessionId: string): Promise<void> {
  const { me } = readerStore.getState();
  const desk = Object.fromEntries(Object.entries(kept).map(([name, store]) => [name, store.getState().data]));
  if (!me || recalled.getState().at !== null) return;
  // A full device keeps the desk of before: older, and said to be.
  await (await open())
    .put('desk', { sessionId, at: client.serverNow(), me, desk }, 'last')
    .catch(() => undefined);
}

/** Keeps the desk as it changes, at most every few seconds, until the returned function is called; then it is thrown away. */
export function keepDeskOf(sessionId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = queue.store.getState().data;
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void keep(sessionId);
    }, 2 * second);
  };
  const offs = Object.values(kept).map((store) => store.subscribe(changed));
  // The queue is asked for first; once it is new, so is what else is shown, or it follows within moments.
  const stopRecalling = queue.store.subscribe(({ data, failure }) => {
    if (data !== asked && !failure) recalled.setState({ at: null });
    asked = data;
  });
  return () => {
    clearTimeout(timer);
    stopRecalling();
    for (const off of offs) off();
    recalled.setState({ at: null });
    forgetDesk();
  };
}
