// Looks the index up: which cases and lines hold every term within what an officer may read, and the newest places.
import { type RawBuilder, sql } from 'kysely';
import type { OutputOf, ParsedInputOf } from '../../shared/commands.ts';
import type { Entry } from '../../shared/entry.ts';
import type { SearchGroup, SearchHit } from '../../shared/nouns/search.ts';
import { searchTerms, type Terms } from '../../shared/search-form.ts';
import { listIncidents } from '../incidents/list-store.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import { type Finder, finderOf, type Reading, searchVersion, shownPart } from './domain.ts';

type Input = ParsedInputOf<'record.search'>;
type Output = OutputOf<'record.search'>;

/** The newest places of a group, and all that are shown when one case is looked through. */
const fewHits = 4;
const manyHits = 100;

/** Lines of the index as `s` that this officer may read: those of his lines, and private ones of his own ends alone. */
function readable(stationId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from line_ends e join station_reach r on r.station_id = e.station_id
    where e.line_id = s.line_id and r.ancestor_id = ${stationId} and (s.end_id is null or s.end_id = e.station_id))`;
}

/** A term holds letters, digits and blanks only: no wildcard can come with it. */
function holds(terms: Terms): RawBuilder<boolean> {
  return sql<boolean>`${sql.join(
    terms.map((term) => sql`s.form like ${`%${term}%`}`),
    sql` and `,
  )}`;
}

interface HitRow extends Omit<Entry, 'payload'> {
  payload: unknown;
  channelId: string;
  lineId: string;
  incidentId: string | null;
  privateTo: string | null;
  hitCount: number;
}

interface Wanted {
  terms: Terms;
  find: Finder;
  stationId: string;
  reading: Reading;
}

async function readHits(
  trx: Sql,
  { terms, stationId }: Wanted,
  among: RawBuilder<boolean>,
  most: number,
): Promise<HitRow[]> {
  const { rows } = await sql<HitRow>`
    select h.channel_id as "channelId", h.line_id as "lineId", h.incident_id as "incidentId",
      h.end_id as "privateTo", h.hit_count as "hitCount", n.seq, n.id, n.kind, n.at, n.by, n.payload
    from (
      select s.*, count(*) over (partition by s.incident_id, s.line_id)::int as hit_count,
        row_number() over (partition by s.incident_id, s.line_id order by s.at desc, s.channel_id, s.seq desc) as place
      from search_texts s
      where ${among} and ${readable(stationId)} and ${holds(terms)}
    ) h join entries n on n.channel_id = h.channel_id and n.seq = h.seq
    where h.place <= ${most}
    order by h.line_id, h.incident_id, h.place`.execute(trx);
  return rows;
}

function toHits(rows: readonly HitRow[], { find, reading }: Wanted): SearchHit[] {
  return rows.flatMap(({ channelId, privateTo, seq, at, by, kind, ...row }) => {
    const entry = { ...row, seq, at, by, kind } as Entry;
    const shown = shownPart(entry, find, reading);
    return shown ? [{ channelId, seq, at, by, kind, privateTo, ...shown, ...phraseOf(entry) }] : [];
  });
}

function phraseOf({ kind, payload }: Entry): Pick<SearchHit, 'phrase'> {
  return kind === 'message.posted' && 'phrase' in payload ? { phrase: payload.phrase } : {};
}

function toGroup(rows: readonly HitRow[], wanted: Wanted): Pick<SearchGroup, 'hits' | 'hitCount'> {
  return { hits: toHits(rows, wanted), hitCount: rows[0]?.hitCount ?? 0 };
}

/** What was said on lines beside any case; these few groups stand on the first page. */
async function lineGroups(trx: Sql, input: Input, wanted: Wanted): Promise<SearchGroup[]> {
  const { text: _text, limit: _limit, lineId, openedFrom, openedBefore, cursor, ...ofCases } = input;
  if (cursor || Object.values(ofCases).some((condition) => condition !== undefined)) return [];
  const conditions = [sql`s.incident_id is null`];
  if (lineId) conditions.push(sql`s.line_id = ${lineId}`);
  if (openedFrom) conditions.push(sql`s.at >= ${openedFrom}::timestamptz`);
  if (openedBefore) conditions.push(sql`s.at < ${openedBefore}::timestamptz`);
  const rows = await readHits(trx, wanted, sql`${sql.join(conditions, sql` and `)}`, fewHits);
  const byLine = Map.groupBy(rows, ({ lineId }) => lineId);
  return [...byLine].map(([lineId, hits]) => ({ lineId, incident: null, ...toGroup(hits, wanted) }));
}

/** Whether every word that the officer may read is in the index. */
async function isComplete(trx: Sql, stationId: string): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (
      select from station_reach r
      join line_ends e on e.station_id = r.station_id
      join channels c on c.line_id = e.line_id and c.kind in ('line', 'incident', 'side')
        and (c.kind <> 'side' or c.station_id = e.station_id)
      left join search_cursors s on s.channel_id = c.id and s.version >= ${searchVersion}
      where r.ancestor_id = ${stationId} and c.last_seq > coalesce(s.seq, 0)) as behind`.execute(trx);
  return rows[0]?.behind === false;
}

async function timeZoneOf(trx: Sql, organisationId: string): Promise<string> {
  const row = await trx
    .selectFrom('organisations')
    .select('time_zone')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  return row?.time_zone ?? 'UTC';
}

/** A page of cases that fit, each with its newest places. Nothing in it depends on what the officer may not read. */
export async function searchRecord(trx: Sql, input: Input, actor: OfficerActor): Promise<Output> {
  const { text, incidentId, ...filter } = input;
  const { stationId, language } = actor;
  const complete = await isComplete(trx, stationId);
  const terms = text === undefined ? null : searchTerms(text);
  // Signs alone, without a letter or a digit, stand in no form.
  if (terms?.length === 0) return { groups: [], nextCursor: null, complete };

  const conditions = [sql`true`];
  if (incidentId) conditions.push(sql`i.id = ${incidentId}`);
  if (terms)
    conditions.push(sql`i.id in (
      select s.incident_id from search_texts s where ${readable(stationId)} and ${holds(terms)})`);
  const only = sql<boolean>`${sql.join(conditions, sql` and `)}`;
  const { incidents, nextCursor } = await listIncidents(trx, filter, stationId, only);
  if (!terms) {
    const groups = incidents.map((incident) => ({
      lineId: incident.lineId,
      incident,
      hits: [],
      hitCount: 0,
    }));
    return { groups, nextCursor, complete };
  }
  const timeZone = await timeZoneOf(trx, actor.organisationId);
  const wanted: Wanted = { terms, find: finderOf(terms), stationId, reading: { language, timeZone } };
  const ids = incidents.map(({ id }) => id);
  const among = sql<boolean>`s.incident_id = any(${ids}::uuid[])`;
  const rows = await readHits(trx, wanted, among, incidentId ? manyHits : fewHits);
  const byCase = Map.groupBy(rows, (row) => row.incidentId);
  const cases = incidents.map((incident) => ({
    lineId: incident.lineId,
    incident,
    ...toGroup(byCase.get(incident.id) ?? [], wanted),
  }));
  return { groups: [...(await lineGroups(trx, input, wanted)), ...cases], nextCursor, complete };
}
