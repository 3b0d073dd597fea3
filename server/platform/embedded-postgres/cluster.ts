// Prepares the cluster folder: creates it once by initdb, hands it to the account, checks its release.
import { execFile } from 'node:child_process';
import { chmod, chown, lstat, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, plainEnvironment, runAs, serverLocale } from './account.ts';
import type { Binaries } from './binaries.ts';
import { endWorkersIn } from './leftovers.ts';

const run = promisify(execFile);
const DRAFT_MARK = '.new-';

/**
 * How the programs are told where the cluster is. Under another account we start in the folder and name it by
 * "where I stand": that account may then use a cluster below a private home which it could never walk into.
 */
export function clusterArgument(folder: string, account: Account | null): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Who owns the cluster folder, or null when there is none yet. */
export async function clusterOwner(folder: string): Promise<{ uid: number; gid: number } | null> {
  return stat(folder).catch(() => null);
}

/** Makes sure that `folder` holds a cluster of the right release which the account may open. */
export async function prepareCluster(
  folder: string,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): Promise<void> {
  if (!(await standsAlready(folder, account))) {
    await create(folder, binaries, account, durable);
    return;
  }
  const release = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(nullWhereAbsent);
  if (release === null) {
    await refuseOtherContent(folder);
    await create(folder, binaries, account, durable);
    return;
  }
  const major = binaries.version.split('.')[0];
  if (release.trim() !== major) {
    throw new Error(
      `The record in ${folder} was written by Postgres ${release.trim()}, and the packaged one is ${major}. ` +
        'Carry it over with pg_upgrade or a dump before starting.',
    );
  }
  await handOver(folder, account);
}

/** Only what is truly absent may be made anew: what cannot be read just now may be the record. */
function nullWhereAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Whether there is a folder in that place. Throws in words for what is there and must neither be used nor replaced. */
async function standsAlready(folder: string, account: Account | null): Promise<boolean> {
  if ((await lstat(folder).catch(nullWhereAbsent)) === null) return false;
  const found = await stat(folder).catch(nullWhereAbsent);
  if (found === null) {
    throw new Error(
      `${folder} is a link that leads nowhere. Mount the disk that it leads to, or set DATA_DIR to another folder.`,
    );
  }
  if (!found.isDirectory()) {
    throw new Error(`${folder} is no folder. Move it away or set DATA_DIR to another folder.`);
  }
  if (account === null) refuseForeign(folder, found.uid);
  return true;
}

function refuseForeign(folder: string, uid: number): void {
  if (uid === (process.getuid?.() ?? uid)) return;
  throw new Error(
    `The record in ${folder} belongs to the account number ${uid}. ` +
      'Start Parley as that account or as root, or set DATA_DIR to another folder.',
  );
}

async function refuseOtherContent(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length === 0) return;
  throw new Error(
    `The folder ${folder} holds files that are no Postgres cluster. Move them away or set DATA_DIR to another folder.`,
  );
}

// Built beside its place and moved there when whole: a start that is killed half-way leaves no broken cluster.
async function create(folder: string, binaries: Binaries, account: Account | null, durable: boolean) {
  await removeDrafts(folder);
  const draft = await mkdtemp(`${folder}${DRAFT_MARK}`);
  if (account) await chown(draft, account.uid, account.gid);
  const locale = serverLocale();
  const options = [
    ...['-D', clusterArgument(draft, account), '-U', 'parley', '--auth=trust', '--encoding=UTF8'],
    // With the C library's own locale C, pg_trgm finds no words in Khmer, Lao or Chinese.
    ...[`--locale=${locale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await run(binaries.initdb, options, { ...runAs(account), cwd: draft, env: plainEnvironment() });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const words = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(`Postgres could not create its files in ${folder}: ${words}`);
  }
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  if (durable) await syncFolder(dirname(folder));
}

async function removeDrafts(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}${DRAFT_MARK}`)) continue;
    const draft = join(parent, name);
    // What is still written there could not be removed.
    await endWorkersIn(draft);
    await rm(draft, { recursive: true, force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function handOver(folder: string, account: Account | null): Promise<void> {
  if (account === null || (await stat(folder)).uid === account.uid) return;
  await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), account.uid, account.gid);
  }
}
