/** Which escalation presses most: exhausted ones, the oldest first; then by the time left. */
import type { QueueItem } from '../../../../shared/nouns/alert.ts';

export function byPressure(one: QueueItem, other: QueueItem): number {
  const exhausted = ({ escalation }: QueueItem) => escalation.state === 'exhausted';
  if (exhausted(one) !== exhausted(other)) return exhausted(one) ? -1 : 1;
  if (exhausted(one))
    return (one.escalation.exhaustedAt ?? '').localeCompare(other.escalation.exhaustedAt ?? '');
  return (one.escalation.dueAt ?? '9').localeCompare(other.escalation.dueAt ?? '9');
}
