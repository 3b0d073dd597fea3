// What an officer reads of cases: the list in stable pages, and one case with its private channels.
import { refuse } from '../../shared/errors.ts';
import { defineQuery, type Query } from '../platform/command.ts';
import { listIncidents, readableSides } from './list-store.ts';
import { findCases, loadStates } from './store.ts';

export const incidentQueries: readonly Query[] = [
  defineQuery('incident.list', (trx, filter, actor) => listIncidents(trx, filter, actor.stationId)),
  defineQuery('incident.get', async (trx, { incidentId }, actor) => {
    const [ref] = await findCases(trx, { incidentId });
    const sides = ref && (await readableSides(trx, incidentId, actor.stationId));
    // A member of the line has the private channel of at least one end, so none means: not his line.
    if (!ref || !sides || sides.length === 0) return refuse('not_found');
    const state = (await loadStates(trx, [incidentId])).get(incidentId);
    if (!state) return refuse('not_found');
    return { incident: state.incident, alerts: [...state.alerts], headSeq: state.headSeq, sides };
  }),
];
