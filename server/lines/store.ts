// Lines, their ends and agreements as rows.
import { sql } from 'kysely';
import type { ParsedInputOf } from '../../shared/commands.ts';
import { audienceOf } from '../journal/channels.ts';
import type { Sql } from '../platform/command.ts';
import type { Administrator } from '../stations/domain.ts';
import type { EndStation, KnownLine } from './domain.ts';

function reachedBy(admin: Administrator) {
  if (admin.kind === 'system') return sql<boolean>`true`;
  return sql<boolean>`exists (
    select from station_reach r where r.ancestor_id = ${admin.stationId} and r.station_id = s.id)`;
}

/** A station as an end with the channel that is locked when its lines change. */
export type FoundEnd = EndStation & { channelId: string };

function endsQuery(trx: Sql, admin: Administrator) {
  return trx
    .selectFrom('stations as s')
    .select(['s.id', 's.code', 's.organisation_id as organisationId', 's.channel_id as channelId'])
    .select(reachedBy(admin).as('isReached'));
}

/** The stations of these codes, in their order; null where there is none. */
export async function findEnds(
  trx: Sql,
  admin: Administrator,
  codes: readonly string[],
): Promise<(FoundEnd | null)[]> {
  const rows = await endsQuery(trx, admin).where('s.code', 'in', codes).execute();
  return codes.map((code) => rows.find((row) => row.code === code) ?? null);
}

/** A line with its ends in their order. */
export async function findLine(
  trx: Sql,
  admin: Administrator,
  code: string,
): Promise<(KnownLine & { ends: FoundEnd[] }) | null> {
  const line = await trx
    .selectFrom('lines')
    .select(['id', 'code', 'kind', 'name', 'channel_id as channelId'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!line) return null;
  const ends = await endsQuery(trx, admin)
    .innerJoin('line_ends as e', 'e.station_id', 's.id')
    .where('e.line_id', '=', line.id)
    .orderBy('e.position')
    .execute();
  return { ...line, ends };
}

/** Whether one of these ends still owes an answer, or the word it promised, to an alert on the line. */
export async function owesAnswer(trx: Sql, lineId: string, endIds: readonly string[]): Promise<boolean> {
  if (endIds.length === 0) return false;
  const found = await trx
    .selectFrom('escalations as x')
    .innerJoin('incidents as i', 'i.id', 'x.incident_id')
    .select('x.id')
    .where('i.line_id', '=', lineId)
    .where('x.end_id', 'in', endIds)
    .where(({ or, eb }) =>
      or([eb('x.state', 'in', ['running', 'exhausted']), eb('x.due_at', 'is not', null)]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function saveLine(
  trx: Sql,
  { id, channelId, isNew }: { id: string; channelId: string; isNew: boolean },
  { code, kind, name }: ParsedInputOf<'line.set'>,
  endIds: readonly string[],
): Promise<void> {
  const fields = { kind, name: JSON.stringify(name) };
  if (isNew) {
    await trx
      .insertInto('lines')
      .values({ ...fields, id, code, channel_id: channelId })
      .execute();
  } else {
    await trx.updateTable('lines').set(fields).where('id', '=', id).execute();
    await trx.deleteFrom('line_ends').where('line_id', '=', id).execute();
  }
  const ends = endIds.map((station_id, position) => ({ line_id: id, station_id, position }));
  await trx.insertInto('line_ends').values(ends).execute();
}

/** An end that joins a line with cases on it gets its private channel in each of them. */
export async function addSides(trx: Sql, lineId: string, endId: string): Promise<void> {
  await sql`
    insert into channels (id, kind, line_id, incident_id, station_id, audience, last_at)
    select gen_random_uuid(), 'side', i.line_id, i.id, ${endId}, ${audienceOf.side(lineId, endId)}, parley_now()
    from incidents i
    where i.line_id = ${lineId} and not exists (
      select from channels c where c.incident_id = i.id and c.kind = 'side' and c.station_id = ${endId})`.execute(
    trx,
  );
}

export async function findAgreement(trx: Sql, lineId: string) {
  const found = await trx
    .selectFrom('agreements')
    .select(['id', 'reference', 'signed_on as signedOn', 'valid_until as validUntil', 'note'])
    .where('line_id', '=', lineId)
    .executeTakeFirst();
  return found ?? null;
}

export async function saveAgreement(
  trx: Sql,
  id: string,
  lineId: string,
  { reference, signedOn, validUntil, note }: ParsedInputOf<'agreement.set'>,
): Promise<void> {
  const fields = { reference, signed_on: signedOn, valid_until: validUntil, note };
  await trx
    .insertInto('agreements')
    .values({ ...fields, id, line_id: lineId })
    .onConflict((conflict) => conflict.column('line_id').doUpdateSet(fields))
    .execute();
}
