// The tables of access: sessions with their officers, failed sign-ins, signing keys, ends by reach.
import { sql } from 'kysely';
import type { OfficerActor, Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import type { End } from './ends.ts';

const officerOfLiveSession = (sessionId: string) => sql`
  select 'officer' as kind, o.id as "officerId", s.id as "sessionId", o.username, o.name, o.role,
         o.station_id as "stationId", st.organisation_id as "organisationId", o.language, o.epoch
  from officers o
  join sessions s on s.officer_id = o.id
  join stations st on st.id = o.station_id
  where s.id = ${sessionId} and s.revoked_at is null and o.disabled_at is null`;

export async function officerOfSession(
  trx: Sql | Database,
  sessionId: string,
): Promise<OfficerActor | undefined> {
  const { rows } = await sql<OfficerActor>`${officerOfLiveSession(sessionId)}`.execute(trx);
  return rows[0];
}

/**
 * `for share` makes every change of the officer wait for this transaction. The session needs only `for key share`:
 * it lets a renewal pass and stops {@link endSessions}, which takes the row `for update`.
 */
export async function lockOfficerOfSession(trx: Sql, sessionId: string): Promise<OfficerActor | undefined> {
  const { rows } = await sql<OfficerActor>`
    ${officerOfLiveSession(sessionId)} for share of o for key share of s`.execute(trx);
  return rows[0];
}

/** The ends of a line in order; `mine` for an officer of `stationId`. Empty when there is no such line. */
export async function endsOfLine(trx: Sql, lineId: string, stationId: string): Promise<End[]> {
  const { rows } = await sql<End>`
    select e.station_id as "endId", e.position, r.station_id is not null as mine
    from line_ends e
    left join station_reach r on r.station_id = e.station_id and r.ancestor_id = ${stationId}
    where e.line_id = ${lineId}
    order by e.position`.execute(trx);
  return rows;
}
