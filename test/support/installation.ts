// An installation as a newcomer has it: a data folder, and the server as a program on it with its own Postgres.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '../../server/platform/database.ts';
import { postgresIn } from '../../server/platform/embedded-postgres/leftovers.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { takeClock } from './clock.ts';
import { until } from './until.ts';
import { loadWorld, smallWorld } from './world.ts';

const root = resolve(import.meta.dirname, '../..');
const startsWithinMs = 120_000;

export interface RunningServer {
  url: string;
  /** Its process group when it was started with one of its own, as from a terminal. */
  process: ChildProcess;
  /** Settles with the exit code when it has ended; null when it was killed. */
  ended: Promise<number | null>;
  said(): string;
}

export interface Installation {
  dataDir: string;
  /** Starts `node server/main.ts`, or another command line, and waits until it is ready. */
  start(options?: { command?: readonly string[]; ownGroup?: boolean }): Promise<RunningServer>;
  /** The address of the record of the running server. */
  recordUrl(): Promise<string>;
  /** The folder of the socket of the Postgres that runs, or ran last. */
  socketFolder(): Promise<string>;
  /** The processes of its Postgres. */
  postgres(): number[];
  /** Kills what still runs and removes the folder. */
  remove(): Promise<void>;
}

/** The small world on a data folder, with a clock that can be moved in its record; owned by `uid` where one is given. */
export async function makeInstallation(uid?: number): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-installation-'));
  const cluster = join(dataDir, 'postgres');
  await load(dataDir);
  const gid = uid === undefined ? undefined : (await stat(cluster)).gid;
  if (uid !== undefined && gid !== undefined) await chown(dataDir, uid, gid);
  const started: ChildProcess[] = [];
  const socketFolder = async () =>
    (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[4]?.trim() ?? '';
  const postgres = () => postgresIn(cluster, 0);

  return {
    dataDir,
    postgres,
    socketFolder,
    async recordUrl() {
      return `postgresql://parley@/postgres?host=${encodeURIComponent(await socketFolder())}`;
    },
    async start({ command = [process.execPath, 'server/main.ts'], ownGroup = false } = {}) {
      const [program = '', ...options] = command;
      const child = spawn(program, options, {
        ...{ cwd: root, detached: ownGroup, ...(uid === undefined ? {} : { uid, gid }) },
        env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
      const ended = once(child, 'exit').then(([code]) => code as number | null);
      const url = await until(
        () => /ready at (http:\S+)\n/.exec(said)?.[1] ?? (child.exitCode !== null && 'none'),
        {
          ...{ what: 'the address', deadlineMs: startsWithinMs },
        },
      );
      if (url === 'none') throw new Error(`the server ended instead of starting: ${said}`);
      return { url, process: child, ended, said: () => said };
    },
    async remove() {
      for (const child of started) child.kill('SIGKILL');
      await until(() => postgres().length === 0, { what: 'the end of Postgres' });
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

async function load(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, logger: createLogger('silent'), durable: true });
  try {
    await migrate(postgres.url, { withQueue: true });
    await loadWorld(postgres.url, smallWorld);
    const { db, close } = openDatabase(postgres.url, { applicationName: 'test clock', max: 1 });
    await takeClock(db).finally(close);
  } finally {
    await postgres.stop();
  }
}

/** The account of an installation's cluster that was made by root; a server started under it is a normal user's. */
export async function ordinaryAccount(): Promise<number | null> {
  if (process.getuid?.() !== 0) return null;
  const users = await readFile('/etc/passwd', 'utf8');
  const found = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? /^nobody:[^:]*:(\d+):(\d+):/m.exec(users);
  if (!found) return null;
  const [uid, gid] = [Number(found[1]), Number(found[2])];
  // Whether that account can read this folder depends on where it was cloned to.
  const { status } = spawnSync(process.execPath, ['--check', 'server/main.ts'], { cwd: root, uid, gid });
  return status === 0 ? uid : null;
}
