/** What must be answered at this seat, and how loudly: pure, from the queue and from who the officer is. */

import type { Severity } from '../../../shared/cap.ts';
import type { QueueItem } from '../../../shared/nouns/alert.ts';
import type { Me } from '../../../shared/nouns/session.ts';

export const priorities = ['critical', 'warning', 'information'] as const;
export type Priority = (typeof priorities)[number];

/** A severity nobody has judged yet is never treated as harmless. */
export const priorityOf: Record<Severity, Priority> = {
  Extreme: 'critical',
  Severe: 'critical',
  Moderate: 'warning',
  Unknown: 'warning',
  Minor: 'information',
};

export interface Alarm {
  escalationId: string;
  /** Changes with every call, so that a new call is a new alarm to a seat that silenced the one before. */
  key: string;
  priority: Priority;
  /** `peer`: this officer is told to ring his peer opposite; the answer is not his to give. */
  kind: 'answer' | 'peer';
  /** Loud alarms sound; the others are only shown. */
  loud: boolean;
  since: string;
  item: QueueItem;
}

const roleAnswers = { duty_officer: true, liaison: true, commander: true, observer: false, admin: false };

/**
 * An alarm belongs to a seat of the addressed end's own station, and to whoever the ladder has called. Commands above
 * read the queue until the ladder reaches them: a province that hears every alert of every post soon hears none.
 */
function belongsHere(item: QueueItem, me: Me, stationOfEnd: (endId: string) => string | undefined): boolean {
  if (!roleAnswers[me.officer.role]) return false;
  if (stationOfEnd(item.escalation.endId) === me.station.code) return true;
  return wasCalled(item, me) || item.escalation.state === 'exhausted';
}

function wasCalled(item: QueueItem, me: Me): boolean {
  return item.called.some(({ officerId }) => officerId === me.officer.id);
}

/** A station commander sees the alarm from its first second and hears it when the ladder calls him. */
function isLoud(item: QueueItem, me: Me): boolean {
  if (item.escalation.waitingFor === 'snooze') return false;
  if (item.escalation.state === 'exhausted' || wasCalled(item, me)) return true;
  return me.officer.role !== 'commander';
}

function alarmOf(item: QueueItem, me: Me): Alarm {
  const { escalation, alert } = item;
  return {
    escalationId: escalation.id,
    key: `${escalation.id}:${escalation.turn}:${escalation.state}`,
    priority: escalation.state === 'exhausted' ? 'critical' : priorityOf[alert.severity],
    kind: item.addressed ? 'answer' : 'peer',
    loud: !item.addressed || isLoud(item, me),
    since: alert.raisedAt,
    item,
  };
}

function byUrgency(one: Alarm, other: Alarm): number {
  if (one.loud !== other.loud) return one.loud ? -1 : 1;
  const rank = priorities.indexOf(one.priority) - priorities.indexOf(other.priority);
  return rank || one.since.localeCompare(other.since);
}

/** The gravest of what waits for our side on a line; null when nothing in the queue does. */
export function gravestOnLine(items: readonly QueueItem[], lineId: string): Priority | null {
  const waiting = items
    .filter((item) => item.lineId === lineId && item.addressed)
    .map(({ escalation, alert }) =>
      escalation.state === 'exhausted' ? 'critical' : priorityOf[alert.severity],
    );
  return priorities.find((priority) => waiting.includes(priority)) ?? null;
}

/** The alarms of this seat: loud before quiet, the gravest first, and of equals the one that came first. */
export function alarmsFor(
  items: readonly QueueItem[],
  me: Me,
  stationOfEnd: (endId: string) => string | undefined,
  peerCalls: ReadonlySet<string> = new Set(),
): Alarm[] {
  return items
    .filter((item) =>
      item.addressed ? belongsHere(item, me, stationOfEnd) : peerCalls.has(item.escalation.id),
    )
    .map((item) => alarmOf(item, me))
    .sort(byUrgency);
}
