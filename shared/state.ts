/** The one reducer: the state of an incident is the fold of its shared entries, at the server and at every client. */
import type { Entry, EntryOf } from './entry.ts';
import type { Alert, Escalation } from './nouns/alert.ts';
import type { Incident } from './nouns/incident.ts';
import { type Instant, plusMs } from './time.ts';

/** What is known of an incident after `headSeq` entries of its shared channel. */
export interface IncidentState {
  incident: Incident;
  alerts: readonly Alert[];
  headSeq: number;
}

type EscalationChange = (escalation: Escalation) => Escalation;

function changeEscalation(
  state: IncidentState,
  escalationId: string,
  change: EscalationChange,
): IncidentState {
  return {
    ...state,
    alerts: state.alerts.map((alert) =>
      alert.escalations.some(({ id }) => id === escalationId)
        ? {
            ...alert,
            escalations: alert.escalations.map((one) => (one.id === escalationId ? change(one) : one)),
          }
        : alert,
    ),
  };
}

function changeIncident(state: IncidentState, changes: Partial<Incident>): IncidentState {
  return { ...state, incident: { ...state.incident, ...changes } };
}

function raise(state: IncidentState, { seq, at, by, payload }: EntryOf<'alert.raised'>): IncidentState {
  if (!by) return state;
  const { to, alertId, ...said } = payload;
  const escalations = to.map(
    ({ endId, escalationId, ladder }): Escalation => ({
      id: escalationId,
      alertId,
      endId,
      fromEndId: said.fromEndId,
      ladder,
      state: 'running',
      waitingFor: null,
      dueAt: null,
      step: -1,
      call: 0,
      round: 1,
      turn: 0,
      calledAt: null,
      deliveredAt: null,
      openedAt: null,
      receivedAt: null,
      acceptedAt: null,
      acknowledgedBy: null,
      acknowledgedSeq: null,
      replyBy: null,
      answeredAt: null,
      takenOverBy: null,
      exhaustedAt: null,
      affirmedAt: null,
    }),
  );
  const alert: Alert = {
    ...said,
    id: alertId,
    incidentId: state.incident.id,
    seq,
    raisedAt: at,
    raisedBy: by,
    withdrawnAt: null,
    escalations,
  };
  return { ...state, alerts: [...state.alerts, alert] };
}

function acknowledge(state: IncidentState, entry: EntryOf<'alert.acknowledged'>): IncidentState {
  const { counts, grade, escalationId, replyBy, waitingFor, dueAt } = entry.payload;
  if (!counts)
    return changeEscalation(state, escalationId, (before) => ({ ...before, affirmedAt: entry.at }));
  return changeEscalation(state, escalationId, (before) => ({
    ...before,
    state: 'acknowledged',
    waitingFor,
    dueAt,
    receivedAt: before.receivedAt ?? entry.at,
    acceptedAt: grade === 'accepted' ? entry.at : before.acceptedAt,
    acknowledgedBy: entry.by,
    acknowledgedSeq: entry.seq,
    replyBy,
    answeredAt: null,
    exhaustedAt: null,
    affirmedAt: entry.at,
  }));
}

/** Whether a message of its end is what this escalation waits for: the follow-up, or a reply promised in either grade. */
export function awaitsWord({ waitingFor, replyBy, answeredAt }: Escalation): boolean {
  if (waitingFor === 'accept') return replyBy !== null && answeredAt === null;
  return waitingFor === 'reply' || waitingFor === 'follow_up';
}

/** The escalation once that message was said. What was only received still owes the acceptance. */
export function answered(escalation: Escalation, answeredAt: Instant): Escalation {
  const { acceptedAt, receivedAt, ladder } = escalation;
  const { acceptWithinMs } = ladder;
  const owes = acceptedAt === null && receivedAt !== null && acceptWithinMs !== null;
  return owes
    ? { ...escalation, waitingFor: 'accept', dueAt: plusMs(receivedAt, acceptWithinMs), answeredAt }
    : { ...escalation, waitingFor: null, dueAt: null, answeredAt };
}

/** A message of an end is the follow-up or the promised reply its acknowledged alerts were waiting for. */
function answer(state: IncidentState, { at, by }: EntryOf<'message.posted'>): IncidentState {
  const waits = (one: Escalation) => one.endId === by?.endId && awaitsWord(one);
  if (!state.alerts.some(({ escalations }) => escalations.some(waits))) return state;
  return {
    ...state,
    alerts: state.alerts.map((alert) => ({
      ...alert,
      escalations: alert.escalations.map((one) => (waits(one) ? answered(one, at) : one)),
    })),
  };
}

function cancelAlert(state: IncidentState, alertId: string, withdrawnAt: string): IncidentState {
  return {
    ...state,
    alerts: state.alerts.map((alert) =>
      alert.id === alertId
        ? {
            ...alert,
            withdrawnAt,
            escalations: alert.escalations.map((one) => ({
              ...one,
              state: 'cancelled' as const,
              waitingFor: null,
              dueAt: null,
            })),
          }
        : alert,
    ),
  };
}

/** Closing settles what acknowledged alerts still waited for: a closed case calls nobody. */
function settleAll(state: IncidentState): IncidentState {
  return {
    ...state,
    alerts: state.alerts.map((alert) => ({
      ...alert,
      escalations: alert.escalations.map((one) =>
        one.dueAt === null ? one : { ...one, waitingFor: null, dueAt: null },
      ),
    })),
  };
}

function changeStatus(
  state: IncidentState,
  { at, payload }: EntryOf<'incident.status_changed'>,
): IncidentState {
  const closed = payload.to === 'closed';
  const changed = changeIncident(state, {
    status: payload.to,
    closureAgreedBy: closed ? state.incident.closureAgreedBy : [],
    closedAt: closed ? at : null,
    closedAlone: closed && payload.alone,
  });
  return closed ? settleAll(changed) : changed;
}

function fold(state: IncidentState, entry: Entry): IncidentState {
  switch (entry.kind) {
    case 'incident.amended': {
      // A key that is present but undefined would erase a field; JSON never brings one, a caller in process might.
      const changes = Object.fromEntries(
        Object.entries(entry.payload.changes).filter(([, value]) => value !== undefined),
      );
      // An end agreed to close the case as it stood then.
      return changeIncident(state, { ...changes, closureAgreedBy: [] });
    }
    case 'incident.status_changed':
      return changeStatus(state, entry);
    case 'incident.closure_agreed':
      return changeIncident(state, {
        closureAgreedBy: [...state.incident.closureAgreedBy, entry.payload.endId],
      });
    case 'message.posted':
      return answer(state, entry);
    case 'alert.raised':
      return raise(state, entry);
    case 'alert.delivered':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        deliveredAt: entry.at,
      }));
    case 'alert.opened':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        deliveredAt: before.deliveredAt ?? entry.at,
        openedAt: entry.at,
      }));
    case 'alert.acknowledged':
      return acknowledge(state, entry);
    case 'alert.acknowledgement_lapsed':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        state: 'running',
        waitingFor: null,
        dueAt: null,
        receivedAt: null,
        acceptedAt: null,
        acknowledgedBy: null,
        acknowledgedSeq: null,
        replyBy: null,
        answeredAt: null,
        takenOverBy: null,
        affirmedAt: null,
      }));
    case 'alert.withdrawn':
      return cancelAlert(state, entry.payload.alertId, entry.at);
    case 'escalation.called': {
      const { escalationId, step, call, round, turn, dueAt } = entry.payload;
      return changeEscalation(state, escalationId, (before) => ({
        ...before,
        state: 'running',
        waitingFor: 'step',
        step,
        call,
        round,
        turn,
        dueAt,
        calledAt: entry.at,
        exhaustedAt: null,
      }));
    }
    case 'escalation.exhausted':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        state: 'exhausted',
        waitingFor: null,
        dueAt: null,
        exhaustedAt: entry.at,
      }));
    case 'escalation.snoozed':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        waitingFor: 'snooze',
        dueAt: entry.payload.until,
      }));
    case 'escalation.taken_over':
      return changeEscalation(state, entry.payload.escalationId, (before) => ({
        ...before,
        state: 'acknowledged',
        waitingFor: entry.payload.waitingFor,
        dueAt: entry.payload.dueAt,
        receivedAt: before.receivedAt ?? entry.at,
        acceptedAt: before.acceptedAt ?? entry.at,
        acknowledgedBy: before.acknowledgedBy ?? entry.by,
        acknowledgedSeq: entry.seq,
        // A promise that binds before the follow-up would be due passes to the commander.
        replyBy: entry.payload.waitingFor === 'reply' ? before.replyBy : null,
        answeredAt: null,
        takenOverBy: entry.by,
        exhaustedAt: null,
        affirmedAt: entry.at,
      }));
    default:
      return state;
  }
}

/** The state that `incident.opened`, the first entry of an incident's channel, begins. */
export function beginIncident(channelId: string, entry: EntryOf<'incident.opened'>): IncidentState {
  if (!entry.by) throw new Error('an incident is opened by an officer');
  return {
    incident: { ...entry.payload.incident, channelId, openedBy: entry.by, closedAlone: false },
    alerts: [],
    headSeq: entry.seq,
  };
}

/** The state after one more entry of the incident's shared channel. Entries at or below `headSeq` change nothing. */
export function applyEntry(state: IncidentState, entry: Entry): IncidentState {
  return entry.seq <= state.headSeq ? state : { ...fold(state, entry), headSeq: entry.seq };
}
