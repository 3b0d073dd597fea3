// The record as tests open it for themselves: without the server's limits, which a busy machine runs into.
import { type OpenDatabase, openDatabase } from '../../server/platform/database.ts';

/** As the server opens it, but it waits for an answer, a lock and a silent holder for as long as they take. */
export function openPatientDatabase(url: string, applicationName: string): OpenDatabase {
  const opened = openDatabase(url, { applicationName });
  // Nothing has been sent yet: each connection is made by what stands here when it is needed.
  Object.assign(opened.pool.options, {
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
    query_timeout: 0,
    connectionTimeoutMillis: 0,
  });
  return opened;
}
