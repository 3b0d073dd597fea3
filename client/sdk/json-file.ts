/** A JSON file that several processes of one person may change: one at a time, replaced as a whole, durable. (Node only.) */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { oneAtATime } from './turn.ts';
import { pause } from './waiting.ts';

export interface JsonFile {
  /** What it holds; null when there is no file. Throws when it is not JSON. */
  read(): Promise<unknown>;
  /** Readable by its owner alone; after it settles neither a crash nor a power cut brings the old one back. */
  write(value: unknown): Promise<void>;
  /** Runs `work` while no other process of this file's users does. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

/** Longer than any work under the lock may take. */
const staleLockMs = 60_000;

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Makes a file that is not there yet. On a full disk each try would else leave an empty one behind. */
async function makeFile(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const next = `${path}.${randomUUID()}`;
  await makeFile(next, text);
  await rename(next, path);
  // The new name is only durable once its directory is; Windows cannot open one, and has no need to.
  const folder = await open(dirname(path)).catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const [pid, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    if (Date.now() - mtimeMs > staleLockMs) return true;
    if (pid === '') return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      return await makeFile(lock, String(process.pid));
    } catch (error) {
      if (!isThere(error)) throw error;
    }
    if (await isAbandoned(lock)) await unlink(lock).catch(() => undefined);
    else await pause(20 + Math.random() * 60);
  }
}

/** The JSON file at `path`; its folder is made when something is written. */
export function jsonFile(path: string): JsonFile {
  const inTurn = oneAtATime();
  const makeFolder = () => mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return text === null ? null : JSON.parse(text);
    },
    async write(value) {
      await makeFolder();
      await replaceFile(path, `${JSON.stringify(value, null, 2)}\n`);
    },
    exclusive: (work) =>
      inTurn(async () => {
        await makeFolder();
        const lock = `${path}.lock`;
        await takeLock(lock);
        try {
          return await work();
        } finally {
          await unlink(lock).catch(() => undefined);
        }
      }),
  };
}
