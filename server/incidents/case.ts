// A case as a command works on it: locked, with the ends of its line, folded forward by what the command decides.
import type { Entry } from '../../shared/entry.ts';
import { applyEntry, type IncidentState } from '../../shared/state.ts';
import { type End, endsOfLine } from '../access/ends.ts';
import type { Actor, Effects, PlacedEntry, Unit } from '../platform/command.ts';
import { findLocked } from '../platform/find-locked.ts';
import { type CaseRef, channelsOf, findCases, loadStates, saveStates } from './store.ts';

export interface Case {
  ref: CaseRef;
  state: IncidentState;
  ends: End[];
}

/** The case's channels and the ends of its line; null when it is absent or out of reach. */
async function findCase(unit: Unit, incidentId: string, actor: Actor): Promise<Omit<Case, 'state'> | null> {
  const [ref] = await findCases(unit.sql, { incidentId });
  if (!ref) return null;
  const ends = await endsOfLine(unit.sql, ref.lineId, actor.kind === 'officer' ? actor.stationId : null);
  return actor.kind === 'system' || ends.some(({ mine }) => mine) ? { ref, ends } : null;
}

async function readState(unit: Unit, found: Omit<Case, 'state'> | null): Promise<Case | null> {
  if (!found) return null;
  const { incidentId } = found.ref;
  const state = (await loadStates(unit.sql, [incidentId])).get(incidentId);
  return state ? { ...found, state } : null;
}

/** Locks the case's shared channel (and its private ones when asked) and reads it; null when absent or out of reach. */
export async function openCase(
  unit: Unit,
  incidentId: string,
  actor: Actor,
  withSides: boolean,
): Promise<Case | null> {
  const found = await findCase(unit, incidentId, actor);
  if (found) await unit.lock(withSides ? channelsOf(found.ref) : [found.ref.channelId]);
  return readState(unit, found);
}

/** The same with the private channels, while the line stands still: no end joins or leaves before the commit. */
export async function openCaseOnItsLine(unit: Unit, incidentId: string, actor: Actor): Promise<Case | null> {
  const find = () => findCase(unit, incidentId, actor);
  return readState(unit, await findLocked(unit, find, ({ ref }) => [...channelsOf(ref), ref.lineChannelId]));
}

/** The state after the entries that stand in the case's shared channel. */
export function foldCase(before: IncidentState, entries: readonly PlacedEntry[]): IncidentState {
  return entries
    .filter(({ channelId }) => channelId === before.incident.channelId)
    .reduce<IncidentState>((state, entry: Entry) => applyEntry(state, entry), before);
}

/** Saves what the entries make of a case; answers the timers to set and to take back. */
export function saveCase(
  unit: Unit,
  before: IncidentState,
  entries: readonly PlacedEntry[],
): Promise<Effects> {
  return saveStates(unit.sql, [{ before, after: foldCase(before, entries) }]);
}
