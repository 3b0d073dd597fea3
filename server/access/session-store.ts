// Sessions as rows: one per sign-in, with the digests of the refresh tokens it may be renewed with.
import { sql } from 'kysely';
import type { Instant } from '../../shared/time.ts';
import type { Sql } from '../platform/command.ts';
import { passAlone } from './line-store.ts';

/** Why a session ended, as it is stored and as its officer is told. */
export type EndReason = 'signed_out' | 'disabled' | 'reused';

/**
 * Ends live sessions: one, or those of an officer (all, or all but one). Waits for the commands in flight and makes
 * later ones fail; see `lockOfficerOfSession`. Whoever ends sessions and changes the officer changes the officer
 * first: the order of the locks.
 */
export async function endSessions(
  trx: Sql,
  whose: { sessionId: string } | { officerId: string; exceptSessionId?: string },
  reason: EndReason,
): Promise<void> {
  await passAlone(trx, whose);
  const these =
    'sessionId' in whose
      ? sql`id = ${whose.sessionId}`
      : sql`officer_id = ${whose.officerId} and id is distinct from ${whose.exceptSessionId ?? null}::uuid`;
  // `for update`, although the update alone would lock too: only this stops `for key share`.
  await sql`
    with ended as materialized (
      select id from sessions where ${these} and revoked_at is null order by id for update
    )
    update sessions s set revoked_at = parley_now(), revoked_reason = ${reason}
    from ended where s.id = ended.id`.execute(trx);
}

export interface NewSession {
  id: string;
  officerId: string;
  device: string;
  address: string;
  refreshHash: string;
  now: Instant;
  refreshExpiresAt: Instant;
}

export async function insertSession(trx: Sql, session: NewSession): Promise<void> {
  await trx
    .insertInto('sessions')
    .values({
      id: session.id,
      officer_id: session.officerId,
      device: session.device,
      address: session.address,
      created_at: session.now,
      seen_at: session.now,
      refresh_hash: session.refreshHash,
      rotated_at: session.now,
      refresh_expires_at: session.refreshExpiresAt,
    })
    .execute();
}

/** What a renewal is judged by. */
export interface RenewableSession {
  sessionId: string;
  officerId: string;
  organisationId: string;
  refreshHash: string;
  previousHash: string | null;
  rotatedAt: Instant;
  refreshExpiresAt: Instant;
  /** Revoked, or its officer disabled. */
  over: boolean;
}

/** Locks the session against another renewal, not against commands. */
export async function lockForRenewal(trx: Sql, sessionId: string): Promise<RenewableSession | undefined> {
  const { rows } = await sql<RenewableSession>`
    select s.id as "sessionId", o.id as "officerId", st.organisation_id as "organisationId",
           s.refresh_hash as "refreshHash", s.previous_hash as "previousHash", s.rotated_at as "rotatedAt",
           s.refresh_expires_at as "refreshExpiresAt",
           (s.revoked_at is not null or o.disabled_at is not null) as over
    from sessions s join officers o on o.id = s.officer_id join stations st on st.id = o.station_id
    where s.id = ${sessionId} for no key update of s`.execute(trx);
  return rows[0];
}

export async function rotateSession(
  trx: Sql,
  sessionId: string,
  to: { refreshHash: string; previousHash: string; now: Instant; refreshExpiresAt: Instant },
): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({
      refresh_hash: to.refreshHash,
      previous_hash: to.previousHash,
      rotated_at: to.now,
      seen_at: to.now,
      refresh_expires_at: to.refreshExpiresAt,
    })
    .where('id', '=', sessionId)
    .execute();
}
