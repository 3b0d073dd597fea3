/** Words for entries about alerts and their escalation: which level was called and when, never who. */
import type { Entry, PayloadOf } from '../../../../shared/entry.ts';
import type { Voice } from './entry-words.ts';

function calledWords(
  payload: PayloadOf<'escalation.called'>,
  { t, names, alertNumber, time }: Voice,
): string {
  const called = t('entry.escalation.called', {
    alert: alertNumber(payload.alertId),
    end: names.end(payload.endId),
    level: t(`level.${payload.level}`),
    role: t(`role.${payload.role}`),
    cause: t(`callCause.${payload.cause}`),
    time: time(payload.dueAt),
  });
  const { peer } = payload;
  if (!peer) return called;
  return `${called} ${t('entry.escalation.peer', { end: names.end(peer.endId), level: t(`level.${peer.level}`) })}`;
}

/** What an officer did, and why where he said so. */
const withReason = (words: string, reason: string | undefined, { t }: Voice) =>
  reason === undefined ? words : `${words} ${t('entry.escalation.because', { reason })}`;

function acknowledgedWords(payload: PayloadOf<'alert.acknowledged'>, voice: Voice): string {
  const { t, names, alertNumber, time } = voice;
  const said = t(`entry.alert.acknowledged_${payload.grade}`, {
    alert: alertNumber(payload.alertId),
    end: names.end(payload.endId),
  });
  const promise = payload.replyBy ? ` ${t('entry.alert.replyBy', { time: time(payload.replyBy) })}` : '';
  return `${said}${promise}${payload.counts ? '' : ` ${t('entry.alert.secondAnswer')}`}`;
}

export function alertWords(entry: Entry, voice: Voice): string | null {
  const { t, names, alertNumber, time } = voice;
  switch (entry.kind) {
    case 'alert.delivered':
    case 'alert.opened':
      return t(`entry.${entry.kind}`, {
        alert: alertNumber(entry.payload.alertId),
        end: names.end(entry.payload.endId),
      });
    case 'escalation.exhausted':
    case 'escalation.taken_over': {
      const { alertId, endId, reason } = entry.payload;
      const words = t(`entry.${entry.kind}`, { alert: alertNumber(alertId), end: names.end(endId) });
      return withReason(words, reason, voice);
    }
    case 'alert.acknowledged':
      return acknowledgedWords(entry.payload, voice);
    case 'alert.acknowledgement_lapsed':
      return t('entry.alert.acknowledgement_lapsed', {
        alert: alertNumber(entry.payload.alertId),
        end: names.end(entry.payload.endId),
        reason: t(`lapseReason.${entry.payload.reason}`),
      });
    case 'alert.withdrawn':
      return t('entry.alert.withdrawn', {
        alert: alertNumber(entry.payload.alertId),
        reason: entry.payload.reason,
      });
    case 'escalation.called':
      return withReason(calledWords(entry.payload, voice), entry.payload.reason, voice);
    case 'escalation.step_skipped':
      return t('entry.escalation.step_skipped', {
        alert: alertNumber(entry.payload.alertId),
        end: names.end(entry.payload.endId),
        level: t(`level.${entry.payload.level}`),
        role: t(`role.${entry.payload.role}`),
        reason: t(`skipReason.${entry.payload.reason}`),
      });
    case 'escalation.snoozed':
      return t('entry.escalation.snoozed', {
        alert: alertNumber(entry.payload.alertId),
        end: names.end(entry.payload.endId),
        time: time(entry.payload.until),
        reason: entry.payload.reason,
      });
    case 'call.placed':
      return t(entry.payload.toCallPeer ? 'entry.call.placed_peer' : 'entry.call.placed', {
        alert: alertNumber(entry.payload.alertId),
        level: t(`level.${entry.payload.level}`),
        officers: entry.payload.officers
          .map(({ name, devices }) => (devices.length > 0 ? `${name} (${devices.join(', ')})` : name))
          .join('; '),
      });
    case 'call.reached':
      return t('entry.call.reached', {
        alert: alertNumber(entry.payload.alertId),
        officer: entry.payload.officer.name,
        device: entry.payload.device,
      });
    default:
      return null;
  }
}
