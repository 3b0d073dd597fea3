// What a bench stands on: a record, programs in processes of their own, a Redis; all of it stopped in the end.
import { join } from 'node:path';
import { type Answers, type Program, startProgram } from './program.ts';
import { type Record, startRecord } from './record.ts';
import { startRedis } from './redis.ts';

export interface Rig {
  /** Starts a program of the bench; `folder` is this checkout or another one. */
  start<A extends Answers>(name: string, options?: { folder?: string; execArgv?: string[] }): Program<A>;
  /** The address of a fresh database with fsync on. */
  newDatabase(): Promise<string>;
  /** The address of a fresh Redis as it runs in earnest, or null where there is none. */
  newRedis(): Promise<string | null>;
  /** Runs `stop` in the end, in the reverse order. */
  onClose(stop: () => Promise<void>): void;
  close(): Promise<void>;
}

export function openRig(): Rig {
  const closers: (() => Promise<void>)[] = [];
  let record: Promise<Record> | null = null;
  const rig: Rig = {
    start(name, { folder = join(import.meta.dirname, '..'), execArgv = [] } = {}) {
      const program = startProgram<never>(join(folder, 'bench', name), execArgv);
      closers.push(program.stop);
      return program;
    },
    async newDatabase() {
      if (!record) {
        record = startRecord();
        const { stop } = await record;
        // Behind everything that is connected to it.
        closers.unshift(stop);
      }
      return (await record).newDatabase();
    },
    async newRedis() {
      const redis = await startRedis();
      if (redis) closers.push(redis.stop);
      return redis?.url ?? null;
    },
    onClose: (stop) => void closers.push(stop),
    async close() {
      for (let stop = closers.pop(); stop; stop = closers.pop()) {
        await stop().catch((error: unknown) => console.error(error));
      }
    },
  };
  return rig;
}
