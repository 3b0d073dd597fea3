/** Who has just taken an alert for our side: of two officers who answer at once, the later one learns it calmly. */
import i18next from 'i18next';
import type { EntryBatch } from '../../../shared/entry.ts';
import type { Me } from '../../../shared/nouns/session.ts';
import { alarmStore } from './alarm.ts';
import { tell } from './notices.ts';
import { sharedClock } from './shared-clock.ts';

/** Whose alarm it was hears by name why it ends. */
export function hearTaken({ entries }: EntryBatch, me: Me): void {
  for (const { kind, payload, by, at } of entries) {
    if ((kind !== 'alert.acknowledged' && kind !== 'escalation.taken_over') || !by) continue;
    if (kind === 'alert.acknowledged' && !payload.counts) continue;
    const { escalationId } = payload;
    const alarm = alarmStore.getState().alarms.find((one) => one.escalationId === escalationId);
    if (!alarm || by.officerId === me.officer.id) continue;
    const time = sharedClock(at, alarm.item.escalation);
    tell(i18next.t('acknowledge.takenBy', { name: by.name, number: alarm.item.incidentNumber, time }));
  }
}
