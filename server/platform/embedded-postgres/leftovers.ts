// Clears away what an earlier Postgres left in the cluster folder: a running orphan or a stale pid file.

import { readdirSync } from 'node:fs';
import { readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readProcess, workingFolder } from './process-state.ts';

/** The start of the name of every socket folder, so that only our own are ever removed. */
export const SOCKET_FOLDER_PREFIX = 'parley-socket-';

const POLITE_MS = 30_000;
const FIRM_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Stops a Postgres that still runs on this cluster and removes its pid file. The caller holds the owner lock,
 * so whoever still runs has lost its Parley. Throws in words when it does not stop within 40 s.
 */
export async function clearLeftovers(folder: string, logger: Logger): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const content = await readFile(pidFile, 'utf8').catch(() => null);
  if (content === null) return;
  const lines = content.split('\n');
  const postmaster = Number(lines[0]);
  const place = await realpath(folder);
  if (postgresIn(place, postmaster).length > 0) {
    logger.warn({ pid: postmaster }, 'Stopping a Postgres that an earlier Parley left behind.');
    await stopOrphans(place, postmaster);
  }
  // Postgres takes any process of that number for the owner, even a zombie, and would not start. Where we can
  // see that nobody works in the folder the file may go; elsewhere Postgres' own check is left to decide.
  if (canSeeWorkingFolders) await rm(pidFile, { force: true });
  await removeSocketFolder(lines[4]?.trim() ?? '');
}

const canSeeWorkingFolders = process.platform === 'linux';

/** The live Postgres processes that work in `place`. */
// Backends outlive a killed postmaster for a moment and still write; they count as long as they live.
export function postgresIn(place: string, postmaster: number): number[] {
  if (!canSeeWorkingFolders) return readProcess(postmaster)?.name.includes('postgres') ? [postmaster] : [];
  return workersIn(place).filter((pid) => readProcess(pid)?.name.includes('postgres'));
}

/** The live processes whose working folder is `place`. */
export function workersIn(place: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => workingFolder(pid) === place && readProcess(pid) !== null);
}

/** Ends an initdb that goes on by itself in the draft of a cluster though its Parley was killed. */
export async function endWorkersIn(draft: string): Promise<void> {
  if (!canSeeWorkingFolders) return;
  const place = await realpath(draft);
  const deadline = Date.now() + FIRM_MS;
  for (let pids = workersIn(place); pids.length > 0 && Date.now() < deadline; pids = workersIn(place)) {
    for (const pid of pids) tell(pid, 'SIGKILL');
    await pause(LOOK_EVERY_MS);
  }
}

async function stopOrphans(place: string, postmaster: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', POLITE_MS],
    ['SIGQUIT', FIRM_MS],
  ] as const) {
    if (postgresIn(place, postmaster).includes(postmaster)) tell(postmaster, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (postgresIn(place, postmaster).length === 0) return;
      await pause(LOOK_EVERY_MS);
    }
  }
  throw new Error(
    `An earlier Postgres (process ${postmaster}) still holds ${place} and does not stop. Stop it by hand.`,
  );
}

/** An orphan is told to stop by its death watch too, and may be gone in the moment after it was seen. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function removeSocketFolder(folder: string): Promise<void> {
  if (!folder.startsWith(join(tmpdir(), SOCKET_FOLDER_PREFIX)) || dirname(folder) !== tmpdir()) return;
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
