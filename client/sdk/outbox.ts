/** Commands written while nobody could be asked: kept, sent once and in order when the server is back, set aside when refused. */
import type { CommandName, InputOf } from '../../shared/commands.ts';
import { Refusal } from '../../shared/errors.ts';
import { type Id, newId } from '../../shared/ids.ts';
import { issuesOf } from '../../shared/issues.ts';
import { second } from '../../shared/time.ts';
import { NotKept } from './not-kept.ts';
import { type Observable, observable, type Topic, topic } from './observable.ts';
import type { OutboxItem, OutboxStore } from './outbox-store.ts';
import type { Send } from './send.ts';
import { oneAtATime } from './turn.ts';

export interface Outbox {
  /** What is not known to stand on the record, in order of writing. */
  items: Observable<readonly OutboxItem[]>;
  /**
   * Keeps a command and sends it when its turn comes; durable once this settles. `lane`: what it keeps its order with.
   * A device that cannot keep it sends it at once and settles when it is on the record, or throws {@link NotKept}.
   */
  add<N extends CommandName>(name: N, input: InputOf<N>, options?: { lane?: string }): Promise<OutboxItem>;
  /** Tries a refused item again, after those that wait. */
  retry(key: Id): Promise<void>;
  /** Throws an item away; false when it is being sent at this moment or is gone already. */
  discard(key: Id): Promise<boolean>;
  /** An item came to stand on the record. */
  sent: Topic<{ item: OutboxItem; result: unknown }>;
  /** Loads the items of an officer and begins to send; forgets (not deletes) those of another. */
  open(owner: string): Promise<void>;
  close(): void;
}

export interface OutboxDeps {
  store: OutboxStore;
  send: Send;
  /** Whether it is worth trying now; when it turns true, waiting items go out. */
  isConnected: Observable<boolean>;
  /** The lane of a command that is added without one. */
  laneOf(name: CommandName, input: InputOf<CommandName>): string;
  retryEveryMs?: number | undefined;
}

const sendWithinMs = 20 * second;
/** These say something about the session, not about the item. */
const waitsForSignIn = new Set(['unauthenticated', 'token_invalid', 'session_ended']);

const byOrder = (one: OutboxItem, other: OutboxItem) => one.order - other.order;

/** The console fetches them after its start. Where they cannot be had now, the server judges later: words are kept. */
function contractsAtHand() {
  return import('../../shared/commands.ts').then(
    ({ contracts }) => contracts,
    () => null,
  );
}

/** An outbox that is empty until `open`. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, send, isConnected, laneOf, retryEveryMs = 15 * second } = deps;
  const items = observable<readonly OutboxItem[]>([]);
  const sent = topic<{ item: OutboxItem; result: unknown }>();
  const busyLanes = new Set<string>();
  /** What is kept and what is shown change together, in turn: an item is shown once it is durable. */
  const inTurn = oneAtATime();
  let owner: string | null = null;
  let closing = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastOrder = 0;

  const replace = (item: OutboxItem) =>
    items.set(items.get().map((one) => (one.key === item.key ? item : one)));
  const nextOrder = () => {
    lastOrder = Math.max(Date.now(), lastOrder + 1, ...items.get().map(({ order }) => order + 1));
    return lastOrder;
  };
  /** A command that could not be kept and got no answer is the same command when it is tried again. */
  const unkept = new Map<string, Id>();
  const sendUnkept = async (item: OutboxItem, cause: unknown) => {
    const waits = items.get().some(({ lane, state }) => lane === item.lane && state !== 'refused');
    // Before what was written earlier it must not go.
    if (waits || !isConnected.get()) throw new NotKept(cause);
    const words = JSON.stringify([item.name, item.input]);
    const key = unkept.get(words) ?? item.key;
    unkept.set(words, key);
    const result = await send(item.name, item.input, {
      key,
      deadlineMs: sendWithinMs,
      signal: closing.signal,
    });
    unkept.delete(words);
    sent.emit({ item, result });
  };
  const keep = (item: OutboxItem) =>
    inTurn(async () => {
      await store.save(item);
      if (item.owner === owner) items.set([...items.get().filter(({ key }) => key !== item.key), item]);
    });
  /** On the record, but not struck off a disk that became full: what comes after it in its lane must not wait for that. */
  const settled = new Set<Id>();
  const strikeOff = async (key: Id) => {
    settled.add(key);
    await store.remove(key).then(
      () => settled.delete(key),
      () => undefined,
    );
  };
  const forget = (key: Id) =>
    inTurn(async () => {
      await strikeOff(key);
      items.set(items.get().filter((item) => item.key !== key));
    });

  /** A store that cannot be read says nothing against it. */
  const isKept = (item: OutboxItem) =>
    store.load(item.owner).then(
      (kept) => kept.some(({ key }) => key === item.key),
      () => true,
    );

  /** Whether the lane may go on to its next item. */
  const attempt = async (item: OutboxItem, signal: AbortSignal): Promise<boolean> => {
    const tried: OutboxItem = { ...item, tried: true };
    replace({ ...tried, state: 'sending' });
    // Another tab may have sent it, or thrown it away: it must not come back from here.
    const kept = await inTurn(() => isKept(item));
    if (signal.aborted) return false;
    if (!kept) {
      items.set(items.get().filter(({ key }) => key !== item.key));
      return true;
    }
    // A disk that became full must not keep it from being sent.
    if (!item.tried) await inTurn(() => store.save(tried)).catch(() => undefined);
    if (signal.aborted) return false;
    try {
      const result = await send(item.name, item.input, { key: item.key, deadlineMs: sendWithinMs, signal });
      if (signal.aborted) return false;
      await forget(item.key);
      sent.emit({ item, result });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof Refusal) || error.retryable || waitsForSignIn.has(error.code)) {
        replace({ ...tried, state: 'waiting' });
        return false;
      }
      const refused: OutboxItem = { ...tried, state: 'refused', error: error.toBody() };
      replace(refused);
      // On a disk that became full it stays as it was, and is refused again after the next start.
      await store.save(refused).catch(() => undefined);
      return true;
    }
  };
  const work = async (lane: string, signal: AbortSignal) => {
    busyLanes.add(lane);
    try {
      for (;;) {
        const next = items.get().find((item) => item.lane === lane && item.state === 'waiting');
        if (!next || !(await attempt(next, signal))) break;
      }
    } finally {
      if (!signal.aborted) busyLanes.delete(lane);
    }
  };
  const pump = () => {
    clearTimeout(timer);
    const waiting = items.get().filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return;
    for (const { lane } of waiting) if (!busyLanes.has(lane)) void work(lane, closing.signal);
    timer = setTimeout(pump, retryEveryMs);
  };
  const stop = () => {
    clearTimeout(timer);
    closing.abort();
    busyLanes.clear();
    owner = null;
    items.set([]);
  };
  const load = (mine: string) =>
    inTurn(async () => {
      for (const key of settled) await strikeOff(key);
      const kept = (await store.load(mine)).filter(({ key }) => !settled.has(key));
      if (owner !== mine) return;
      // Another tab may have added some; those in hand here keep their state.
      const held = new Map(items.get().map((item) => [item.key, item]));
      const all = kept.map((item) => held.get(item.key) ?? item);
      items.set(all.sort(byOrder));
      pump();
    });
  const unwatch = isConnected.subscribe(() => {
    if (isConnected.get() && owner !== null) void load(owner);
  });

  return {
    items,
    sent,
    async add(name, input, options) {
      const writer = owner;
      const parsed = (await contractsAtHand())?.[name].input.safeParse(input);
      if (parsed && !parsed.success) {
        const issues = issuesOf(parsed.error).map(({ path, message }) => ({
          path: path.join('.'),
          problem: message,
        }));
        throw new Refusal('invalid_input', { issues });
      }
      const lane = options?.lane ?? laneOf(name, input);
      if (writer === null || writer !== owner) throw new Refusal('unauthenticated');
      const item: OutboxItem = {
        ...{ key: newId(), owner: writer, lane, order: nextOrder(), name, input },
        ...{ writtenAt: new Date().toISOString(), state: 'waiting', tried: false, error: null },
      };
      try {
        await keep(item);
      } catch (cause) {
        await sendUnkept(item, cause);
        return item;
      }
      if (isConnected.get()) pump();
      return item;
    },
    async retry(key) {
      const item = items.get().find((one) => one.key === key && one.state === 'refused');
      if (!item) return;
      await keep({ ...item, state: 'waiting', error: null, order: nextOrder() });
      pump();
    },
    discard: (key) =>
      inTurn(async () => {
        const item = items.get().find((one) => one.key === key && one.state !== 'sending');
        if (!item) return false;
        // Before it is struck off the disk: meanwhile it must not be sent.
        items.set(items.get().filter((one) => one !== item));
        try {
          await store.remove(key);
        } catch (error) {
          // Still kept: it would be sent after the next start.
          if (item.owner === owner) items.set([...items.get(), item].sort(byOrder));
          throw error;
        }
        return true;
      }),
    async open(username) {
      if (owner === username) return;
      stop();
      closing = new AbortController();
      owner = username;
      await load(username);
    },
    close() {
      stop();
      unwatch();
    },
  };
}
