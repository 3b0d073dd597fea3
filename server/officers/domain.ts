// Accounts: who may set them up, what a change takes away from their holder. Pure rules.
import type { ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/nouns/officer.ts';
import type { Language } from '../../shared/text.ts';
import { type Administrator, type KnownStation, mayAdministerStation } from '../stations/domain.ts';
import { mayHoldWatch } from '../watch/domain.ts';

/** An account with the station it belongs to. */
export interface KnownOfficer {
  id: string;
  username: string;
  role: Role;
  name: string;
  language: Language;
  station: KnownStation;
}

export interface OfficerChange {
  admin: Administrator;
  /** The officer who asks; null when the server does. */
  byOfficerId: string | null;
  existing: KnownOfficer | null;
  /** The station that the input names. */
  station: KnownStation | null;
}

export interface Judged {
  changed: boolean;
  /** Whether he may do other things than before: his sessions end. */
  movesAuthority: boolean;
  /** Whether he can no longer hold the watch of the station he had. */
  leavesWatch: boolean;
  station: KnownStation;
}

/**
 * What setting this officer changes. Refuses what this admin may not set. Nobody changes his own role or station:
 * the last admin of an organisation could else lock everybody out.
 */
export function judgeOfficer(
  { admin, byOfficerId, existing, station }: OfficerChange,
  { role, name, language }: ParsedInputOf<'officer.set'>,
): Judged {
  if (existing && !mayAdministerStation(admin, existing.station.organisation, existing.station.isReached)) {
    return refuse('code_taken', { field: 'username' });
  }
  if (!station || !mayAdministerStation(admin, station.organisation, station.isReached)) {
    return refuse('reference_unknown', { field: 'stationCode' });
  }
  if (!existing) return { changed: true, movesAuthority: false, leavesWatch: false, station };
  if (existing.station.organisationId !== station.organisationId)
    return refuse('code_taken', { field: 'username' });
  const moves = existing.station.id !== station.id;
  const movesAuthority = moves || existing.role !== role;
  if (movesAuthority && existing.id === byOfficerId) return refuse('not_allowed');
  const changed = movesAuthority || existing.name !== name || existing.language !== language;
  return { changed, movesAuthority, leavesWatch: moves || !mayHoldWatch(role), station };
}

/** Whether `admin` may cut this officer off, let him in again or set his password. Never himself. */
export function mayManageOfficer(
  admin: Administrator,
  byOfficerId: string | null,
  { id, station }: KnownOfficer,
): boolean {
  return id !== byOfficerId && mayAdministerStation(admin, station.organisation, station.isReached);
}
