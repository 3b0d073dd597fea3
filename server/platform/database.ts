// Opens the record: pooled and single Postgres connections with explicit limits, and the check of the server.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Tables } from './schema.ts';

/** The typed query builder over Parley's tables. */
export type Database = Kysely<Tables>;

/** An open record: the query builder, the pool below it, and the way to close both. */
export interface OpenDatabase {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** `max` connections (10 by default); `applicationName` is what operators see in pg_stat_activity. */
export interface DatabaseOptions {
  applicationName: string;
  max?: number;
  logger?: Logger;
}

/** The limits of every connection, in milliseconds. */
// None of these is a default of pg. A node cut off from the network would else hold its row locks until healed.
// Waiting for a lock lasts longer than a silent holder keeps it, so that a partition of one node fails nobody else.
export const DATABASE_LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 2_000,
  query_timeout: 12_000,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
} as const;

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Turns an int8 of Postgres into a number. Throws RangeError when it is not a safe integer. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The count ${text} is too great for a number.`);
  return value;
}

function parseInt8Array(text: string): (number | null)[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((part) => (part === 'NULL' ? null : parseInt8(part)));
}

function connectionOptions(url: string, applicationName: string): pg.ClientConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, parseInt8);
  types.setTypeParser(INT8_ARRAY, parseInt8Array);
  // Instants and dates are text everywhere in Parley; a Date would only be turned back at each use.
  types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text).toISOString());
  types.setTypeParser(DATE, (text) => text);
  return { ...DATABASE_LIMITS, connectionString: url, application_name: applicationName, types };
}

/**
 * A connection whose loss is always heard. A pool hears its idle connections only: one that is lost while a query has
 * it fails that query, and must not end the process besides.
 */
export class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * Opens a pool lazily: nothing is sent before the first query. timestamptz reads as an ISO instant, date as text,
 * int8 as number.
 */
export function openDatabase(url: string, options: DatabaseOptions): OpenDatabase {
  const { applicationName, max = 10, logger } = options;
  const pool = new pg.Pool({
    ...connectionOptions(url, applicationName),
    Client: HeardClient,
    max,
    idleTimeoutMillis: 30_000,
  });
  // Unheard, the loss of an idle connection would end the process; the next query simply opens another.
  let isClosing = false;
  pool.on('error', (error) => {
    if (!isClosing) logger?.warn({ reason: error.message }, 'A database connection was lost.');
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    isClosing = true;
    await db.destroy();
    // Kysely ends only a pool that it has used itself.
    if (!pool.ended) await pool.end();
  };
  return { db, pool, close };
}

/**
 * Opens one connection with the same limits, outside any pool. It does not come back once lost: listen to its
 * 'end' and 'error' events and open another. Rejects when the server cannot be reached within 5 s.
 */
export async function openClient(url: string, applicationName: string): Promise<pg.Client> {
  const client = new HeardClient(connectionOptions(url, applicationName));
  await client.connect();
  return client;
}
