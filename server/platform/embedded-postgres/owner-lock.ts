// Lets one process at a time own a data folder, by a lock file that names the owner.
import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readProcess } from './process-state.ts';

/** The data folder belongs to another live process; the message says which and what to do. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
}

const ATTEMPTS = 50;
const SETTLE_MS = 20;
const PATIENCE_MS = 2_000;

/**
 * Takes the lock `owner.lock` in `folder` and answers the function that gives it back.
 * A lock whose owner is dead is taken over. Throws FolderInUseError when the owner lives.
 */
export async function takeOwnerLock(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'owner.lock');
  const mine = describe(process.pid);
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, mine, { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await linked(draft, lock)) return () => release(lock, mine);
      const theirs = await readOrNull(lock);
      if (theirs === null) continue;
      await refuseUnlessDying(theirs, folder);
      await discardStale(lock, theirs, draft);
    }
    throw new FolderInUseError(`The data folder ${folder} is being taken by another Parley just now.`);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

function describe(pid: number): string {
  return `${pid}\n${readProcess(pid)?.startedAt ?? ''}\n`;
}

// A server that was killed a moment ago may still be there while the system clears it away.
async function refuseUnlessDying(content: string, folder: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (ownerLives(content) && performance.now() < deadline) await pause(SETTLE_MS);
  refuseIfAlive(content, folder);
}

function ownerLives(content: string): boolean {
  const pid = Number(content.split('\n')[0]);
  return readProcess(pid) !== null && content === describe(pid);
}

function refuseIfAlive(content: string, folder: string): void {
  if (!ownerLives(content)) return;
  const pid = content.split('\n')[0];
  throw new FolderInUseError(
    `The data folder ${folder} is already in use by another Parley (process ${pid}). ` +
      'Stop that one first, or set DATA_DIR to another folder.',
  );
}

// Several starters may see the same dead owner. Only the one who holds the mark may remove his lock, and looks at it once
// more under the mark: so nobody, however slow, removes the lock that another has just made.
async function discardStale(lock: string, seen: string, draft: string): Promise<void> {
  const mark = `${lock}.after.${createHash('sha256').update(seen).digest('hex').slice(0, 16)}`;
  if (await linked(draft, mark)) {
    if ((await readOrNull(lock)) === seen) await unlink(lock);
    await unlink(mark);
    return;
  }
  const marker = await readOrNull(mark);
  if (marker !== null && !ownerLives(marker)) await unlink(mark).catch(() => undefined);
  await pause(SETTLE_MS);
}

async function release(lock: string, mine: string): Promise<void> {
  if ((await readOrNull(lock)) === mine) await unlink(lock).catch(() => undefined);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
