// Starts the packaged Postgres on the data folder and answers its address: the record of a plain installation.
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { chooseAccount } from './embedded-postgres/account.ts';
import { findBinaries } from './embedded-postgres/binaries.ts';
import { clusterArgument, clusterOwner, prepareCluster } from './embedded-postgres/cluster.ts';
import { clearLeftovers, SOCKET_FOLDER_PREFIX } from './embedded-postgres/leftovers.ts';
import { takeOwnerLock } from './embedded-postgres/owner-lock.ts';
import { runPostgres } from './embedded-postgres/supervisor.ts';

export { FolderInUseError } from './embedded-postgres/owner-lock.ts';

/** `durable: false` trades safety against power loss for speed: for tests only. */
export interface EmbeddedPostgresOptions {
  dataDir: string;
  logger: Logger;
  durable: boolean;
}

/** A running embedded Postgres. `died` resolves if it ends without `stop`. */
export interface EmbeddedPostgres {
  url: string;
  /** The process id of Postgres itself. */
  pid: number;
  stop(): Promise<void>;
  died: Promise<void>;
}

const SETTINGS = [
  ...['listen_addresses=', 'unix_socket_permissions=0700', 'max_connections=200'],
  ...['timezone=UTC', 'log_timezone=UTC', 'jit=off'],
  // Statements and details of errors hold officers' words, so only Postgres' own events are logged.
  ...['log_destination=stderr', 'logging_collector=off', 'log_min_messages=log'],
  ...['log_min_error_statement=panic', 'log_error_verbosity=terse'],
];
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];
const DURABLE = ['fsync=on', 'full_page_writes=on', 'synchronous_commit=on'];

/**
 * Starts Postgres on `dataDir/postgres` (created when absent), reachable only through a private socket.
 * Throws in words, for the operator, when that is impossible; FolderInUseError when another Parley runs there.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new Error(
      'The packaged Postgres is not supported on Windows. Set DATABASE_URL to a Postgres server.',
    );
  }
  const dataDir = resolve(options.dataDir);
  const releaseLock = await ownDataFolder(dataDir);
  try {
    const running = await start(dataDir, options);
    const stop = async () => {
      await running.stop();
      await releaseLock();
    };
    return { url: running.url, pid: running.pid, died: running.died, stop };
  } catch (error) {
    await releaseLock();
    throw error;
  }
}

async function ownDataFolder(dataDir: string): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await takeOwnerLock(dataDir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new Error(
      `The data folder ${dataDir} cannot be written (${code}). Set DATA_DIR to a folder of the account that runs Parley.`,
    );
  }
}

async function start(dataDir: string, { logger, durable }: EmbeddedPostgresOptions) {
  const folder = join(dataDir, 'postgres');
  const account = await chooseAccount(await clusterOwner(folder));
  const binaries = await findBinaries(account, dataDir);
  await clearLeftovers(folder, logger);
  await prepareCluster(folder, binaries, account, durable);

  const socketFolder = await mkdtemp(join(tmpdir(), SOCKET_FOLDER_PREFIX));
  if (account) await chown(socketFolder, account.uid, account.gid);
  const settings = [...SETTINGS, ...(durable ? DURABLE : NOT_DURABLE)];
  try {
    const running = await runPostgres({
      program: binaries.postgres,
      options: [
        ...['-D', clusterArgument(folder, account), '-k', socketFolder],
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      workingFolder: folder,
      socketFolder,
      account,
      logger,
    });
    return { ...running, url: `postgresql://parley@/postgres?host=${encodeURIComponent(socketFolder)}` };
  } catch (error) {
    await rm(socketFolder, { recursive: true, force: true });
    throw error;
  }
}
