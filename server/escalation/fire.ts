// Fires what is due: the system's command, a batch of channels in one transaction.

import { answered, awaitsWord, type IncidentState } from '../../shared/state.ts';
import type { Instant } from '../../shared/time.ts';
import { foldCase } from '../incidents/case.ts';
import { type CaseRef, channelsOf, findCases, loadStates, saveStates } from '../incidents/store.ts';
import { defineSystemCommand } from '../platform/command.ts';
import { onDeadline, type Reach } from './domain.ts';
import { findWords, loadReach, saveCalls } from './store.ts';

interface Due {
  ref: CaseRef;
  /** As the rows have it, for the comparison at the end. */
  stored: IncidentState;
  /** With the words that came too late to settle their rows. */
  state: IncidentState;
}

const escalationsIn = ({ alerts }: IncidentState) => alerts.flatMap(({ escalations }) => escalations);

function settle(state: IncidentState, words: ReadonlyMap<string, Instant>): IncidentState {
  if (!escalationsIn(state).some(({ id }) => words.has(id))) return state;
  return {
    ...state,
    alerts: state.alerts.map((alert) => ({
      ...alert,
      escalations: alert.escalations.map((one) => {
        const answeredAt = words.get(one.id);
        return answeredAt === undefined ? one : answered(one, answeredAt);
      }),
    })),
  };
}

/**
 * Takes the locks of these channels, looks again, and fires every escalation whose due time has passed by the database
 * clock. One that was acknowledged in the meantime is simply not due any more. Answers how many fired.
 */
export const fireDue = defineSystemCommand<{ channelIds: readonly string[] }, { due: Due[]; reach: Reach }>(
  'escalation.fire',
  {
    async load(unit, { channelIds }) {
      const refs = await findCases(unit.sql, { channelIds });
      await unit.lock(refs.flatMap(channelsOf));
      const states = await loadStates(
        unit.sql,
        refs.map(({ incidentId }) => incidentId),
      );
      const all = [...states.values()].flatMap(escalationsIn);
      const words = await findWords(unit.sql, all.filter(awaitsWord));
      const due = refs.flatMap((ref): Due[] => {
        const stored = states.get(ref.incidentId);
        return stored ? [{ ref, stored, state: settle(stored, words) }] : [];
      });
      return {
        due,
        reach: await loadReach(unit.sql, [
          ...new Set(all.flatMap(({ endId, fromEndId }) => [endId, fromEndId])),
        ]),
      };
    },
    decide({ due, reach }, _input, _actor, now) {
      const fired = due.flatMap(({ ref, state }) =>
        escalationsIn(state)
          .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
          .map((escalation) => onDeadline(escalation, ref, reach, now)),
      );
      return { entries: fired.flat(), result: () => fired.length };
    },
    async save(unit, { due }, entries) {
      await saveCalls(unit.sql, entries);
      return saveStates(
        unit.sql,
        due.map(({ stored, state }) => ({ before: stored, after: foldCase(state, entries) })),
      );
    },
  },
);
