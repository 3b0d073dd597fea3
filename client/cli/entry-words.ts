/** An entry in words, for a person at a terminal. */
import type { Entry, EntryKind, PayloadOf } from '../../shared/entry.ts';
import type { MessageSaid } from '../../shared/nouns/message.ts';
import { renderPhrase } from '../../shared/phrasebook/render.ts';
import { localTime, oneLine } from './terminal.ts';

type Words = { [K in EntryKind]: (payload: PayloadOf<K>) => string };

/** Names an end by its code; ends are ids in entries. */
export type EndName = (endId: string) => string;

/** A phrase as it reads in English, with its code: the code is what was said. */
function saidWords(said: MessageSaid): string {
  if (!('phrase' in said)) return said.text;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const { code, slots } = said.phrase;
  return `${renderPhrase(code, slots, 'en', { timeZone })} (${code})`;
}

const because = (reason: string | undefined) => (reason === undefined ? '' : ` (reason: ${reason})`);

const soundWords = { on: 'an alarm is heard', off: 'NO alarm is heard', away: 'NO console is connected' };

const wordsBy = (end: EndName): Words => ({
  'organisation.set': ({ code }) => `set organisation ${code}`,
  'station.set': ({ code }) => `set station ${code}`,
  'officer.set': ({ username, role, created }) =>
    `${created ? 'made' : 'changed'} officer ${username} (${role})`,
  'officer.disabled': ({ username }) => `disabled ${username}`,
  'officer.enabled': ({ username }) => `enabled ${username}`,
  'officer.password_set': ({ username }) => `set the password of ${username}`,
  'policy.set': ({ lineCode, endCode, severity }) =>
    `set the ladder of ${endCode} on ${lineCode} for ${severity ?? 'every severity'}`,
  'watch.taken': ({ officer }) => `${officer.name} took the watch`,
  'watch.offered': ({ to, openItems, moreItems = 0, note }) =>
    `offered the watch to ${to.name} with ${openItems.length + moreItems} open items${note ? `: ${note}` : ''}`,
  'watch.handed_over': ({ from, to }) => `${to.name} has the watch from ${from.name}`,
  'watch.relieved': ({ from, to, reason }) =>
    `${from.name} was relieved${to ? ` by ${to.name}` : ''}: ${reason}`,
  'watch.sound_tested': ({ officer, heard }) =>
    `${officer.name} tested the alarm sound: ${heard ? 'heard' : 'NOT heard'}`,
  'watch.sound_changed': ({ officer, sound, since }) =>
    `${soundWords[sound]} at the seat of ${officer.name} since ${since}`,
  'alarm.silenced': ({ alarms, until }) =>
    `silenced the alarm of ${alarms.map(({ number }) => number).join(', ')} until ${until}`,
  'line.set': ({ code, endCodes }) => `set line ${code}: ${endCodes.join(', ')}`,
  'agreement.set': ({ reference }) => `recorded the agreement ${reference}`,
  'end.manned': ({ endId, watchOfficer }) =>
    `${end(endId)} is manned${watchOfficer ? ` by ${watchOfficer}` : ''}`,
  'end.unmanned': ({ endId }) => `${end(endId)} is unmanned`,
  'incident.opened': ({ incident }) =>
    `opened ${incident.number}: ${incident.title} (${incident.category}, ${incident.severity}, ${incident.capStatus})`,
  'incident.amended': ({ changes }) =>
    `changed ${Object.entries(changes)
      .map(([name, value]) => `${name} to ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', ')}`,
  'incident.status_changed': ({ from, to, reason }) => `${from} → ${to}: ${reason}`,
  'incident.closure_agreed': ({ endId, reason }) => `${end(endId)} agrees to close: ${reason}`,
  'message.posted': (said) =>
    `[${said.marker}]${said.replyTo ? ` (to #${said.replyTo})` : ''} ${saidWords(said)}`,
  'alert.raised': ({ severity, urgency, certainty, to, text }) =>
    `ALERT to ${to.map(({ endId }) => end(endId)).join(', ')} (${urgency}, ${severity}, ${certainty}): ${text}`,
  'alert.delivered': ({ endId }) => `the alert was delivered at ${end(endId)}`,
  'alert.opened': ({ endId }) => `the alert was opened at ${end(endId)}`,
  'alert.acknowledged': ({ endId, grade, replyBy, counts }) =>
    `${end(endId)} acknowledged: ${grade}${replyBy ? `, reply by ${localTime(replyBy)}` : ''}${counts ? '' : ' (after another)'}`,
  'alert.acknowledgement_lapsed': ({ endId, reason }) =>
    `the acknowledgement of ${end(endId)} lapsed: ${reason}`,
  'alert.withdrawn': ({ reason }) => `withdrew the alert: ${reason}`,
  'escalation.called': ({ endId, level, role, cause, dueAt, peer, reason }) =>
    `called ${role} at ${level} level of ${end(endId)} (${cause}), next ${localTime(dueAt)}${peer ? `; ${peer.level} of ${end(peer.endId)} is told to call its peer` : ''}${because(reason)}`,
  'escalation.step_skipped': ({ endId, level, role, reason }) =>
    `skipped ${role} at ${level} level of ${end(endId)}: ${reason}`,
  'escalation.exhausted': ({ endId, reason }) =>
    `EXHAUSTED: nobody of ${end(endId)} answered${because(reason)}`,
  'escalation.snoozed': ({ endId, until, reason }) =>
    `put off the calling of ${end(endId)} until ${localTime(until)}: ${reason}`,
  'escalation.taken_over': ({ endId, reason }) => `took the alert to ${end(endId)} over${because(reason)}`,
  'note.written': ({ text }) => `(private) ${text}`,
  'call.placed': ({ officers, toCallPeer }) =>
    `called ${officers.map(({ name }) => name).join(', ')}${toCallPeer ? ' to call the peer' : ''}`,
  'call.reached': ({ officer, device }) => `the call reached ${officer.name} on ${device}`,
});

function speak<K extends EntryKind>(words: Words, kind: K, payload: PayloadOf<K>): string {
  // A newer server may write kinds that this client does not know.
  const say: ((payload: PayloadOf<K>) => string) | undefined = words[kind];
  return say ? say(payload) : `${kind} ${JSON.stringify(payload)}`;
}

/** `#12 2026-11-21 14:02:05 trucban.sonvi: …` on one line. */
export function entryLine(entry: Entry, end: EndName): string {
  const words = speak(wordsBy(end), entry.kind, entry.payload);
  return oneLine(`#${entry.seq}  ${localTime(entry.at)}  ${entry.by?.name ?? 'Parley'}: ${words}`);
}
