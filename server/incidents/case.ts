// A case as a command works on it: locked, with the ends of its line, folded forward by what the command decides.
import type { Entry } from '../../shared/entry.ts';
import { applyEntry, type IncidentState } from '../../shared/state.ts';
import { type End, endsOfLine } from '../access/ends.ts';
import type { Actor, Effects, PlacedEntry, Unit } from '../platform/command.ts';
import { type CaseRef, channelsOf, findCases, loadStates, saveStates } from './store.ts';

export interface Case {
  ref: CaseRef;
  state: IncidentState;
  ends: End[];
}

/** Locks the case's shared channel (and its private ones when asked) and reads it; null when absent or out of reach. */
export async function openCase(
  unit: Unit,
  incidentId: string,
  actor: Actor,
  withSides: boolean,
): Promise<Case | null> {
  const [ref] = await findCases(unit.sql, { incidentId });
  if (!ref) return null;
  const ends = await endsOfLine(unit.sql, ref.lineId, actor.kind === 'officer' ? actor.stationId : null);
  if (actor.kind === 'officer' && !ends.some(({ mine }) => mine)) return null;
  await unit.lock(withSides ? channelsOf(ref) : [ref.channelId]);
  const state = (await loadStates(unit.sql, [incidentId])).get(incidentId);
  return state ? { ref, state, ends } : null;
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
