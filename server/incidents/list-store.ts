// The list of cases: filtered in SQL, paged by (opened, id) so that a page never shifts under the reader.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { OutputOf, ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { id } from '../../shared/ids.ts';
import { givenInstant } from '../../shared/time.ts';
import type { Sql } from '../platform/command.ts';
import { conditionsOf } from './conditions-store.ts';
import { toIncident } from './rows.ts';

type Filter = ParsedInputOf<'incident.list'>;
type Page = OutputOf<'incident.list'>;

const cursorShape = z.tuple([givenInstant, id]);

function encodeCursor(openedAt: string, incidentId: string): string {
  return Buffer.from(JSON.stringify([openedAt, incidentId])).toString('base64url');
}

function decodeCursor(text: string): [openedAt: string, incidentId: string] {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return refuse('invalid_input', { issues: [{ path: 'cursor', problem: 'not a cursor of this list' }] });
  }
}

/**
 * A page of the incidents on lines within reach of `stationId`. Everything in it comes from shared channels: a private
 * note changes neither its order nor any of its values.
 */
export async function listIncidents(
  trx: Sql,
  filter: Filter,
  stationId: string,
  /** A condition more, on the case as `i`. */
  only?: RawBuilder<boolean>,
): Promise<Page> {
  let query = trx
    .selectFrom('incidents as i')
    .innerJoin('lines as l', 'l.id', 'i.line_id')
    .innerJoin('channels as c', 'c.id', 'i.channel_id')
    .selectAll('i')
    .select(['l.code as line_code', 'c.last_at as last_entry_at'])
    .select(
      sql<number>`(
        select count(*)::int from escalations e
        join station_reach r on r.station_id = e.end_id and r.ancestor_id = ${stationId}
        where e.incident_id = i.id and e.state in ('running', 'exhausted'))`.as('waiting'),
    )
    .where((where) =>
      where.exists(
        where
          .selectFrom('line_ends as le')
          .innerJoin('station_reach as r', 'r.station_id', 'le.station_id')
          .select('le.line_id')
          .whereRef('le.line_id', '=', 'i.line_id')
          .where('r.ancestor_id', '=', stationId),
      ),
    )
    .orderBy('i.opened_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(filter.limit + 1);
  for (const condition of conditionsOf(filter, stationId)) query = query.where(condition);
  if (filter.text) query = query.where(sql<boolean>`field_form(i.title) like part_pattern(${filter.text})`);
  if (only) query = query.where(only);
  if (filter.cursor) {
    const [openedAt, incidentId] = decodeCursor(filter.cursor);
    query = query.where(sql<boolean>`(i.opened_at, i.id) < (${openedAt}::timestamptz, ${incidentId}::uuid)`);
  }
  const rows = await query.execute();
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    incidents: page.map((row) => ({
      ...toIncident(row),
      lineCode: row.line_code,
      waitingForMe: row.waiting,
      lastEntryAt: row.last_entry_at,
    })),
    nextCursor: last ? encodeCursor(last.opened_at, last.id) : null,
  };
}

/** The private channels of a case's ends that are within reach of `stationId`, in the order of the line's ends. */
export async function readableSides(
  trx: Sql,
  incidentId: string,
  stationId: string,
): Promise<{ endId: string; channelId: string; headSeq: number }[]> {
  const { rows } = await sql<{ endId: string; channelId: string; headSeq: number }>`
    select c.station_id as "endId", c.id as "channelId", c.last_seq as "headSeq"
    from channels c
    join station_reach r on r.station_id = c.station_id and r.ancestor_id = ${stationId}
    join line_ends e on e.line_id = c.line_id and e.station_id = c.station_id
    where c.incident_id = ${incidentId} and c.kind = 'side'
    order by e.position`.execute(trx);
  return rows;
}
