// Refusals for who asks and what he asks for: strange names, broken inputs, out of reach, wrong role, wrong end.
import type { OutputOf } from '../../../shared/commands.ts';
import { newId } from '../../../shared/ids.ts';
import { alarm, type Row, say, station, worldLine } from './stage.ts';

export const rowsOfReach: readonly Row[] = [
  ['unknown_command', 'a name that is no command', ({ cast }) => [cast.north, 'message.shout', {}]],
  ['unknown_command', 'a name every object has', ({ cast }) => [cast.north, 'constructor', {}]],
  ['unknown_command', 'the name of a prototype', ({ cast }) => [cast.north, '__proto__', {}]],
  ['invalid_input', 'no input at all', ({ cast }) => [cast.north, 'message.post', null]],
  ['invalid_input', 'an input of another type', ({ cast }) => [cast.north, 'message.post', 'hello']],
  [
    'invalid_input',
    'a number where a text belongs',
    ({ cast }) => [cast.north, 'incident.get', { incidentId: 7 }],
  ],
  ['invalid_input', 'a field too many', ({ cast }) => [cast.north, 'session.me', { admin: true }]],
  [
    'invalid_input',
    'a field too many in a field',
    ({ cast, stage }) => [
      cast.north,
      'incident.amend',
      { incidentId: stage.open.incidentId, changes: { status: 'closed' } },
    ],
  ],
  [
    'invalid_input',
    'an id that is none',
    ({ cast }) => [cast.north, 'incident.get', { incidentId: "' or true --" }],
  ],
  [
    'invalid_input',
    'a marker that does not exist between sovereign sides',
    ({ cast, stage }) => [
      cast.north,
      'message.post',
      { ...say(stage.river.channelId), marker: 'instruction' },
    ],
  ],
  [
    'invalid_input',
    'a text of more than 8 KB',
    ({ cast, stage }) => [cast.north, 'message.post', say(stage.river.channelId, 'đ'.repeat(4_097))],
  ],
  [
    'invalid_input',
    'a cursor of our own making',
    ({ cast }) => [cast.north, 'incident.list', { cursor: 'WyJ4Il0' }],
  ],
  [
    'invalid_input',
    'a line across the border between two stations of one side',
    ({ cast }) => [cast.admin, 'line.set', { ...worldLine('ridge'), code: 'new-line', kind: 'cross_border' }],
  ],

  [
    'not_found',
    'a case that does not exist',
    ({ cast }) => [cast.north, 'incident.get', { incidentId: newId() }],
  ],
  [
    'not_found',
    'a case of another line',
    ({ cast, stage }) => [cast.south, 'incident.get', { incidentId: stage.ridgeCase.incidentId }],
  ],
  [
    'not_found',
    'a message to another line',
    ({ cast, stage }) => [cast.south, 'message.post', say(stage.ridgeCase.channelId)],
  ],
  [
    'not_found',
    'a message to the private channel of the other end',
    ({ cast, stage }) => [cast.south, 'message.post', say(stage.northSide)],
  ],
  [
    'not_found',
    'a message to one’s own private channel, where notes are written',
    ({ cast, stage }) => [cast.north, 'message.post', say(stage.northSide)],
  ],
  [
    'not_found',
    'the entries of the other end’s private channel',
    ({ cast, stage }) => [cast.south, 'channel.entries', { channelId: stage.northSide }],
  ],
  [
    'not_found',
    'a mark on the other end’s private channel',
    ({ cast, stage }) => [
      cast.south,
      'channel.mark',
      { channelId: stage.northSide, deliveredSeq: 1, openedSeq: 1 },
    ],
  ],
  [
    'not_found',
    'a note in a case of another line',
    ({ cast, stage }) => [
      cast.south,
      'note.write',
      { incidentId: stage.ridgeCase.incidentId, text: 'mine', lang: 'en' },
    ],
  ],
  [
    'not_found',
    'an alert on another line',
    ({ cast, stage }) => [cast.south, 'alert.raise', alarm(stage.ridgeCase.incidentId)],
  ],
  [
    'not_found',
    'an acknowledgement of another line’s alert',
    ({ cast, stage }) => [
      cast.south,
      'alert.acknowledge',
      { alertId: stage.ridgeAlert.alertId, grade: 'accepted' },
    ],
  ],
  [
    'not_found',
    'an escalation of another line',
    ({ cast, stage }) => [
      cast.southCommander,
      'escalation.take_over',
      { escalationId: stage.ridgeAlert.escalationIds[0] },
    ],
  ],
  [
    'not_found',
    'a call that went to somebody else',
    ({ cast, stage }) => [
      cast.south,
      'escalation.confirm_call',
      { escalationId: stage.alert.escalationIds[0], turn: 1 },
    ],
  ],
  [
    'not_found',
    'the watch of the other side',
    async ({ cast }) => [cast.south, 'watch.get', { stationId: (await station(cast.north)).id }],
  ],
  [
    'not_found',
    'an officer of the other side',
    ({ cast, stage }) => [cast.admin, 'officer.disable', { officerId: stage.southOfficerId }],
  ],

  [
    'not_allowed',
    'an observer who speaks',
    ({ cast, stage }) => [cast.observer, 'message.post', say(stage.river.channelId)],
  ],
  [
    'not_allowed',
    'an observer who acknowledges',
    ({ cast, stage }) => [
      cast.observer,
      'alert.acknowledge',
      { alertId: stage.ridgeAlert.alertId, grade: 'received' },
    ],
  ],
  [
    'not_allowed',
    'a duty officer who takes over',
    ({ cast, stage }) => [cast.south, 'escalation.take_over', { escalationId: stage.alert.escalationIds[0] }],
  ],
  [
    'not_allowed',
    'a commander of the wrong end who takes over',
    ({ cast, stage }) => [
      cast.commander,
      'escalation.take_over',
      { escalationId: stage.alert.escalationIds[0] },
    ],
  ],
  [
    'not_allowed',
    'a duty officer who closes alone',
    ({ cast, stage }) => [
      cast.north,
      'incident.change_status',
      { incidentId: stage.open.incidentId, to: 'closed', reason: 'I say so', alone: true },
    ],
  ],
  ['not_allowed', 'a duty officer who sets up', ({ cast }) => [cast.north, 'line.set', worldLine('river')]],
  [
    'not_allowed',
    'an admin who cuts himself off',
    async ({ cast }) => {
      const { officer } = await cast.admin.get<OutputOf<'session.me'>>('session.me', {});
      return [cast.admin, 'officer.disable', { officerId: officer.id }];
    },
  ],
  [
    'not_allowed',
    'a duty officer who takes the watch of another station',
    async ({ cast }) => [cast.home, 'watch.take', { stationId: (await station(cast.north)).id }],
  ],

  [
    'end_required',
    'an officer of several ends who does not say for which he speaks',
    ({ cast, stage }) => [cast.home, 'message.post', say(stage.ridge.channelId)],
  ],
  [
    'end_not_yours',
    'a message for the other end',
    ({ cast, stage }) => [
      cast.north,
      'message.post',
      { ...say(stage.river.channelId), endId: stage.southEnd },
    ],
  ],
  [
    'end_not_yours',
    'an alert for the other end',
    ({ cast, stage }) => [cast.north, 'alert.raise', alarm(stage.open.incidentId, { endId: stage.southEnd })],
  ],
  [
    'end_not_yours',
    'an acknowledgement for the other end',
    ({ cast, stage }) => [
      cast.north,
      'alert.acknowledge',
      { alertId: stage.alert.alertId, endId: stage.southEnd, grade: 'accepted' },
    ],
  ],
  [
    'end_not_yours',
    'an acknowledgement of one’s own alert',
    ({ cast, stage }) => [
      cast.north,
      'alert.acknowledge',
      { alertId: stage.alert.alertId, grade: 'accepted' },
    ],
  ],
  [
    'end_not_yours',
    'a note for the other end',
    ({ cast, stage }) => [
      cast.north,
      'note.write',
      { incidentId: stage.open.incidentId, endId: stage.southEnd, text: 'theirs', lang: 'en' },
    ],
  ],
  [
    'not_the_raiser',
    'the addressed end that withdraws the alert',
    ({ cast, stage }) => [cast.south, 'alert.withdraw', { alertId: stage.alert.alertId, reason: 'Be quiet' }],
  ],
];
