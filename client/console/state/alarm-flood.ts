/** When alarms come faster than a person can answer them: how many came, and which may be taken together. Pure. */
import { minute } from '../../../shared/time.ts';
import type { Alarm, Priority } from './alarm-list.ts';

/** More than so many in so long is a flood (EEMUA 191, ISA-18.2). */
const floodOver = 10;
const floodWindowMs = 10 * minute;

/** When each alarm of this seat began, by escalation, as far back as the window reaches. */
export type Arrivals = ReadonlyMap<string, number>;

/** The arrivals with these alarms; one that was answered meanwhile still counts until it is old. */
export function arrivalsWith(before: Arrivals, alarms: readonly Alarm[], now: number): Arrivals {
  const all = new Map(before);
  for (const { escalationId, since } of alarms)
    if (!all.has(escalationId)) all.set(escalationId, Date.parse(since));
  for (const [escalationId, at] of all) if (at <= now - floodWindowMs) all.delete(escalationId);
  return all;
}

/** How many came within the window. */
export const rateOf = (arrivals: Arrivals): number => arrivals.size;
export const isFlood = (arrivals: Arrivals): boolean => arrivals.size > floodOver;

/** Lower alarms of one room with one cause: taken together in a flood. */
export interface AlarmGroup {
  key: string;
  lineId: string;
  category: string;
  priority: Priority;
  exercise: boolean;
  alarms: Alarm[];
}

export interface Grouped {
  /** Each critical one by itself, and whatever has no other of its kind; the most urgent first. */
  single: Alarm[];
  groups: AlarmGroup[];
}

const isGrouped = ({ priority, kind }: Alarm) => priority !== 'critical' && kind === 'answer';

/** Keeps each critical alarm apart and takes the others together by room and cause. Drops none. */
export function groupAlarms(alarms: readonly Alarm[]): Grouped {
  const groups = new Map<string, AlarmGroup>();
  for (const alarm of alarms.filter(isGrouped)) {
    const { priority, exercise, item } = alarm;
    const key = `${item.lineId} ${item.category} ${priority} ${exercise}`;
    const group = groups.get(key) ?? {
      ...{ key, lineId: item.lineId, category: item.category, priority, exercise },
      alarms: [],
    };
    group.alarms.push(alarm);
    groups.set(key, group);
  }
  const several = [...groups.values()].filter((group) => group.alarms.length > 1);
  const taken = new Set(several.flatMap((group) => group.alarms));
  return { single: alarms.filter((alarm) => !taken.has(alarm)), groups: several };
}

/** Of several critical alarms the one that came first: what set off the others, more often than not. */
export function firstOut(alarms: readonly Alarm[]): string | null {
  const critical = alarms.filter(({ priority }) => priority === 'critical');
  if (critical.length < 2) return null;
  const [first] = critical.sort((one, other) => one.since.localeCompare(other.since));
  return first?.escalationId ?? null;
}
