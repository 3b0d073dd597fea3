// Organisations and stations as rows, the closure of the tree, and which of them an officer reaches.
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { ParsedInputOf } from '../../shared/commands.ts';
import type { Organisation } from '../../shared/nouns/organisation.ts';
import type { Station } from '../../shared/nouns/station.ts';
import type { Actor, OfficerActor, Sql } from '../platform/command.ts';
import type { Tables } from '../platform/schema.ts';
import type { Administrator, KnownOrganisation, KnownStation } from './domain.ts';

type OrganisationRow = Tables['organisations'];

function organisationsQuery(trx: Sql) {
  return trx
    .selectFrom('organisations as o')
    .select(['o.id', 'o.code', 'o.name', 'o.kind', 'o.country', 'o.language'])
    .select(['o.time_zone as timeZone', 'o.channel_id as channelId']);
}

const hasAdmin = sql<boolean>`exists (
  select from officers f join stations s on s.id = f.station_id
  where s.organisation_id = o.id and f.role = 'admin' and f.disabled_at is null)`;

/** The organisation of this code or id, and whether an enabled admin of its own looks after it. */
export async function findOrganisation(
  trx: Sql,
  by: { code: string } | { id: string },
): Promise<KnownOrganisation | null> {
  const found = await organisationsQuery(trx)
    .select(hasAdmin.as('hasAdmin'))
    .where('id' in by ? 'o.id' : 'o.code', '=', 'id' in by ? by.id : by.code)
    .executeTakeFirst();
  return found ?? null;
}

/** Who asks for a change of the settings, as the record knows his station. */
export async function readAdministrator(trx: Sql, actor: Actor): Promise<Administrator> {
  if (actor.kind === 'system') return { kind: 'system' };
  const { role, stationId, organisationId } = actor;
  const { isDomestic, isAtTop } = await trx
    .selectFrom('stations as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .select(sql<boolean>`o.kind = 'domestic'`.as('isDomestic'))
    .select(sql<boolean>`s.parent_id is null`.as('isAtTop'))
    .where('s.id', '=', stationId)
    .executeTakeFirstOrThrow();
  return { kind: 'officer', role, stationId, organisationId, isDomestic, isAtTop };
}

function stationsQuery(trx: Sql) {
  return trx
    .selectFrom('stations as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .leftJoin('stations as p', 'p.id', 's.parent_id')
    .select(['s.id', 's.code', 's.organisation_id as organisationId', 'o.code as organisationCode'])
    .select(['s.parent_id as parentId', 'p.code as parentCode', 's.kind', 's.name'])
    .select(['s.shows_watch_officer as showsWatchOfficer', 's.channel_id as channelId']);
}

/** The station of this code or id with its organisation, and whether the one who asks reaches it. */
export async function findStation(
  trx: Sql,
  admin: Administrator,
  by: { code: string } | { id: string },
): Promise<KnownStation | null> {
  const station = await stationsQuery(trx)
    .where('id' in by ? 's.id' : 's.code', '=', 'id' in by ? by.id : by.code)
    .executeTakeFirst();
  if (!station) return null;
  const organisation = await findOrganisation(trx, { id: station.organisationId });
  if (!organisation) return null;
  const isReached = admin.kind === 'system' || (await reaches(trx, admin.stationId, station.id));
  return { ...station, organisation, isReached };
}

/** Whether `stationId` is `ancestorId` or stands below it. */
export async function reaches(trx: Sql, ancestorId: string, stationId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('station_reach')
    .select('station_id')
    .where('ancestor_id', '=', ancestorId)
    .where('station_id', '=', stationId)
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertOrganisation(
  trx: Sql,
  ids: { id: string; channelId: string },
  input: ParsedInputOf<'organisation.set'>,
): Promise<void> {
  await trx
    .insertInto('organisations')
    .values({ ...organisationColumns(input), id: ids.id, code: input.code, channel_id: ids.channelId })
    .execute();
}

export async function updateOrganisation(
  trx: Sql,
  id: string,
  input: ParsedInputOf<'organisation.set'>,
): Promise<void> {
  await trx.updateTable('organisations').set(organisationColumns(input)).where('id', '=', id).execute();
}

function organisationColumns({ name, kind, country, language, timeZone }: ParsedInputOf<'organisation.set'>) {
  const columns = { kind, country, language, time_zone: timeZone } satisfies Partial<
    Record<keyof OrganisationRow, unknown>
  >;
  return { ...columns, name: JSON.stringify(name) };
}

interface StationPlace {
  organisationId: string;
  parentId: string | null;
}

export async function insertStation(
  trx: Sql,
  ids: { id: string; channelId: string },
  place: StationPlace,
  { code, kind, name, showsWatchOfficer }: ParsedInputOf<'station.set'>,
): Promise<void> {
  await trx
    .insertInto('stations')
    .values({
      id: ids.id,
      code,
      organisation_id: place.organisationId,
      parent_id: place.parentId,
      kind,
      name: JSON.stringify(name),
      shows_watch_officer: showsWatchOfficer,
      channel_id: ids.channelId,
    })
    .execute();
  await sql`
    insert into station_reach (ancestor_id, station_id)
    select ${ids.id}::uuid, ${ids.id}::uuid
    union all select ancestor_id, ${ids.id}::uuid from station_reach where station_id = ${place.parentId}`.execute(
    trx,
  );
}

export async function updateStation(
  trx: Sql,
  id: string,
  { kind, name, showsWatchOfficer }: ParsedInputOf<'station.set'>,
): Promise<void> {
  await trx
    .updateTable('stations')
    .set({ kind, name: JSON.stringify(name), shows_watch_officer: showsWatchOfficer })
    .where('id', '=', id)
    .execute();
}

/** Puts a station and all below it under another parent. The caller has made sure that the parent is not among them. */
export async function moveStation(trx: Sql, id: string, parentId: string | null): Promise<void> {
  await trx.updateTable('stations').set({ parent_id: parentId }).where('id', '=', id).execute();
  await sql`
    delete from station_reach r using station_reach below
    where below.ancestor_id = ${id} and r.station_id = below.station_id
      and r.ancestor_id not in (select station_id from station_reach where ancestor_id = ${id})`.execute(trx);
  await sql`
    insert into station_reach (ancestor_id, station_id)
    select above.ancestor_id, below.station_id from station_reach above, station_reach below
    where above.station_id = ${parentId} and below.ancestor_id = ${id}`.execute(trx);
}

/** Counterpart organisations that this officer sets up on behalf of their people. */
async function organisationsInCareOf(trx: Sql, actor: OfficerActor): Promise<string[]> {
  const admin = await readAdministrator(trx, actor);
  if (admin.kind === 'system' || admin.role !== 'admin' || !admin.isDomestic || !admin.isAtTop) return [];
  const rows = await organisationsQuery(trx)
    .where('o.kind', '=', 'counterpart')
    .where(sql<SqlBool>`not ${hasAdmin}`)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * A condition on `s`, the stations: those from the officer's own downwards, and those of organisations in his care.
 * What an officer may list and what an admin may set are the same stations.
 */
export async function withinReach(trx: Sql, actor: OfficerActor) {
  const inCare = await organisationsInCareOf(trx, actor);
  return ({ eb, exists, selectFrom, or }: ExpressionBuilder<Tables & { s: Tables['stations'] }, 's'>) =>
    or([
      exists(
        selectFrom('station_reach as r')
          .select('r.station_id')
          .where('r.ancestor_id', '=', actor.stationId)
          .whereRef('r.station_id', '=', 's.id'),
      ),
      eb('s.organisation_id', '=', sql<string>`any(${inCare}::uuid[])`),
    ]);
}

export async function listStations(trx: Sql, actor: OfficerActor): Promise<Station[]> {
  const reached = await withinReach(trx, actor);
  return stationsQuery(trx).where(reached).orderBy('s.code').execute();
}

/** His own organisation and those at the ends of his lines; all of them for the domestic admin at the top. */
export async function listOrganisations(trx: Sql, actor: OfficerActor): Promise<Organisation[]> {
  const admin = await readAdministrator(trx, actor);
  const seesAll = admin.kind === 'officer' && admin.role === 'admin' && admin.isDomestic && admin.isAtTop;
  const query = organisationsQuery(trx).orderBy('o.code');
  if (seesAll) return query.execute();
  return query
    .where(
      sql<SqlBool>`o.id = ${actor.organisationId} or exists (
        select from station_reach r
        join line_ends mine on mine.station_id = r.station_id
        join line_ends e on e.line_id = mine.line_id
        join stations s on s.id = e.station_id
        where r.ancestor_id = ${actor.stationId} and s.organisation_id = o.id)`,
    )
    .execute();
}
