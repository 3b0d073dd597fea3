// What a role may do: pure predicates that the features' `allow` is made of.
import type { Role } from '../../shared/nouns/officer.ts';
import type { Actor, OfficerActor } from '../platform/command.ts';

export const isOfficer = (actor: Actor): actor is OfficerActor => actor.kind === 'officer';

const speakers: readonly Role[] = ['duty_officer', 'commander', 'liaison'];

/** May write on a channel, open incidents, raise and acknowledge alerts. Observers read; admins set up. */
export const canSpeak = (role: Role): boolean => speakers.includes(role);

export const isCommander = (role: Role): boolean => role === 'commander';
export const isAdmin = (role: Role): boolean => role === 'admin';

/** The system, or an officer whose role passes `test`. */
export function actsAs(actor: Actor, test: (role: Role) => boolean): boolean {
  return actor.kind === 'system' || test(actor.role);
}
