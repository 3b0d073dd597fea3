// Refuses, in words, a Postgres server on which Parley's promises would not hold.
import type pg from 'pg';

/** The Postgres server is not fit for the record; the message says what to change. */
export class ServerUnfitError extends Error {
  override name = 'ServerUnfitError';
}

const OLDEST_MAJOR = 15;

/**
 * Checks release, encoding, durability and what searching needs; creates its extensions when permitted.
 * `mayLoseData` skips the durability check and is for tests only. Throws ServerUnfitError listing every fault.
 */
export async function assertServer(pool: pg.Pool, options: { mayLoseData?: boolean } = {}): Promise<void> {
  const { rows } = await pool.query<Settings>(
    `select current_setting('server_version_num')::int / 10000 as major,
            current_setting('server_encoding') as encoding,
            current_setting('fsync') as fsync,
            current_setting('full_page_writes') as full_page_writes,
            current_setting('synchronous_commit') as synchronous_commit`,
  );
  const [settings] = rows;
  if (!settings) throw new ServerUnfitError('The Postgres server does not tell its settings.');
  const faults = [
    ...settingFaults(settings),
    ...(options.mayLoseData ? [] : durabilityFaults(settings)),
    ...(await trigramFaults(pool)),
  ];
  if (faults.length > 0) throw new ServerUnfitError(faults.join('\n'));
}

interface Settings {
  major: number;
  encoding: string;
  fsync: string;
  full_page_writes: string;
  synchronous_commit: string;
}

function settingFaults({ major, encoding }: Settings): string[] {
  const faults: string[] = [];
  if (major < OLDEST_MAJOR) faults.push(`Postgres ${major} is too old: ${OLDEST_MAJOR} or newer is needed.`);
  if (encoding !== 'UTF8')
    faults.push(`The database is encoded in ${encoding}: create it with encoding UTF8.`);
  return faults;
}

function durabilityFaults(settings: Settings): string[] {
  const names = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
  return names
    .filter((name) => settings[name] === 'off')
    .map((name) => `The setting ${name} is off, so acknowledged words could be lost: turn it on.`);
}

/** What searching rests on: look-ups by parts of words, and titles found without their accents. */
const extensions = ['pg_trgm', 'unaccent'] as const;

async function extensionFaults(pool: pg.Pool, name: (typeof extensions)[number]): Promise<string[]> {
  try {
    // Two nodes that start at once may both try; the lock lets one create it and the other find it.
    const { rows } = await pool.query<{ present: boolean }>(
      'select exists (select from pg_extension where extname = $1) as present',
      [name],
    );
    if (!rows[0]?.present) await createExtension(pool, name);
    return [];
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [
      `The extension ${name} is missing and could not be created (${words}): create it as a superuser.`,
    ];
  }
}

async function trigramFaults(pool: pg.Pool): Promise<string[]> {
  const missing: string[] = [];
  for (const name of extensions) missing.push(...(await extensionFaults(pool, name)));
  if (missing.length > 0) return missing;
  const { rows } = await pool.query<{ trigrams: string[] }>(`select show_trgm('ក') as trigrams`);
  if ((rows[0]?.trigrams.length ?? 0) > 0) return [];
  return [
    'The locale of the database knows no Khmer letters, so search would find nothing: ' +
      'create it with a UTF-8 locale such as C.UTF-8.',
  ];
}

async function createExtension(pool: pg.Pool, name: (typeof extensions)[number]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('parley.extension'))`);
    await client.query(`create extension if not exists ${name}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
