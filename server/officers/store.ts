// Officers as rows: found and locked, inserted, changed, cut off.
import { sql } from 'kysely';
import type { ParsedInputOf } from '../../shared/commands.ts';
import type { Officer } from '../../shared/nouns/officer.ts';
import { passAlone } from '../access/line-store.ts';
import { endSessions } from '../access/session-store.ts';
import type { OfficerActor, Sql } from '../platform/command.ts';
import type { Administrator } from '../stations/domain.ts';
import { findStation, withinReach } from '../stations/store.ts';
import type { KnownOfficer } from './domain.ts';

/**
 * The account of this id or user name, locked. Before any channel: a command in flight holds its officer and waits for
 * channels, so the other order would be a deadlock.
 */
export async function lockOfficer(
  trx: Sql,
  admin: Administrator,
  by: { id: string } | { username: string },
): Promise<KnownOfficer | null> {
  await passAlone(trx, 'id' in by ? { officerId: by.id } : by);
  const found = await trx
    .selectFrom('officers')
    .select(['id', 'username', 'role', 'name', 'language', 'station_id'])
    .where('id' in by ? 'id' : 'username', '=', 'id' in by ? by.id : by.username)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return null;
  const { station_id, ...officer } = found;
  const station = await findStation(trx, admin, { id: station_id });
  return station && { ...officer, station };
}

type Fields = Pick<ParsedInputOf<'officer.set'>, 'role' | 'name' | 'language'> & { stationId: string };

export async function insertOfficer(
  trx: Sql,
  officer: Fields & { id: string; username: string; passwordHash: string | null },
): Promise<void> {
  const { id, username, stationId, role, name, language, passwordHash } = officer;
  await trx
    .insertInto('officers')
    .values({ id, username, station_id: stationId, role, name, language, password_hash: passwordHash })
    .execute();
}

export async function updateOfficer(trx: Sql, id: string, { stationId, ...fields }: Fields): Promise<void> {
  await trx
    .updateTable('officers')
    .set({ station_id: stationId, role: fields.role, name: fields.name, language: fields.language })
    .where('id', '=', id)
    .execute();
}

export async function setPasswordHash(trx: Sql, id: string, passwordHash: string): Promise<void> {
  await trx.updateTable('officers').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}

export async function setDisabled(trx: Sql, id: string, disabled: boolean): Promise<void> {
  const disabled_at = disabled ? sql<string>`parley_now()` : null;
  await trx.updateTable('officers').set({ disabled_at }).where('id', '=', id).execute();
}

/** Whatever was remembered of the officer, what he may do or merely his name, is out of date everywhere. */
export async function raiseEpoch(trx: Sql, id: string): Promise<void> {
  await trx
    .updateTable('officers')
    .set(({ eb }) => ({ epoch: eb('epoch', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** What he may do has changed: every session ends. */
export async function revokeAuthority(
  trx: Sql,
  id: string,
  reason: 'disabled' | 'signed_out',
): Promise<void> {
  await raiseEpoch(trx, id);
  await endSessions(trx, { officerId: id }, reason);
}

export async function listOfficers(trx: Sql, actor: OfficerActor): Promise<Officer[]> {
  return trx
    .selectFrom('officers as f')
    .innerJoin('stations as s', 's.id', 'f.station_id')
    .select(['f.id', 'f.username', 'f.station_id as stationId', 's.code as stationCode'])
    .select(['f.role', 'f.name', 'f.language', sql<boolean>`f.disabled_at is not null`.as('disabled')])
    .where(await withinReach(trx, actor))
    .orderBy('f.username')
    .execute();
}
