// How a case stands in its rows: each noun of the state to its table and back.
import type { Selectable } from 'kysely';
import type { Alert, Escalation } from '../../shared/nouns/alert.ts';
import type { Incident } from '../../shared/nouns/incident.ts';
import type { Tables } from '../platform/schema.ts';

export function toIncident(row: Selectable<Tables['incidents']>): Incident {
  return {
    id: row.id,
    number: row.number,
    lineId: row.line_id,
    channelId: row.channel_id,
    title: row.title,
    category: row.category,
    severity: row.severity,
    capStatus: row.cap_status,
    status: row.status,
    occurredAt: row.occurred_at,
    place: row.place,
    subjects: row.subjects,
    outcome: row.outcome,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    closureAgreedBy: row.closure_agreed_by,
    closedAt: row.closed_at,
    closedAlone: row.closed_alone,
  };
}

export function toEscalation(row: Selectable<Tables['escalations']>): Escalation {
  return {
    id: row.id,
    alertId: row.alert_id,
    endId: row.end_id,
    fromEndId: row.from_end_id,
    ladder: row.ladder,
    state: row.state,
    waitingFor: row.waiting_for,
    dueAt: row.due_at,
    step: row.step,
    call: row.call,
    round: row.round,
    turn: row.turn,
    calledAt: row.called_at,
    deliveredAt: row.delivered_at,
    openedAt: row.opened_at,
    receivedAt: row.received_at,
    acceptedAt: row.accepted_at,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedSeq: row.acknowledged_seq,
    replyBy: row.reply_by,
    answeredAt: row.answered_at,
    takenOverBy: row.taken_over_by,
    exhaustedAt: row.exhausted_at,
    affirmedAt: row.affirmed_at,
  };
}

export function toAlert(row: Selectable<Tables['alerts']>, escalations: Escalation[]): Alert {
  return {
    id: row.id,
    incidentId: row.incident_id,
    seq: row.seq,
    raisedAt: row.raised_at,
    raisedBy: row.raised_by,
    fromEndId: row.from_end_id,
    text: row.text,
    lang: row.lang,
    urgency: row.urgency,
    severity: row.severity,
    certainty: row.certainty,
    withdrawnAt: row.withdrawn_at,
    escalations,
  };
}

export function incidentRow(incident: Incident): Selectable<Tables['incidents']> {
  return {
    id: incident.id,
    number: incident.number,
    line_id: incident.lineId,
    channel_id: incident.channelId,
    title: incident.title,
    category: incident.category,
    severity: incident.severity,
    cap_status: incident.capStatus,
    status: incident.status,
    occurred_at: incident.occurredAt,
    place: incident.place,
    subjects: incident.subjects,
    outcome: incident.outcome,
    opened_at: incident.openedAt,
    opened_by: incident.openedBy,
    closure_agreed_by: incident.closureAgreedBy,
    closed_at: incident.closedAt,
    closed_alone: incident.closedAlone,
  };
}

export function escalationRow(
  one: Escalation,
  { id, channelId }: Incident,
): Selectable<Tables['escalations']> {
  return {
    id: one.id,
    alert_id: one.alertId,
    incident_id: id,
    channel_id: channelId,
    end_id: one.endId,
    from_end_id: one.fromEndId,
    ladder: one.ladder,
    state: one.state,
    waiting_for: one.waitingFor,
    due_at: one.dueAt,
    step: one.step,
    call: one.call,
    round: one.round,
    turn: one.turn,
    called_at: one.calledAt,
    delivered_at: one.deliveredAt,
    opened_at: one.openedAt,
    received_at: one.receivedAt,
    accepted_at: one.acceptedAt,
    acknowledged_by: one.acknowledgedBy,
    acknowledged_seq: one.acknowledgedSeq,
    reply_by: one.replyBy,
    answered_at: one.answeredAt,
    taken_over_by: one.takenOverBy,
    exhausted_at: one.exhaustedAt,
    affirmed_at: one.affirmedAt,
  };
}

export function alertRow(alert: Alert, channelId: string): Selectable<Tables['alerts']> {
  return {
    id: alert.id,
    incident_id: alert.incidentId,
    channel_id: channelId,
    seq: alert.seq,
    raised_at: alert.raisedAt,
    raised_by: alert.raisedBy,
    from_end_id: alert.fromEndId,
    text: alert.text,
    lang: alert.lang,
    urgency: alert.urgency,
    severity: alert.severity,
    certainty: alert.certainty,
    withdrawn_at: alert.withdrawnAt,
  };
}
