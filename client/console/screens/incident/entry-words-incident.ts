/** Words for entries about the incident itself. */
import type { Entry, PayloadOf } from '../../../../shared/entry.ts';
import { categoryName } from '../incidents/categories.ts';
import type { Voice } from './entry-words.ts';
import { placeWords } from './place-words.ts';

type Changes = PayloadOf<'incident.amended'>['changes'];

function changeWords(changes: Changes, { t, time }: Voice): string {
  const said: string[] = [];
  const say = (label: string, value: string | number | null) =>
    said.push(`${label}: ${value ?? t('entry.cleared')}`);
  if (changes.title !== undefined) say(t('incident.title'), changes.title);
  if (changes.category !== undefined) say(t('incident.category'), categoryName(changes.category));
  if (changes.severity !== undefined) say(t('incident.severity'), t(`severity.${changes.severity}`));
  if (changes.occurredAt !== undefined) say(t('incident.occurredAt'), time(changes.occurredAt));
  if (changes.place !== undefined) say(t('incident.place'), placeWords(changes.place, t));
  if (changes.subjects !== undefined) say(t('incident.subjects'), changes.subjects);
  if (changes.outcome !== undefined) say(t('incident.outcome'), changes.outcome);
  return said.join('; ');
}

export function incidentWords(entry: Entry, voice: Voice): string | null {
  const { t, names } = voice;
  switch (entry.kind) {
    case 'incident.opened':
      return t('entry.incident.opened', {
        title: entry.payload.incident.title,
        category: categoryName(entry.payload.incident.category),
        severity: t(`severity.${entry.payload.incident.severity}`),
      });
    case 'incident.amended':
      return t('entry.incident.amended', { changes: changeWords(entry.payload.changes, voice) });
    case 'incident.status_changed':
      return t(
        entry.payload.alone ? 'entry.incident.status_changed_alone' : 'entry.incident.status_changed',
        {
          from: t(`status.${entry.payload.from}`),
          to: t(`status.${entry.payload.to}`),
          reason: entry.payload.reason,
        },
      );
    case 'incident.closure_agreed':
      return t('entry.incident.closure_agreed', {
        end: names.end(entry.payload.endId),
        reason: entry.payload.reason,
      });
    default:
      return null;
  }
}
