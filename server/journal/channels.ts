// Channels: the row that is the only lock and the only counter, who its audience is, and who may read it.
import { sql } from 'kysely';
import { newId } from '../../shared/ids.ts';
import type { Instant } from '../../shared/time.ts';
import type { ChannelHead, NewChannel, Sql } from '../platform/command.ts';

/** The one place that names an audience. A shared channel goes to every end of its line; a side to one end alone. */
export const audienceOf = {
  organisation: (organisationId: string) => `organisation:${organisationId}`,
  station: (stationId: string) => `station:${stationId}`,
  line: (lineId: string) => `line:${lineId}`,
  side: (lineId: string, endId: string) => `side:${lineId}:${endId}`,
};

export interface LockedChannel extends ChannelHead {
  lastAt: Instant;
  now: Instant;
}

/**
 * Locks the channels in id order and reads the clock after the last lock was had. `no key`: rows that refer to a channel
 * (a mark, an entry) hold its key, and two who had written such a row would wait for each other for ever.
 */
export async function lockChannels(trx: Sql, ids: readonly string[]): Promise<LockedChannel[]> {
  const { rows } = await sql<LockedChannel>`
    with locked as materialized (
      select id, last_seq, last_at, audience from channels where id = any(${ids}::uuid[]) order by id for no key update
    )
    select id, last_seq as "lastSeq", last_at as "lastAt", audience, parley_now() as now from locked`.execute(
    trx,
  );
  return rows;
}

export async function insertChannel(trx: Sql, channel: NewChannel, now: Instant): Promise<void> {
  await trx
    .insertInto('channels')
    .values({
      id: channel.id,
      kind: channel.kind,
      organisation_id: channel.organisationId ?? null,
      station_id: channel.stationId ?? null,
      line_id: channel.lineId ?? null,
      incident_id: channel.incidentId ?? null,
      audience: channel.audience,
      last_at: now,
    })
    .execute();
}

/**
 * The audiences of an officer at `stationId`: his organisation, the stations from his own downwards, and both the
 * shared and the private room of every line end among them.
 */
export async function audiencesOf(trx: Sql, stationId: string, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ line: string | null; station: string }>`
    select r.station_id as station, e.line_id as line
    from station_reach r left join line_ends e on e.station_id = r.station_id
    where r.ancestor_id = ${stationId}`.execute(trx);
  const audiences = new Set([audienceOf.organisation(organisationId)]);
  for (const { line, station } of rows) {
    audiences.add(audienceOf.station(station));
    if (line === null) continue;
    audiences.add(audienceOf.line(line)).add(audienceOf.side(line, station));
  }
  return [...audiences];
}

/**
 * The channels among `ids` that an officer at `stationId` may read, in the order asked: their order on disk would tell
 * of writes to channels beside them. Absent and forbidden ones are left out alike.
 */
export async function readableChannels(
  trx: Sql,
  ids: readonly string[],
  reader: { stationId: string; organisationId: string },
): Promise<ChannelHead[]> {
  const { rows } = await sql<ChannelHead>`
    select c.id, c.last_seq as "lastSeq", c.audience
    from channels c
    where c.id = any(${ids}::uuid[]) and case c.kind
      when 'organisation' then c.organisation_id = ${reader.organisationId}
      when 'station' then exists (
        select from station_reach r where r.ancestor_id = ${reader.stationId} and r.station_id = c.station_id)
      else exists (
        select from line_ends e join station_reach r on r.station_id = e.station_id
        where e.line_id = c.line_id and r.ancestor_id = ${reader.stationId}
          and (c.kind <> 'side' or e.station_id = c.station_id))
      end
    order by array_position(${ids}::uuid[], c.id)`.execute(trx);
  return rows;
}

/** A fresh channel of an incident, shared or private to one end. */
export function incidentChannel(lineId: string, incidentId: string, endId?: string): NewChannel {
  return endId === undefined
    ? { id: newId(), kind: 'incident', lineId, incidentId, audience: audienceOf.line(lineId) }
    : {
        id: newId(),
        kind: 'side',
        lineId,
        incidentId,
        stationId: endId,
        audience: audienceOf.side(lineId, endId),
      };
}
