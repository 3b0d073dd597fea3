// In which kinds of channel an entry of each kind stands.
import type { ChannelKind, EntryKind } from '../../shared/entry.ts';

export const places: Record<EntryKind, ChannelKind[]> = {
  'organisation.set': ['organisation'],

  'station.set': ['station'],
  'officer.set': ['station'],
  'officer.disabled': ['station'],
  'officer.enabled': ['station'],
  'officer.password_set': ['station'],
  'policy.set': ['station'],
  'watch.taken': ['station'],
  'watch.offered': ['station'],
  'watch.handed_over': ['station'],
  'watch.relieved': ['station'],
  'watch.sound_tested': ['station'],
  'watch.sound_changed': ['station'],
  'alarm.silenced': ['station'],

  'line.set': ['line'],
  'agreement.set': ['line'],
  'end.manned': ['line'],
  'end.unmanned': ['line'],

  'incident.opened': ['incident'],
  'incident.amended': ['incident'],
  'incident.status_changed': ['incident'],
  'incident.closure_agreed': ['incident'],
  'message.posted': ['line', 'incident'],
  'alert.raised': ['incident'],
  'alert.delivered': ['incident'],
  'alert.opened': ['incident'],
  'alert.acknowledged': ['incident'],
  'alert.acknowledgement_lapsed': ['incident'],
  'alert.withdrawn': ['incident'],
  'escalation.called': ['incident'],
  'escalation.step_skipped': ['incident'],
  'escalation.exhausted': ['incident'],
  'escalation.snoozed': ['incident'],
  'escalation.taken_over': ['incident'],

  'note.written': ['side'],
  'call.placed': ['side'],
  'call.reached': ['side'],
};
