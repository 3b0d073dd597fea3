/** Every command and query by name, with what goes in and what comes out. Types are derived from here, never written twice. */
import { z } from 'zod';
import { entrySchema } from './entry.ts';
import { id } from './ids.ts';
import { alarmContracts } from './nouns/alarm.ts';
import {
  alert,
  alertAcknowledgeInput,
  alertAcknowledgeOutput,
  alertRaiseInput,
  alertRaiseOutput,
  alertWithdrawInput,
  confirmCallInput,
  confirmCallOutput,
  escalateNowInput,
  escalationQueueOutput,
  snoozeInput,
  takeOverInput,
} from './nouns/alert.ts';
import { dutyContracts } from './nouns/duty.ts';
import {
  incident,
  incidentAmendInput,
  incidentChangeStatusInput,
  incidentChangeStatusOutput,
  incidentOpenInput,
  incidentOpenOutput,
  incidentPage,
} from './nouns/incident.ts';
import { incidentFilter } from './nouns/incident-filter.ts';
import { agreementSetInput, agreementSetOutput, line, lineSetInput, lineSetOutput } from './nouns/line.ts';
import {
  appendedOutput,
  channelMarkInput,
  channelMarkOutput,
  messagePostInput,
  noteWriteInput,
} from './nouns/message.ts';
import { officer, officerSetInput, officerSetOutput, password } from './nouns/officer.ts';
import { organisation, organisationSetInput, organisationSetOutput } from './nouns/organisation.ts';
import { policy, policySetInput, policySetOutput } from './nouns/policy.ts';
import { policyPreview, policyPreviewInput } from './nouns/policy-preview.ts';
import { searchContracts } from './nouns/search.ts';
import {
  me,
  sessionChangePasswordInput,
  sessionOpenInput,
  sessionRenewInput,
  sessionTokens,
  setUpCreateAdminInput,
  setUpStatus,
} from './nouns/session.ts';
import { station, stationSetInput, stationSetOutput } from './nouns/station.ts';
import {
  watchAcceptInput,
  watchDetail,
  watchHandOverInput,
  watchOutput,
  watchRelieveInput,
  watchSeen,
  watchTakeInput,
} from './nouns/watch.ts';

const nothing = z.strictObject({});
const byStation = z.strictObject({ stationId: id });
const oneOfficer = z.strictObject({ officerId: id });

/**
 * `command` writes: it needs a key and leaves entries. `query` reads. `session` opens, renews or ends a session: it
 * writes no entry and takes no key. `open` names can be called without a session.
 */
export interface Contract {
  kind: 'command' | 'query' | 'session';
  open?: true;
  summary: string;
  input: z.ZodType;
  output: z.ZodType;
}

export const contracts = {
  'setup.status': {
    kind: 'session',
    open: true,
    summary: 'Whether the record is empty and waits for its first admin.',
    input: nothing,
    output: setUpStatus,
  },
  'setup.create_admin': {
    kind: 'session',
    open: true,
    summary: 'Create the first organisation, its top station and its admin with the one-time code.',
    input: setUpCreateAdminInput,
    output: oneOfficer,
  },

  'session.open': {
    kind: 'session',
    open: true,
    summary: 'Sign in.',
    input: sessionOpenInput,
    output: sessionTokens,
  },
  'session.renew': {
    kind: 'session',
    open: true,
    summary: 'Exchange the refresh token for new tokens.',
    input: sessionRenewInput,
    output: sessionTokens,
  },
  'session.close': { kind: 'session', summary: 'Sign out here.', input: nothing, output: nothing },
  'session.close_all': { kind: 'session', summary: 'Sign out everywhere.', input: nothing, output: nothing },
  'session.change_password': {
    kind: 'session',
    summary: 'Change one’s own password; ends every other session.',
    input: sessionChangePasswordInput,
    output: nothing,
  },
  'session.me': { kind: 'query', summary: 'Who I am and what I can reach.', input: nothing, output: me },

  'organisation.set': {
    kind: 'command',
    summary: 'Create or change an organisation (by code).',
    input: organisationSetInput,
    output: organisationSetOutput,
  },
  'organisation.list': {
    kind: 'query',
    summary: 'Organisations of my lines and my own.',
    input: nothing,
    output: z.strictObject({ organisations: z.array(organisation) }),
  },
  'station.set': {
    kind: 'command',
    summary: 'Create or change a station (by code).',
    input: stationSetInput,
    output: stationSetOutput,
  },
  'station.list': {
    kind: 'query',
    summary: 'Stations of my own organisation within my reach.',
    input: nothing,
    output: z.strictObject({ stations: z.array(station) }),
  },
  'officer.set': {
    kind: 'command',
    summary: 'Create or change an officer (by user name).',
    input: officerSetInput,
    output: officerSetOutput,
  },
  'officer.disable': {
    kind: 'command',
    summary: 'Cut an officer off at once.',
    input: oneOfficer,
    output: appendedOutput,
  },
  'officer.enable': {
    kind: 'command',
    summary: 'Let a disabled officer sign in again.',
    input: oneOfficer,
    output: appendedOutput,
  },
  'officer.set_password': {
    kind: 'command',
    summary: 'Set an officer’s password; ends his sessions.',
    input: oneOfficer.extend({ password }),
    output: appendedOutput,
  },
  'officer.list': {
    kind: 'query',
    summary: 'Officers of the stations within my reach.',
    input: nothing,
    output: z.strictObject({ officers: z.array(officer) }),
  },
  'line.set': {
    kind: 'command',
    summary: 'Create or change a line and its ends (by code).',
    input: lineSetInput,
    output: lineSetOutput,
  },
  'line.list': {
    kind: 'query',
    summary: 'My lines: who is manned opposite, what waits for me.',
    input: nothing,
    output: z.strictObject({ lines: z.array(line) }),
  },
  'agreement.set': {
    kind: 'command',
    summary: 'Record the agreement a line rests on.',
    input: agreementSetInput,
    output: agreementSetOutput,
  },
  'policy.set': {
    kind: 'command',
    summary: 'Set the ladder of a line end for a severity.',
    input: policySetInput,
    output: policySetOutput,
  },
  'policy.list': {
    kind: 'query',
    summary: 'Policies of the ends within my reach.',
    input: nothing,
    output: z.strictObject({ policies: z.array(policy) }),
  },
  'policy.preview': {
    kind: 'query',
    summary: 'Who would be called now, step by step, if an alert of this severity reached this end of mine.',
    input: policyPreviewInput,
    output: policyPreview,
  },

  'watch.take': {
    kind: 'command',
    summary: 'Take the watch of an unmanned station.',
    input: watchTakeInput,
    output: watchOutput,
  },
  'watch.hand_over': {
    kind: 'command',
    summary: 'Offer the watch to the incoming officer.',
    input: watchHandOverInput,
    output: watchOutput,
  },
  'watch.accept': {
    kind: 'command',
    summary: 'Accept the offered watch with its open items.',
    input: watchAcceptInput,
    output: watchOutput,
  },
  'watch.relieve': {
    kind: 'command',
    summary: 'Relieve the officer on watch (commander).',
    input: watchRelieveInput,
    output: watchOutput,
  },
  'watch.get': {
    kind: 'query',
    summary: 'The watch of a station, with its open items.',
    input: byStation,
    output: z.strictObject({ watch: watchDetail }),
  },
  'watch.list': {
    kind: 'query',
    summary: 'The watches of the stations within my reach.',
    input: nothing,
    output: z.strictObject({ watches: z.array(watchSeen) }),
  },
  ...dutyContracts,
  'incident.open': {
    kind: 'command',
    summary: 'Open an incident on a line.',
    input: incidentOpenInput,
    output: incidentOpenOutput,
  },
  'incident.amend': {
    kind: 'command',
    summary: 'Change title, place, number of subjects, outcome and the like.',
    input: incidentAmendInput,
    output: appendedOutput,
  },
  'incident.change_status': {
    kind: 'command',
    summary: 'Start, resolve, close or reopen an incident, with a reason.',
    input: incidentChangeStatusInput,
    output: incidentChangeStatusOutput,
  },
  'incident.list': {
    kind: 'query',
    summary: 'Incidents of my lines, filtered, newest first, in stable pages.',
    input: incidentFilter,
    output: incidentPage,
  },
  'incident.get': {
    kind: 'query',
    summary:
      'One incident: its state after `headSeq` shared entries, and the private channels of my own ends.',
    input: z.strictObject({ incidentId: id }),
    output: z.strictObject({
      incident,
      alerts: z.array(alert),
      headSeq: z.int(),
      sides: z.array(z.strictObject({ endId: id, channelId: id, headSeq: z.int() })),
    }),
  },
  'message.post': {
    kind: 'command',
    summary: 'Post a message with a marker on a line’s or an incident’s channel.',
    input: messagePostInput,
    output: appendedOutput,
  },
  'note.write': {
    kind: 'command',
    summary: 'Write a private note that only one’s own end sees.',
    input: noteWriteInput,
    output: appendedOutput,
  },

  'alert.raise': {
    kind: 'command',
    summary: 'Raise an alert that each addressed end must acknowledge.',
    input: alertRaiseInput,
    output: alertRaiseOutput,
  },
  'alert.acknowledge': {
    kind: 'command',
    summary: 'Acknowledge for an end: received or accepted, optionally with “reply by”.',
    input: alertAcknowledgeInput,
    output: alertAcknowledgeOutput,
  },
  'alert.withdraw': {
    kind: 'command',
    summary: 'Withdraw an alert (by the end that raised it).',
    input: alertWithdrawInput,
    output: appendedOutput,
  },
  'escalation.escalate_now': {
    kind: 'command',
    summary: 'Call the next step now, with a reason where there is one.',
    input: escalateNowInput,
    output: appendedOutput,
  },
  'escalation.take_over': {
    kind: 'command',
    summary: 'Take the alert over as commander: accepted, in my hands; with a reason where there is one.',
    input: takeOverInput,
    output: appendedOutput,
  },
  'escalation.snooze': {
    kind: 'command',
    summary: 'Put the next step off for a while, with a reason.',
    input: snoozeInput,
    output: appendedOutput,
  },
  'escalation.confirm_call': {
    kind: 'command',
    summary: 'A device tells that the call reached it.',
    input: confirmCallInput,
    output: confirmCallOutput,
  },
  'escalation.queue': {
    kind: 'query',
    summary: 'Running and exhausted escalations within my reach, most pressing first.',
    input: nothing,
    output: escalationQueueOutput,
  },

  ...alarmContracts,

  ...searchContracts,

  'channel.entries': {
    kind: 'query',
    summary: 'Entries of a channel after (or before) a seq, in order, at most `limit`.',
    input: z
      .strictObject({
        channelId: id,
        afterSeq: z.int32().nonnegative().optional(),
        beforeSeq: z.int32().positive().optional(),
        limit: z.int().min(1).max(500).default(200),
      })
      .refine(
        ({ afterSeq, beforeSeq }) => afterSeq === undefined || beforeSeq === undefined,
        'give afterSeq or beforeSeq',
      ),
    output: z.strictObject({ entries: z.array(entrySchema), headSeq: z.int() }),
  },
  'channel.heads': {
    kind: 'query',
    summary: 'The last seq of each of these channels; those out of reach are left out.',
    input: z.strictObject({ channelIds: z.array(id).max(500) }),
    output: z.strictObject({ heads: z.array(z.strictObject({ channelId: id, headSeq: z.int() })) }),
  },
  'channel.mark': {
    kind: 'command',
    summary: 'Tell how far this officer’s device has received and shown a channel.',
    input: channelMarkInput,
    output: channelMarkOutput,
  },
} as const satisfies Record<string, Contract>;

export type Contracts = typeof contracts;
export type Name = keyof Contracts;
/** What a caller may give (defaults can be left out). */
export type InputOf<N extends Name> = z.input<Contracts[N]['input']>;
/** What a handler gets. */
export type ParsedInputOf<N extends Name> = z.output<Contracts[N]['input']>;
export type OutputOf<N extends Name> = z.output<Contracts[N]['output']>;

export type NamesOfKind<K extends Contract['kind']> = {
  [N in Name]: Contracts[N]['kind'] extends K ? N : never;
}[Name];
export type CommandName = NamesOfKind<'command'>;
export type QueryName = NamesOfKind<'query'>;
export type SessionName = NamesOfKind<'session'>;

export const names = Object.keys(contracts) as Name[];

export function isName(text: string): text is Name {
  return Object.hasOwn(contracts, text);
}
