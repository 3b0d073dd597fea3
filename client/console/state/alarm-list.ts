/** What must be answered at this seat, and how loudly: pure, from the queue and from who the officer is. */

import type { Severity } from '../../../shared/cap.ts';
import type { QueueItem } from '../../../shared/nouns/alert.ts';
import type { Me } from '../../../shared/nouns/session.ts';

export const priorities = ['critical', 'warning', 'information'] as const;
export type Priority = (typeof priorities)[number];

const judged = {
  Extreme: 'critical',
  Severe: 'critical',
  Moderate: 'warning',
  Unknown: 'warning',
  Minor: 'information',
} satisfies Record<Severity, Priority>;
const bySeverity: ReadonlyMap<string, Priority> = new Map(Object.entries(judged));

/** A severity nobody has judged yet, or that only a newer server knows, is never treated as harmless. */
export function priorityFor(severity: string): Priority {
  return bySeverity.get(severity) ?? 'warning';
}

export interface Alarm {
  escalationId: string;
  /** Changes with every call, so that a new call is a new alarm to a seat that silenced the one before. */
  key: string;
  priority: Priority;
  /**
   * `peer`: this officer is told to ring his peer opposite; the answer is not his to give. `open`: his end acknowledged
   * it, and it is not resolved.
   */
  kind: 'answer' | 'peer' | 'open';
  /** Loud alarms sound; the others are only shown. */
  loud: boolean;
  /** Anything but `Actual`: a drill must never pass for the real thing, nor stand before it. */
  exercise: boolean;
  since: string;
  item: QueueItem;
}

/** What the alarms of a seat are made of. */
export interface Waiting {
  items: readonly QueueItem[];
  /** Acknowledged by this side, not resolved, and nothing heard of it for too long. */
  stillOpen?: readonly QueueItem[];
  /** Whether the officer has said on this device that he has seen this call to ring his peer. */
  isSeen?: (item: QueueItem) => boolean;
}

const roleAnswers = { duty_officer: true, liaison: true, commander: true, observer: false, admin: false };

type StationOfEnd = (endId: string) => string | undefined;

/**
 * An alarm belongs to a seat of the addressed end's own station, and to whoever the ladder has called. Commands above
 * read the queue until the ladder reaches them: a province that hears every alert of every post soon hears none.
 */
function belongsHere(item: QueueItem, me: Me, stationOfEnd: StationOfEnd): boolean {
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
    priority: escalation.state === 'exhausted' ? 'critical' : priorityFor(alert.severity),
    kind: item.addressed ? 'answer' : 'peer',
    loud: !item.addressed || isLoud(item, me),
    exercise: item.capStatus !== 'Actual',
    since: alert.raisedAt,
    item,
  };
}

/** Whoever said that he has it hears of it again, and so do the seats of the station, but not its whole chain. */
function stillOpenOf(item: QueueItem, me: Me): Alarm {
  const { affirmedAt, acknowledgedBy, takenOverBy } = item.escalation;
  const his = [acknowledgedBy, takenOverBy].some((author) => author?.officerId === me.officer.id);
  return {
    ...alarmOf(item, me),
    key: `${item.escalation.id}:open:${affirmedAt}`,
    priority: 'critical',
    kind: 'open',
    loud: his || me.officer.role !== 'commander',
    since: affirmedAt ?? item.alert.raisedAt,
  };
}

/** Loud before quiet, real before exercise, the gravest first, and of equals the one that came first. */
function byUrgency(one: Alarm, other: Alarm): number {
  if (one.loud !== other.loud) return one.loud ? -1 : 1;
  if (one.exercise !== other.exercise) return one.exercise ? 1 : -1;
  const rank = priorities.indexOf(one.priority) - priorities.indexOf(other.priority);
  return rank || one.since.localeCompare(other.since) || one.key.localeCompare(other.key);
}

/** The gravest of what waits for our side on a line; null when nothing in the queue does. */
export function gravestOnLine(items: readonly QueueItem[], lineId: string): Priority | null {
  const waiting = items
    .filter((item) => item.lineId === lineId && item.addressed)
    .map(({ escalation, alert }) =>
      escalation.state === 'exhausted' ? 'critical' : priorityFor(alert.severity),
    );
  return priorities.find((priority) => waiting.includes(priority)) ?? null;
}

/** The alarms of this seat, the most urgent first. */
export function alarmsFor(
  { items, stillOpen = [], isSeen = () => false }: Waiting,
  me: Me,
  stationOfEnd: StationOfEnd,
): Alarm[] {
  if (!roleAnswers[me.officer.role]) return [];
  const belongs = (item: QueueItem) =>
    item.addressed ? belongsHere(item, me, stationOfEnd) : item.toCallPeer !== null && !isSeen(item);
  const his = ({ escalation }: QueueItem) =>
    stationOfEnd(escalation.endId) === me.station.code ||
    [escalation.acknowledgedBy, escalation.takenOverBy].some((one) => one?.officerId === me.officer.id);
  return [
    ...items.filter(belongs).map((item) => alarmOf(item, me)),
    ...stillOpen.filter(his).map((item) => stillOpenOf(item, me)),
  ].sort(byUrgency);
}
