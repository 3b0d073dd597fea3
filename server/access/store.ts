// The tables of access: sessions with their officers, failed sign-ins, signing keys, ends by reach.
import { sql } from 'kysely';
import type { Me } from '../../shared/nouns/session.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import type { Database } from '../platform/database.ts';
import type { End } from './ends.ts';
import { passAlone, passInLine } from './line-store.ts';

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
  await passInLine(trx, sessionId);
  const { rows } = await sql<OfficerActor>`
    ${officerOfLiveSession(sessionId)} for share of o for key share of s`.execute(trx);
  return rows[0];
}

/** The ends of a line in order; `mine` for an officer of `stationId`. Empty when there is no such line. */
export async function endsOfLine(trx: Sql, lineId: string, stationId: string | null): Promise<End[]> {
  const { rows } = await sql<End>`
    select e.station_id as "endId", e.position, r.station_id is not null as mine
    from line_ends e
    left join station_reach r on r.station_id = e.station_id and r.ancestor_id = ${stationId}
    where e.line_id = ${lineId}
    order by e.position`.execute(trx);
  return rows;
}

/** An account as a sign-in needs it. */
export interface Account {
  officerId: string;
  username: string;
  organisationId: string;
  /** Null when it has no password, or is disabled: both fail like a wrong one. */
  passwordHash: string | null;
}

function accounts(db: Sql | Database) {
  return db
    .selectFrom('officers as o')
    .innerJoin('stations as s', 's.id', 'o.station_id')
    .select(['o.id as officerId', 'o.username', 's.organisation_id as organisationId'])
    .select(sql<string | null>`case when o.disabled_at is null then o.password_hash end`.as('passwordHash'));
}

export function findAccount(db: Database, username: string): Promise<Account | undefined> {
  return accounts(db).where('o.username', '=', username).executeTakeFirst();
}

/**
 * The account if it still has this hash, locked until the commit: a sign-in or a change of password that was
 * verified a moment ago must not outrun a disable or a new password. To write it, it is locked `toChange`.
 */
export async function lockAccount(
  trx: Sql,
  { officerId, passwordHash }: Pick<Account, 'officerId' | 'passwordHash'>,
  how: 'toRead' | 'toChange',
): Promise<Account | undefined> {
  if (how === 'toChange') await passAlone(trx, { officerId });
  const account = accounts(trx)
    .where('o.id', '=', officerId)
    .where('o.password_hash', '=', passwordHash)
    .where('o.disabled_at', 'is', null);
  return (how === 'toRead' ? account.forShare('o') : account.forNoKeyUpdate('o')).executeTakeFirst();
}

export async function setPasswordHash(trx: Sql, officerId: string, passwordHash: string): Promise<void> {
  await trx
    .updateTable('officers')
    .set({ password_hash: passwordHash })
    .where('id', '=', officerId)
    .execute();
}

/** Every end of every line that an officer of `stationId` belongs to. */
export function endsWithinReach(trx: Sql, stationId: string): Promise<Me['ends']> {
  return trx
    .selectFrom('station_reach as r')
    .innerJoin('line_ends as e', 'e.station_id', 'r.station_id')
    .select(['e.line_id as lineId', 'e.station_id as endId'])
    .where('r.ancestor_id', '=', stationId)
    .orderBy('e.line_id')
    .orderBy('e.station_id')
    .execute();
}

/** An officer with his station and his organisation, as they are shown to him. */
export async function selfOf(
  trx: Sql,
  officerId: string,
): Promise<Pick<Me, 'officer' | 'station' | 'organisation'> | undefined> {
  const officer = await trx
    .selectFrom('officers as f')
    .innerJoin('stations as s', 's.id', 'f.station_id')
    .select(['f.id', 'f.username', 'f.station_id as stationId', 's.code as stationCode', 'f.role', 'f.name'])
    .select(['f.language', sql<boolean>`f.disabled_at is not null`.as('disabled')])
    .where('f.id', '=', officerId)
    .executeTakeFirst();
  if (!officer) return undefined;
  const station = await trx
    .selectFrom('stations as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .leftJoin('stations as p', 'p.id', 's.parent_id')
    .select(['s.id', 's.code', 's.organisation_id as organisationId', 'o.code as organisationCode'])
    .select(['s.parent_id as parentId', 'p.code as parentCode', 's.kind', 's.name'])
    .select(['s.shows_watch_officer as showsWatchOfficer', 's.channel_id as channelId'])
    .where('s.id', '=', officer.stationId)
    .executeTakeFirstOrThrow();
  const organisation = await trx
    .selectFrom('organisations as o')
    .select(['o.id', 'o.code', 'o.name', 'o.kind', 'o.country', 'o.language'])
    .select(['o.time_zone as timeZone', 'o.channel_id as channelId'])
    .where('o.id', '=', station.organisationId)
    .executeTakeFirstOrThrow();
  return { officer, station, organisation };
}
