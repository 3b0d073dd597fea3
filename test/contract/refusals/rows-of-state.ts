// Refusals for how things stand: closed, withdrawn, stale, held, taken.
import type { OutputOf } from '../../../shared/commands.ts';
import { newId } from '../../../shared/ids.ts';
import { until } from '../../support/until.ts';
import { password, smallWorld } from '../../support/world.ts';
import {
  alarm,
  found,
  minute,
  openCase,
  type Row,
  say,
  station,
  worldLine,
  worldOfficer,
  worldStation,
} from './stage.ts';

export const rowsOfState: readonly Row[] = [
  [
    'incident_closed',
    'a message in a closed case',
    ({ cast, stage }) => [cast.north, 'message.post', say(stage.closed.channelId)],
  ],
  [
    'incident_closed',
    'an alert in a closed case',
    ({ cast, stage }) => [cast.north, 'alert.raise', alarm(stage.closed.incidentId)],
  ],
  [
    'incident_closed',
    'an amendment of a closed case',
    ({ cast, stage }) => [
      cast.north,
      'incident.amend',
      { incidentId: stage.closed.incidentId, changes: { subjects: 1 } },
    ],
  ],
  [
    'status_change_invalid',
    'a case closed before it is resolved',
    ({ cast, stage }) => [
      cast.north,
      'incident.change_status',
      { incidentId: stage.open.incidentId, to: 'closed', reason: 'Enough' },
    ],
  ],
  [
    'alerts_open',
    'a resolved case closed over an alert nobody answered',
    async ({ cast, stage }) => {
      const { incidentId } = await openCase(cast.north, stage.river.id);
      await cast.north.get('alert.raise', alarm(incidentId));
      const resolve = { incidentId, to: 'resolved', reason: 'Done' };
      await cast.north.get('incident.change_status', resolve);
      return [cast.north, 'incident.change_status', { ...resolve, to: 'closed' }];
    },
  ],
  [
    'alert_over',
    'an acknowledgement of a withdrawn alert',
    async ({ cast, stage }) => {
      const { incidentId } = await openCase(cast.north, stage.river.id);
      const { alertId } = await cast.north.get<OutputOf<'alert.raise'>>('alert.raise', alarm(incidentId));
      await cast.north.get('alert.withdraw', { alertId, reason: 'A mistake' });
      return [cast.south, 'alert.acknowledge', { alertId, grade: 'accepted' }];
    },
  ],
  [
    'alert_over',
    'a second withdrawal',
    async ({ cast, stage }) => {
      const { incidentId } = await openCase(cast.south, stage.river.id);
      const { alertId } = await cast.south.get<OutputOf<'alert.raise'>>('alert.raise', alarm(incidentId));
      await cast.south.get('alert.withdraw', { alertId, reason: 'A mistake' });
      return [cast.south, 'alert.withdraw', { alertId, reason: 'Once more' }];
    },
  ],
  [
    'reply_by_passed',
    'a reply promised for yesterday',
    ({ cast, stage }) => [
      cast.south,
      'alert.acknowledge',
      { alertId: stage.alert.alertId, grade: 'received', replyBy: '2020-01-01T00:00:00Z' },
    ],
  ],
  [
    'escalation_not_running',
    'a snooze of what does not run',
    ({ cast, stage }) => [
      cast.commander,
      'escalation.snooze',
      { escalationId: stage.withdrawn.escalationIds[0], forMs: minute, reason: 'Later' },
    ],
  ],
  [
    'stale_step',
    'a step escalated that has gone',
    ({ cast, stage }) => [
      cast.south,
      'escalation.escalate_now',
      { escalationId: stage.alert.escalationIds[0], turn: stage.turn - 1 },
    ],
  ],
  [
    'snooze_too_long',
    'a snooze beyond the first day of an alert',
    async ({ cast, stage, record }) => {
      await record.advance(23 * 60 * minute);
      const { incidentId, escalationId } = { ...stage.open, escalationId: stage.alert.escalationIds[0] };
      await until(async () => {
        const { alerts } = await cast.south.get<OutputOf<'incident.get'>>('incident.get', { incidentId });
        const [escalation] = found(alerts[0]).escalations;
        if (escalation?.state === 'running') return true;
        const again = { alertId: stage.alert.alertId, grade: 'received' };
        await cast.south.get('alert.acknowledge', again);
        await record.advance(5 * minute);
        return false;
      });
      return [
        cast.southCommander,
        'escalation.snooze',
        { escalationId, forMs: 240 * minute, reason: 'Later' },
      ];
    },
  ],

  [
    'watch_held',
    'a watch that another holds',
    async ({ cast }) => [cast.relief, 'watch.take', { stationId: (await station(cast.north)).id }],
  ],
  [
    'watch_not_held',
    'a watch handed over by who does not hold it',
    async ({ cast }) => [
      cast.relief,
      'watch.hand_over',
      { stationId: (await station(cast.north)).id, toOfficerId: newId() },
    ],
  ],
  [
    'watch_not_offered',
    'a watch accepted that was not offered',
    async ({ cast }) => [
      cast.relief,
      'watch.accept',
      { stationId: (await station(cast.north)).id, items: [] },
    ],
  ],
  [
    'watch_unmanned',
    'an officer relieved where nobody holds the watch',
    async ({ cast }) => [
      cast.southCommander,
      'watch.relieve',
      { stationId: (await station(cast.south)).id, reason: 'Rest' },
    ],
  ],
  [
    'open_items_changed',
    'a watch accepted without reading what is open',
    async ({ cast }) => {
      const { id: stationId } = await station(cast.north);
      const { officer } = await cast.relief.get<OutputOf<'session.me'>>('session.me', {});
      await cast.north.get('watch.hand_over', { stationId, toOfficerId: officer.id });
      return [cast.relief, 'watch.accept', { stationId, items: [] }];
    },
  ],

  [
    'code_taken',
    'a user name of the other side',
    ({ cast }) => [cast.admin, 'officer.set', { ...worldOfficer('duty.south'), stationCode: 'north' }],
  ],
  [
    'reference_unknown',
    'a station of the other side',
    ({ cast }) => [
      cast.admin,
      'officer.set',
      { ...worldOfficer('duty.north'), username: 'new.one', stationCode: 'south' },
    ],
  ],
  [
    'tree_broken',
    'a station below itself',
    ({ cast }) => [cast.admin, 'station.set', { ...worldStation('north-province'), parentCode: 'north' }],
  ],
  [
    'line_needs_ends',
    'a line from a station to itself',
    ({ cast }) => [
      cast.admin,
      'line.set',
      { ...worldLine('river'), code: 'loop', endCodes: ['north', 'north'] },
    ],
  ],
  [
    'already_set_up',
    'a second first admin',
    ({ cast }) => [
      cast.north,
      'setup.create_admin',
      {
        code: 'AAAA-BBBB-CCCC-DDDD',
        organisation: smallWorld.organisations[0],
        station: { code: 'top', name: { en: 'Top' } },
        admin: { username: 'new.admin', name: 'New', language: 'en', password },
      },
    ],
  ],
  [
    'sign_in_failed',
    'a wrong password',
    ({ cast }) => [cast.north, 'session.open', { username: 'liaison.north', password: 'wrong' }],
  ],
  [
    'sign_in_failed',
    'an account that does not exist',
    ({ cast }) => [cast.north, 'session.open', { username: 'nobody.at-all', password: 'wrong' }],
  ],
  [
    'password_wrong',
    'a new password, with another than the present one',
    ({ cast }) => [
      cast.relief,
      'session.change_password',
      { current: 'wrong', next: 'another long password' },
    ],
  ],
  [
    'session_ended',
    'a refresh token that is none',
    ({ cast }) => [cast.north, 'session.renew', { refreshToken: 'not.a.token' }],
  ],
];
