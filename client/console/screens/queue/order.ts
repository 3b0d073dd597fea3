/** The order of the queue: by station of ours, exhausted first, then calling, then put off; of equals the first-out on top. */
import type { QueueItem } from '../../../../shared/nouns/alert.ts';
import { priorityFor } from '../../state/alarm-list.ts';

/** How an escalation stands, as the queue tells it: put off is not the same as calling. */
export type Standing = 'exhausted' | 'running' | 'snoozed';

export function standingOf({ escalation }: QueueItem): Standing {
  if (escalation.state === 'exhausted') return 'exhausted';
  return escalation.waitingFor === 'snooze' ? 'snoozed' : 'running';
}

/** Ours to answer before theirs to answer, whatever is put off last. */
function rank(item: QueueItem): number {
  const standing = standingOf(item);
  if (standing === 'snoozed') return 4;
  return (item.addressed ? 0 : 2) + (standing === 'exhausted' ? 0 : 1);
}

function byPressure(one: QueueItem, other: QueueItem): number {
  return rank(one) - rank(other) || one.alert.raisedAt.localeCompare(other.alert.raisedAt);
}

/** The station of ours that an item belongs to: the one that must answer, or the one that raised. */
export function ourEnd({ addressed, escalation }: QueueItem): string {
  return addressed ? escalation.endId : escalation.fromEndId;
}

export interface QueueGroup {
  endId: string;
  items: readonly QueueItem[];
}

export function groupsOf(items: readonly QueueItem[]): QueueGroup[] {
  const groups = new Map<string, QueueItem[]>();
  for (const item of [...items].sort(byPressure)) {
    const endId = ourEnd(item);
    groups.set(endId, [...(groups.get(endId) ?? []), item]);
  }
  return [...groups].map(([endId, grouped]) => ({ endId, items: grouped }));
}

/** What came first of all that our side owes: where a flood began. Null unless there are several. */
export function firstOut(items: readonly QueueItem[]): string | null {
  const owed = items.filter((item) => item.addressed && standingOf(item) !== 'snoozed');
  const [first, ...others] = owed.sort((one, other) =>
    one.alert.raisedAt.localeCompare(other.alert.raisedAt),
  );
  return first && others.length > 0 ? first.escalation.id : null;
}

/** What may be answered together with others: nothing critical, nothing that has run out of people to call. */
export function mayGoTogether(item: QueueItem): boolean {
  return (
    item.addressed && standingOf(item) !== 'exhausted' && priorityFor(item.alert.severity) !== 'critical'
  );
}
