// Who may administer what, and what a setting of an organisation or a station changes: pure rules.
import { isDeepStrictEqual } from 'node:util';
import type { ParsedInputOf } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/nouns/officer.ts';
import type { Organisation } from '../../shared/nouns/organisation.ts';
import type { Station } from '../../shared/nouns/station.ts';

/** Whoever asks for a change of the settings: the server itself, or an officer with what his station is. */
export type Administrator =
  | { kind: 'system' }
  | {
      kind: 'officer';
      role: Role;
      stationId: string;
      organisationId: string;
      isDomestic: boolean;
      isAtTop: boolean;
    };

/** An organisation with what decides who administers it. */
export interface KnownOrganisation extends Organisation {
  /** Whether an enabled admin of its own looks after it. */
  hasAdmin: boolean;
}

export function isAdministrator(admin: Administrator): boolean {
  return admin.kind === 'system' || admin.role === 'admin';
}

/**
 * Whether `admin` sets up an organisation on behalf of its people: the domestic admin at the top does it for a
 * counterpart, until that one has an admin of its own.
 */
function standsInFor(admin: Administrator, { kind, hasAdmin }: KnownOrganisation): boolean {
  if (admin.kind === 'system') return true;
  return isAdministrator(admin) && admin.isDomestic && admin.isAtTop && kind === 'counterpart' && !hasAdmin;
}

function mayAdministerOrganisation(admin: Administrator, organisation: KnownOrganisation): boolean {
  if (standsInFor(admin, organisation)) return true;
  return (
    admin.kind === 'officer' &&
    isAdministrator(admin) &&
    admin.isAtTop &&
    admin.organisationId === organisation.id
  );
}

/** `isReached`: the station is the admin's own or below it. */
export function mayAdministerStation(
  admin: Administrator,
  organisation: KnownOrganisation,
  isReached: boolean,
): boolean {
  if (standsInFor(admin, organisation)) return true;
  return isAdministrator(admin) && isReached;
}

export interface OrganisationChange {
  admin: Administrator;
  existing: KnownOrganisation | null;
}

/** Whether setting this organisation changes anything. Refuses what this admin may not set. */
export function judgeOrganisation(
  state: OrganisationChange,
  input: ParsedInputOf<'organisation.set'>,
): boolean {
  const { admin, existing } = state;
  if (!existing) {
    const mayAdd = standsInFor(admin, { ...input, id: '', channelId: '', hasAdmin: false });
    return mayAdd || refuse('not_allowed');
  }
  if (!mayAdministerOrganisation(admin, existing)) {
    const isOwn = admin.kind === 'officer' && admin.organisationId === existing.id;
    return isOwn ? refuse('not_allowed') : refuse('code_taken', { field: 'code' });
  }
  if (input.kind !== existing.kind) {
    return refuse('invalid_input', { issues: [{ path: 'kind', problem: 'cannot change' }] });
  }
  const { id: _id, channelId: _channelId, hasAdmin: _hasAdmin, ...fields } = existing;
  return !isDeepStrictEqual(fields, input);
}

/** A station with the organisation it belongs to; `isReached` by the one who asks. */
export interface KnownStation extends Station {
  organisation: KnownOrganisation;
  isReached: boolean;
}

export interface StationChange {
  admin: Administrator;
  organisation: KnownOrganisation | null;
  existing: KnownStation | null;
  /** The station that the input names as parent; `isBelow` when it stands below the existing one, or is it. */
  parent: (KnownStation & { isBelow: boolean }) | null;
}

function judgeParent(
  { admin, existing, parent }: StationChange,
  organisation: KnownOrganisation,
  code: string | null,
) {
  if (existing && existing.parentCode === code) return;
  if (code === null) {
    if (!standsInFor(admin, organisation)) refuse('not_allowed', { field: 'parentCode' });
    return;
  }
  if (!parent || !mayAdministerStation(admin, parent.organisation, parent.isReached))
    refuse('reference_unknown', { field: 'parentCode' });
  if (parent.isBelow || parent.organisationId !== organisation.id)
    refuse('tree_broken', { field: 'parentCode' });
}

/** Whether setting this station changes anything. Refuses what this admin may not set, and what would break the tree. */
export function judgeStation(state: StationChange, input: ParsedInputOf<'station.set'>): boolean {
  const { admin, organisation, existing } = state;
  const isOwn = admin.kind === 'officer' && admin.organisationId === organisation?.id;
  if (!organisation || !(isOwn || standsInFor(admin, organisation)))
    return refuse('reference_unknown', { field: 'organisationCode' });
  if (existing && !mayAdministerStation(admin, existing.organisation, existing.isReached))
    return refuse('code_taken', { field: 'code' });
  if (existing && existing.organisationId !== organisation.id)
    return refuse('tree_broken', { field: 'organisationCode' });
  judgeParent(state, organisation, input.parentCode);
  if (!existing) return true;
  const { parentCode, kind, name, showsWatchOfficer } = input;
  return !isDeepStrictEqual(
    { parentCode, kind, name, showsWatchOfficer },
    {
      parentCode: existing.parentCode,
      kind: existing.kind,
      name: existing.name,
      showsWatchOfficer: existing.showsWatchOfficer,
    },
  );
}
