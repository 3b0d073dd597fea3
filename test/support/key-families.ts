// Which keys of the console's texts end with a code, and with which codes: those cannot be found by reading the sources.
import { keyActions } from '../../client/console/state/shortcuts.ts';
import { capStatus, certainty, severity, urgency } from '../../shared/cap.ts';
import { errorCatalogue } from '../../shared/errors.ts';
import {
  callCause,
  escalationState,
  grade,
  lapseReason,
  skipReason,
  waitingFor,
} from '../../shared/nouns/alert.ts';
import { dutyCounts } from '../../shared/nouns/duty.ts';
import { incidentStatus } from '../../shared/nouns/incident.ts';
import { alertCondition, closureCondition } from '../../shared/nouns/incident-filter.ts';
import { lineKind } from '../../shared/nouns/line.ts';
import { marker } from '../../shared/nouns/message.ts';
import { role } from '../../shared/nouns/officer.ts';
import { organisationKind } from '../../shared/nouns/organisation.ts';
import { searchField } from '../../shared/nouns/search.ts';
import { level, stationKind } from '../../shared/nouns/station.ts';
import { openItem, openItemState, watchSound } from '../../shared/nouns/watch.ts';
import { languages } from '../../shared/text.ts';

/** What stands in the source before `${…}`, and what may follow. A screen that makes keys in a new way is entered here. */
export const keyFamilies: Readonly<Record<string, readonly string[]>> = {
  'admin.': ['organisations', 'stations', 'officers', 'lines', 'policies'],
  'agreement.': ['reference', 'signedOn', 'validUntil', 'note'],
  'alarm.': ['critical', 'warning', 'information'],
  'alert.': ['delivered', 'opened', 'received', 'accepted'],
  'callCause.': callCause.options,
  'capStatus.': capStatus.options,
  'certainty.': certainty.options,
  'end.': ['manned', 'unmanned', 'neverManned'],
  'entry.': [
    'alert.delivered',
    'alert.opened',
    'escalation.exhausted',
    'escalation.taken_over',
    'officer.disabled',
    'officer.enabled',
    'officer.password_set',
  ],
  'entry.alert.acknowledged_': grade.options,
  'entry.watch.sound_changed_': watchSound.options,
  'error.': [...Object.keys(errorCatalogue), 'offline', 'not_kept'],
  'escalationState.': escalationState.options,
  'keys.': keyActions,
  'ladder.': ['done', 'now', 'ahead'],
  'languageName.': languages,
  'lapseReason.': lapseReason.options,
  'level.': level.options,
  'lineKind.': lineKind.options,
  'link.': ['connected', 'reconnecting', 'offline', 'quiet'],
  'marker.': marker.options,
  'nav.': ['switchboard', 'queue', 'watch', 'search', 'admin'],
  'next.': waitingFor.options,
  'organisation.': ['code', 'country', 'timeZone'],
  'organisationKind.': organisationKind.options,
  'place.': ['marker', 'latitude', 'longitude', 'description'],
  'preview.source_': ['severity', 'every', 'built_in', 'given'],
  'raise.sounds.': ['critical', 'warning', 'information'],
  'replyBy.': ['none', 'custom'],
  'role.': role.options,
  'search.alerts.': alertCondition.options,
  'search.closure.': closureCondition.options,
  'search.counted.': ['yes', 'no'],
  'search.field.': searchField.options,
  'setUp.': [
    'code',
    'organisationCode',
    'organisationName',
    'country',
    'timeZone',
    'stationCode',
    'stationName',
    'username',
    'adminName',
    'password',
  ],
  'settings.': ['night', 'day', 'red'],
  'settings.notifications_': ['granted', 'denied', 'default', 'unsupported'],
  'severity.': severity.options,
  'signIn.ended.': ['expired', 'refused', 'reused', 'disabled'],
  'skipReason.': skipReason.options,
  'span.': ['ago', 'lasting', 'second', 'minute', 'hour', 'day'],
  'standing.': ['exhausted', 'running', 'snoozed'],
  'stationKind.': stationKind.options,
  'status.': incidentStatus.options,
  'unsent.': ['waiting', 'sending', 'refused'],
  'urgency.': urgency.options,
  'watch.item.': openItem.shape.kind.options,
  'watch.itemState.': openItemState.options,
  'watch.summary.': Object.keys(dutyCounts.shape),
  'watch.summary.sound_': ['off', 'away'],
  'watchState.': ['mine', 'nobody', 'offered', 'other'],
};
