// The line in front of an officer: his commands pass side by side, and whoever changes him waits for them and passes alone.
//
// The locks of his rows alone do not do: ever new sharers pass the one who waits until no sharer is left, so that whoever
// floods the server with commands could not be disabled, nor his sessions be ended. An advisory lock is granted in turn.
import { sql } from 'kysely';
import type { Sql } from '../platform/command.ts';

const place = sql`hashtextextended(officer.id::text, 0)`;

/** For a command of this session; to be called before its officer is locked to be read. */
export async function passInLine(trx: Sql, sessionId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(${place})
    from (select officer_id as id from sessions where id = ${sessionId}) officer`.execute(trx);
}

type Whose = { officerId: string } | { username: string } | { sessionId: string };

function officerWho(whose: Whose) {
  if ('officerId' in whose) return sql`select ${whose.officerId}::uuid as id`;
  if ('username' in whose) return sql`select id from officers where username = ${whose.username}`;
  return sql`select officer_id as id from sessions where id = ${whose.sessionId}`;
}

/** To be called before the officer or his sessions are locked to be changed. */
export async function passAlone(trx: Sql, whose: Whose): Promise<void> {
  await sql`select pg_advisory_xact_lock(${place}) from (${officerWho(whose)}) officer`.execute(trx);
}
