/** Words for entries about lines, stations, officers, policies and the watch. */
import type { Entry } from '../../../../shared/entry.ts';
import { plainDate } from '../../state/format.ts';
import type { Voice } from './entry-words.ts';

function watchWords(entry: Entry, { t, time }: Voice): string | null {
  switch (entry.kind) {
    case 'watch.taken':
      return t('entry.watch.taken', { officer: entry.payload.officer.name });
    case 'watch.offered':
      return t('entry.watch.offered', {
        from: entry.payload.from.name,
        to: entry.payload.to.name,
        count: entry.payload.openItems.length + (entry.payload.moreItems ?? 0),
      });
    case 'watch.handed_over':
      return t('entry.watch.handed_over', {
        from: entry.payload.from.name,
        to: entry.payload.to.name,
        count: entry.payload.openItems.length + (entry.payload.moreItems ?? 0),
      });
    case 'watch.relieved':
      return t('entry.watch.relieved', {
        from: entry.payload.from.name,
        to: entry.payload.to?.name ?? t('watch.nobody'),
        reason: entry.payload.reason,
      });
    case 'watch.sound_tested':
      return t(entry.payload.heard ? 'entry.watch.sound_tested_heard' : 'entry.watch.sound_tested_unheard', {
        officer: entry.payload.officer.name,
      });
    case 'watch.sound_changed':
      return t(`entry.watch.sound_changed_${entry.payload.sound}`, {
        officer: entry.payload.officer.name,
        time: time(entry.payload.since),
      });
    case 'alarm.silenced':
      return t('entry.alarm.silenced', {
        numbers: entry.payload.alarms.map(({ number }) => number).join(', '),
        until: time(entry.payload.until),
      });
    default:
      return null;
  }
}

function lineWords(entry: Entry, { t, names, time }: Voice): string | null {
  switch (entry.kind) {
    case 'line.set':
      return t('entry.line.set', {
        name: names.of(entry.payload.name),
        kind: t(`lineKind.${entry.payload.kind}`),
        ends: entry.payload.endCodes.join(' – '),
      });
    case 'agreement.set':
      return t('entry.agreement.set', {
        reference: entry.payload.reference,
        date: entry.payload.validUntil ? plainDate(entry.payload.validUntil) : t('agreement.unlimited'),
      });
    case 'end.manned':
      return t('entry.end.manned', {
        end: names.end(entry.payload.endId),
        time: time(entry.payload.since),
        officer: entry.payload.watchOfficer ?? '',
      });
    case 'end.unmanned':
      return t('entry.end.unmanned', {
        end: names.end(entry.payload.endId),
        time: time(entry.payload.since),
      });
    default:
      return null;
  }
}

export function settingWords(entry: Entry, voice: Voice): string | null {
  const { t, names } = voice;
  switch (entry.kind) {
    case 'organisation.set':
      return t('entry.organisation.set', { name: names.of(entry.payload.name), code: entry.payload.code });
    case 'station.set':
      return t('entry.station.set', {
        name: names.of(entry.payload.name),
        code: entry.payload.code,
        kind: t(`stationKind.${entry.payload.kind}`),
      });
    case 'officer.set':
      return t(entry.payload.created ? 'entry.officer.created' : 'entry.officer.set', {
        name: entry.payload.name,
        username: entry.payload.username,
        role: t(`role.${entry.payload.role}`),
      });
    case 'officer.disabled':
    case 'officer.enabled':
    case 'officer.password_set':
      return t(`entry.${entry.kind}`, { username: entry.payload.username });
    case 'policy.set':
      return t('entry.policy.set', {
        line: entry.payload.lineCode,
        end: entry.payload.endCode,
        severity: entry.payload.severity
          ? t(`severity.${entry.payload.severity}`)
          : t('policy.everySeverity'),
        count: entry.payload.ladder.steps.length,
      });
    default:
      return watchWords(entry, voice) ?? lineWords(entry, voice);
  }
}
