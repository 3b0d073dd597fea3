// The sessions of connected officers, compared with the record.
import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { EndReason } from './session-store.ts';

/** A connection as it was let in; a change of `epoch` means that the rest may be out of date. */
export interface Seat {
  sessionId: string;
  officerId: string;
  stationId: string;
  organisationId: string;
  epoch: number;
}

export interface SeatChange {
  sessionId: string;
  /** Null while the session lives. */
  ended: EndReason | null;
  officerId: string;
  stationId: string;
  organisationId: string;
  epoch: number;
}

/** Of these seats, those whose session has ended or whose officer was disabled or changed. */
export async function changedSeats(db: Database, seats: readonly Seat[]): Promise<SeatChange[]> {
  const { rows } = await sql<SeatChange>`
    select s.id as "sessionId",
           case when o.disabled_at is not null then 'disabled'
                when s.revoked_at is not null then s.revoked_reason end as ended,
           o.id as "officerId", o.station_id as "stationId", st.organisation_id as "organisationId", o.epoch
    from unnest(
      ${seats.map(({ sessionId }) => sessionId)}::uuid[], ${seats.map(({ epoch }) => epoch)}::int[]
    ) as seat (session_id, epoch)
    join sessions s on s.id = seat.session_id
    join officers o on o.id = s.officer_id
    join stations st on st.id = o.station_id
    where s.revoked_at is not null or o.disabled_at is not null or o.epoch <> seat.epoch`.execute(db);
  return rows;
}

/** Notes that these sessions are in use. */
export async function touchSessions(db: Database, sessionIds: readonly string[]): Promise<void> {
  await sql`update sessions set seen_at = parley_now()
    where id = any(${sessionIds}::uuid[]) and revoked_at is null`.execute(db);
}
