// What a silenced alarm is about: escalations within an officer's reach, and his own station's channel.
import { sql } from 'kysely';
import type { SilencedAlarm } from '../../shared/nouns/alarm.ts';
import type { Sql } from '../platform/command.ts';

export interface SilencedAlarms {
  alarms: SilencedAlarm[];
  /** The channel of the officer's own station. */
  channelId: string;
}

/** Those of these escalations that are against, or on behalf of, an end within reach of this station. */
export async function findAlarms(
  trx: Sql,
  escalationIds: readonly string[],
  stationId: string,
): Promise<SilencedAlarm[]> {
  const { rows } = await sql<SilencedAlarm>`
    select e.id as "escalationId", e.alert_id as "alertId", i.id as "incidentId", i.number, i.title
    from escalations e join incidents i on i.id = e.incident_id
    where e.id = any(${escalationIds}::uuid[]) and exists (
      select from station_reach r
      where r.ancestor_id = ${stationId} and r.station_id in (e.end_id, e.from_end_id))
    order by array_position(${escalationIds}::uuid[], e.id)`.execute(trx);
  return rows;
}

export async function channelOfStation(trx: Sql, stationId: string): Promise<string> {
  const { channel_id } = await trx
    .selectFrom('stations')
    .select('channel_id')
    .where('id', '=', stationId)
    .executeTakeFirstOrThrow();
  return channel_id;
}
