// The state of a case for tests of pure rules, with what matters to a test and nothing else of interest.
import type { Escalation } from '../../shared/nouns/alert.ts';
import type { Incident } from '../../shared/nouns/incident.ts';
import type { Author } from '../../shared/nouns/officer.ts';
import { defaultLadder } from '../../shared/nouns/policy.ts';
import type { IncidentState } from '../../shared/state.ts';

export const caseOpenedAt = '2026-11-21T14:00:00.000Z';

export const someone = (name: string, endId: string): Author => ({
  ...{ officerId: name, name, role: 'duty_officer', stationId: endId, endId },
});

/** A case of `north` and `south`, with an alert of `north` for each escalation against `south`. */
export function aCase(
  incident: Partial<Incident> = {},
  escalations: readonly Partial<Escalation>[] = [],
): IncidentState {
  return {
    incident: {
      ...{ id: 'case', number: 'RIVER-2026-0001', lineId: 'river', channelId: 'channel', title: 'Boats' },
      ...{ category: 'illegal_fishing', severity: 'Moderate', capStatus: 'Actual', status: 'open' },
      place: { marker: null, latitude: null, longitude: null, description: null },
      ...{ occurredAt: caseOpenedAt, subjects: null, outcome: null, openedAt: caseOpenedAt },
      ...{
        openedBy: someone('duty.north', 'north'),
        closureAgreedBy: [],
        closedAt: null,
        closedAlone: false,
      },
      ...incident,
    },
    alerts: escalations.map((more, index) => ({
      ...{ id: `alert ${index}`, incidentId: 'case', seq: index + 2, raisedAt: caseOpenedAt },
      ...{ raisedBy: someone('duty.north', 'north'), fromEndId: 'north', text: 'Answer', lang: 'en' },
      ...{ urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', withdrawnAt: null },
      escalations: [
        {
          ...{ id: `escalation ${index}`, alertId: `alert ${index}`, endId: 'south', fromEndId: 'north' },
          ...{ ladder: defaultLadder, state: 'running', waitingFor: null, dueAt: null, step: -1, call: 0 },
          ...{ round: 1, turn: 0, calledAt: null, deliveredAt: null, openedAt: null, receivedAt: null },
          ...{ acceptedAt: null, acknowledgedBy: null, acknowledgedSeq: null, replyBy: null },
          ...{ answeredAt: null, takenOverBy: null, exhaustedAt: null, affirmedAt: null },
          ...more,
        },
      ],
    })),
    headSeq: escalations.length + 1,
  };
}
