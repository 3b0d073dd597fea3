// The life of a case, pure: which status may follow which, who may close it, what an amendment says.

import type { DraftOf } from '../../shared/entry.ts';
import { type ErrorCode, refuse } from '../../shared/errors.ts';
import type { IncidentStatus } from '../../shared/nouns/incident.ts';
import type { IncidentState } from '../../shared/state.ts';

/** `open` again means reopened. A case is closed only after it was resolved. */
const following: Record<IncidentStatus, readonly IncidentStatus[]> = {
  open: ['in_progress', 'resolved'],
  in_progress: ['resolved'],
  resolved: ['closed', 'open'],
  closed: ['open'],
};

/** `THUONG-PHUOC-2026-0007`. */
export function incidentNumber(lineCode: string, year: number, running: number): string {
  return `${lineCode.toUpperCase()}-${year}-${String(running).padStart(4, '0')}`;
}

/** Why nothing more may be written about this case, or null. */
export function refusalWhenClosed({ incident }: IncidentState): ErrorCode | null {
  return incident.status === 'closed' ? 'incident_closed' : null;
}

/** An alert that still calls somebody, or that nobody answered to the last step. */
export function hasUnansweredAlert({ alerts }: IncidentState): boolean {
  return alerts.some(({ escalations }) =>
    escalations.some(({ state }) => state === 'running' || state === 'exhausted'),
  );
}

interface StatusWish {
  to: IncidentStatus;
  reason: string;
  endId: string;
  /** Every end of the line. */
  endIds: readonly string[];
  alone: boolean;
}

/**
 * What a wish to change the status amounts to. Closing is joint: each end agrees, the last one closes; a commander may
 * close alone, and the entry says so. Refuses an impossible step, and a close over an unanswered alert, which would
 * silence it.
 */
export function changeStatus(
  state: IncidentState,
  { to, reason, endId, endIds, alone }: StatusWish,
): DraftOf<'incident.status_changed'> | DraftOf<'incident.closure_agreed'> {
  const { status: from, closureAgreedBy } = state.incident;
  if (!following[from].includes(to)) return refuse('status_change_invalid', { field: 'to' });
  if (to !== 'closed')
    return { kind: 'incident.status_changed', payload: { from, to, reason, alone: false } };
  if (hasUnansweredAlert(state)) return refuse('alerts_open', { field: 'to' });
  const missing = endIds.filter((id) => id !== endId && !closureAgreedBy.includes(id));
  // Agreeing twice says nothing new, unless the end that was still missing has left the line.
  if (!alone && missing.length > 0 && closureAgreedBy.includes(endId))
    return refuse('status_change_invalid', { field: 'to' });
  return alone || missing.length === 0
    ? { kind: 'incident.status_changed', payload: { from, to, reason, alone: alone && missing.length > 0 } }
    : { kind: 'incident.closure_agreed', payload: { endId, reason } };
}
