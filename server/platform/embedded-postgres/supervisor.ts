// Runs one Postgres as a child that ends when we end, however we end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import { type Account, plainEnvironment, runAs } from './account.ts';

/** What to run. `workingFolder` is the cluster, `socketFolder` is removed when Postgres has ended. */
export interface PostgresRun {
  program: string;
  options: string[];
  workingFolder: string;
  socketFolder: string;
  account: Account | null;
  logger: Logger;
}

/** A running Postgres. `died` resolves when it ends without having been asked to. */
export interface RunningPostgres {
  pid: number;
  stop(): Promise<void>;
  died: Promise<void>;
}

// The shell holds the other end of our pipe. When we are gone, even by kill -9, its read ends and it stops
// Postgres. It shuts its own output, or nobody would notice the end of Postgres by the end of stderr.
const DEATH_WATCH = [
  'sockets=$1; shift',
  '"$0" "$@" </dev/null & p=$!',
  'trap "" INT TERM HUP',
  'echo $p',
  'exec >/dev/null 2>&1',
  'while read _; do :; done',
  'kill -INT $p',
  'wait $p',
  'rm -rf "$sockets"',
].join('\n');

const READY = 'database system is ready to accept connections';
const FAST_STOP_MS = 20_000;

/** Starts Postgres and waits until it takes connections. Throws with Postgres' own words when it ends before. */
export async function runPostgres(job: PostgresRun): Promise<RunningPostgres> {
  const { program, options, workingFolder, socketFolder, account, logger } = job;
  const child = spawn('/bin/sh', ['-c', DEATH_WATCH, program, socketFolder, ...options], {
    ...runAs(account),
    cwd: workingFolder,
    env: plainEnvironment(),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    // A stderr that closes means that every Postgres process is gone; a shell that ends means the same for us.
    child.stderr.once('close', resolve);
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = await startAndAwaitReady(child, ended, logger);

  let isStopping = false;
  const gone = Promise.all([ended, child.exitCode === null ? once(child, 'exit') : null]);
  const died = new Promise<void>((resolve) => {
    void ended.then(() => {
      child.stdin.end();
      if (isStopping) return;
      // The shell may have been killed alone: without it nobody would ever stop this Postgres.
      signal(pid, 'SIGINT');
      resolve();
    });
  });
  const stop = async () => {
    isStopping = true;
    child.stdin.end();
    const firm = setTimeout(() => {
      logger.warn('Postgres takes too long to stop and is told to stop at once.');
      signal(pid, 'SIGQUIT');
    }, FAST_STOP_MS);
    await gone.finally(() => clearTimeout(firm));
  };
  return { pid, stop, died };
}

async function startAndAwaitReady(
  child: ChildProcess,
  ended: Promise<void>,
  logger: Logger,
): Promise<number> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The death watch of Postgres has no pipes.');
  const lastWords: string[] = [];
  let spawnError: Error | null = null;
  child.once('error', (error) => {
    spawnError = error;
  });
  const pidLine = new Promise<number>((resolve) => {
    createInterface({ input: stdout }).once('line', (line) => resolve(Number(line)));
  });
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: stderr }).on('line', (line) => {
      if (isTrouble(line)) logger.warn({ postgres: line }, 'Postgres reports trouble.');
      else logger.debug({ postgres: line }, 'Postgres says.');
      lastWords.push(line);
      if (lastWords.length > 8) lastWords.shift();
      if (line.includes(READY)) resolve();
    });
  });
  const isReady = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (!isReady) {
    child.stdin?.end();
    const reason = spawnError ? String(spawnError) : lastWords.join('\n');
    throw new Error(`Postgres did not start:\n${reason}`);
  }
  return pidLine;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

// A connection that is ended on purpose is FATAL to itself only; its owner's pool tells of it.
function isTrouble(line: string): boolean {
  return / (FATAL|PANIC): /.test(line) && !line.includes('terminating connection');
}
