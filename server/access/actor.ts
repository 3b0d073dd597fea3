// Who a command or a query acts as: read in its own transaction, never taken from the token.
import { refuse } from '../../shared/errors.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import { lockOfficerOfSession, officerOfSession } from './store.ts';

/**
 * The officer of a live session, locked until the commit: whoever disables him, changes his role or ends the session
 * waits for the commands in flight, and no command is accepted after that. Refuses with `session_ended`.
 */
export async function readActor(trx: Sql, { sessionId }: { sessionId: string }): Promise<OfficerActor> {
  return (await lockOfficerOfSession(trx, sessionId)) ?? refuse('session_ended');
}

/** The same without the lock, for transactions that only read. */
export async function readOfficerForQuery(
  trx: Sql,
  { sessionId }: { sessionId: string },
): Promise<OfficerActor> {
  return (await officerOfSession(trx, sessionId)) ?? refuse('session_ended');
}
