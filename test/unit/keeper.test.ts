// The keeper of the queue's backend: opened again when its heartbeat is missed.
import { expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { keepBackend, type QueueBackend } from '../../server/platform/queue/keeper.ts';
import { until } from '../support/until.ts';

interface Scripted {
  backend: QueueBackend;
  lose(): void;
  closed: boolean[];
}

function scripted(overrides: Partial<QueueBackend> = {}): Scripted {
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  const closed: boolean[] = [];
  const backend: QueueBackend = {
    add: async () => undefined,
    remove: async () => undefined,
    beat: async () => undefined,
    isPending: async () => false,
    lost,
    close: async (isForced) => {
      closed.push(isForced);
    },
    ...overrides,
  };
  return { backend, lose, closed };
}

function keep(backends: (Scripted | 'away')[], beatEveryMs = 5) {
  const left = [...backends];
  let opened = 0;
  const keeper = keepBackend({
    open: async () => {
      const next = left.shift() ?? 'away';
      if (next === 'away') throw new Error('The backend is away.');
      return next.backend;
    },
    onOpen: () => {
      opened += 1;
    },
    logger: createLogger('silent'),
    beatEveryMs,
    beatGraceMs: 1,
  });
  return { keeper, opened: () => opened };
}

it('A backend that is away is tried again until it is there', async () => {
  const good = scripted();
  const { keeper } = keep(['away', good]);
  await until(() => keeper.current() === good.backend);
  await keeper.close();
  expect(good.closed).toEqual([false]);
  expect(keeper.current()).toBeNull();
});

it('A backend whose worker takes no heartbeat is replaced', async () => {
  const [deaf, good] = [scripted({ isPending: async () => true }), scripted()];
  const { keeper, opened } = keep([deaf, good]);
  await until(() => keeper.current() === good.backend);
  expect([opened(), deaf.closed]).toEqual([2, [true]]);
  await keeper.close();
});

it('A backend that refuses a heartbeat is replaced', async () => {
  const [broken, good] = [scripted({ beat: () => Promise.reject(new Error('No.')) }), scripted()];
  const { keeper } = keep([broken, good]);
  await until(() => keeper.current() === good.backend);
  await keeper.close();
});

it('A backend that is known to be lost is replaced without waiting for the heartbeat', async () => {
  const [first, good] = [scripted(), scripted()];
  const { keeper } = keep([first, good], 3_600_000);
  await until(() => keeper.current() === first.backend);
  first.lose();
  await until(() => keeper.current() === good.backend);
  await keeper.close();
});

it('Closing does not wait for a backend that is away, nor for one that never closes', async () => {
  const { keeper: waiting } = keep(['away']);
  await waiting.close();
  const stuck = scripted({ close: () => new Promise(() => undefined) });
  const { keeper } = keep([stuck]);
  await until(() => keeper.current() === stuck.backend);
  await keeper.close();
});
