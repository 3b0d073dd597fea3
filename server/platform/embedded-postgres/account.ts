// Chooses the system account that Postgres runs under, since Postgres refuses to run as root.
import { readFile } from 'node:fs/promises';

/** A user and group by number, as spawn takes them. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The account for Postgres: null means our own. As root it is the owner of an existing cluster (so that no
 * file needs a new owner), else `postgres`, else `nobody`.
 */
export async function chooseAccount(
  existingOwner: { uid: number; gid: number } | null,
): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  if (existingOwner && existingOwner.uid !== 0) {
    return { name: `number ${existingOwner.uid}`, uid: existingOwner.uid, gid: existingOwner.gid };
  }
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const wanted of ['postgres', 'nobody']) {
    for (const line of users.split('\n')) {
      const [name, , uid, gid] = line.split(':');
      if (name === wanted && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error(
    'Postgres refuses to run as root, and this machine has neither a "postgres" nor a "nobody" account. ' +
      'Start Parley as a normal user, or set DATABASE_URL to a Postgres server.',
  );
}

/** The spawn options that make a child run under the account. */
export function runAs(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** The few environment variables that Postgres gets: PGDATA and its like of the caller must not steer ours. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: serverLocale() };
}

/** The UTF-8 locale name of this operating system for what Postgres still asks the C library. */
export function serverLocale(): string {
  return process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
}
