// Whoever hears no reply sends the same key again. For every command of the catalogue, over whatever transport: he gets
// the first answer, nothing changes, and nobody hears of anything.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandName, InputOf, OutputOf } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { toAcceptedItem } from '../../shared/nouns/watch.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { listenForNews } from '../support/heard.ts';
import type { RawOfficer } from '../support/raw-officer.ts';
import { password } from '../support/world.ts';
import {
  alarm,
  found,
  minute,
  openCase,
  openScene,
  type Scene,
  station,
  worldLine,
  worldOfficer,
  worldStation,
} from './refusals/stage.ts';

/** Sets the scene for one command, and says who sends it and with what. */
type Commands = { [N in CommandName]: () => Promise<readonly [as: RawOfficer, input: InputOf<N>]> };

let scene: Scene;
let cast: Scene['cast'];

beforeAll(async () => {
  scene = await openScene();
  ({ cast } = scene);
});
afterAll(() => scene.close());

const me = (officer: RawOfficer) => officer.get<OutputOf<'session.me'>>('session.me', {});
const idOf = async (officer: RawOfficer) => (await me(officer)).officer.id;
const accountOf = async (username: string) => {
  const { officers } = await cast.admin.get<OutputOf<'officer.list'>>('officer.list', {});
  return { officerId: found(officers.find((one) => one.username === username)).id };
};
let made = 0;
/** A code that nothing has yet. */
const freshCode = () => {
  made += 1;
  return `new-${made}`;
};
const freshCase = () => openCase(cast.north, scene.stage.river.id);
/** An alert of the north in a case of its own. Nobody holds the watch of the south, so its commander is called. */
const freshAlert = async () => {
  const opened = await freshCase();
  const raised = await cast.north.get<OutputOf<'alert.raise'>>('alert.raise', alarm(opened.incidentId));
  return { ...opened, alertId: raised.alertId, escalationId: found(raised.escalationIds[0]) };
};
/** Whatever the watch of the north went through: its duty officer holds it, and offers it to nobody. */
const northHolds = async () => {
  const stationId = (await station(cast.north)).id;
  const toOfficerId = await idOf(cast.north);
  const relieve = (to: string | null) =>
    cast.commander.get('watch.relieve', { stationId, reason: 'Rest', toOfficerId: to });
  await relieve(null);
  await cast.north.get('watch.take', { stationId });
  return { stationId, toOfficerId };
};
const northOffers = async () => {
  const { stationId } = await northHolds();
  await cast.north.get('watch.hand_over', { stationId, toOfficerId: await idOf(cast.relief) });
  const { watch } = await cast.relief.get<OutputOf<'watch.get'>>('watch.get', { stationId });
  return { stationId, items: watch.openItems.map(toAcceptedItem) };
};

const commands: Commands = {
  'organisation.set': async () => [
    cast.admin,
    {
      ...{ code: freshCode(), name: { en: 'Third' }, kind: 'counterpart', country: 'LA', language: 'lo' },
      timeZone: 'Asia/Vientiane',
    },
  ],
  'station.set': async () => [cast.admin, { ...worldStation('north'), code: freshCode() }],
  'officer.set': async () => [cast.admin, { ...worldOfficer('duty.north'), username: freshCode() }],
  'officer.disable': async () => [cast.admin, await accountOf('duty.west')],
  'officer.enable': async () => {
    const account = await accountOf('liaison.north');
    await cast.admin.get('officer.disable', account);
    return [cast.admin, account];
  },
  'officer.set_password': async () => [cast.admin, { ...(await accountOf('liaison.north')), password }],
  'line.set': async () => [cast.admin, { ...worldLine('ridge'), code: freshCode() }],
  'agreement.set': async () => [
    cast.admin,
    { lineCode: 'ridge', reference: freshCode(), signedOn: '2026-02-01', validUntil: null },
  ],
  'policy.set': async () => [
    cast.admin,
    {
      ...{ lineCode: 'ridge', endCode: 'north', severity: 'Minor' },
      ladder: {
        steps: [{ level: 'station', role: 'commander', waitMs: minute }],
        ...{ acceptWithinMs: null, followUpWithinMs: null },
      },
    },
  ],

  'watch.take': async () => [cast.east, { stationId: (await station(cast.east)).id }],
  'watch.hand_over': async () => {
    const { stationId } = await northHolds();
    return [cast.north, { stationId, toOfficerId: await idOf(cast.relief), note: 'All quiet' }];
  },
  'watch.accept': async () => [cast.relief, await northOffers()],
  'watch.relieve': async () => {
    const { stationId } = await northHolds();
    return [cast.commander, { stationId, reason: 'Rest', toOfficerId: await idOf(cast.relief) }];
  },
  'watch.test_sound': async () => [cast.north, { stationId: (await station(cast.north)).id, heard: true }],
  'alarm.silence': async () => [cast.south, { escalationIds: [(await freshAlert()).escalationId] }],

  'incident.open': async () => [
    cast.north,
    // A drill is a case of this status with an alert in it.
    {
      ...{ lineId: scene.stage.river.id, title: 'A drill', category: 'other', severity: 'Minor' },
      capStatus: 'Exercise',
    },
  ],
  'incident.amend': async () => {
    const { incidentId } = await freshCase();
    return [cast.south, { incidentId, changes: { subjects: 4 } }];
  },
  'incident.change_status': async () => {
    const { incidentId } = await freshCase();
    return [cast.south, { incidentId, to: 'in_progress', reason: 'A boat is sent' }];
  },
  'message.post': async () => {
    const { channelId } = await freshCase();
    return [cast.north, { channelId, text: 'a word', lang: 'en', marker: 'information' }];
  },
  'note.write': async () => {
    const { incidentId } = await freshCase();
    return [cast.north, { incidentId, text: 'a word', lang: 'en' }];
  },
  'channel.mark': async () => {
    const { channelId } = await freshAlert();
    return [cast.south, { channelId, deliveredSeq: 9, openedSeq: 9 }];
  },

  'alert.raise': async () => {
    const { incidentId } = await freshCase();
    const words = { text: 'Answer', lang: 'en', urgency: 'Immediate' } as const;
    return [cast.north, { incidentId, ...words, severity: 'Severe', certainty: 'Observed' }];
  },
  'alert.acknowledge': async () => {
    const { alertId } = await freshAlert();
    return [cast.south, { alertId, grade: 'received' }];
  },
  'alert.withdraw': async () => {
    const { alertId } = await freshAlert();
    return [cast.north, { alertId, reason: 'A mistake' }];
  },
  'escalation.escalate_now': async () => {
    const { escalationId } = await freshAlert();
    return [cast.south, { escalationId, turn: 1, reason: 'He does not answer' }];
  },
  'escalation.take_over': async () => {
    const { escalationId } = await freshAlert();
    return [cast.southCommander, { escalationId, reason: 'In my hands' }];
  },
  'escalation.snooze': async () => {
    const { escalationId } = await freshAlert();
    return [cast.southCommander, { escalationId, forMs: minute, reason: 'The boat is in sight' }];
  },
  'escalation.confirm_call': async () => {
    const { escalationId } = await freshAlert();
    return [cast.southCommander, { escalationId, turn: 1 }];
  },
};

describe('A command whose reply was lost', () => {
  it.each(Object.entries(commands))(
    '%s: the same key brings the same answer, and changes nothing',
    async (name, set) => {
      const { db } = scene.node.application;
      const [as, input] = await set();
      const key = newId();
      const lost = await as.reachHttp(name, input, { key });
      expect(lost.reply).toMatchObject({ ok: true });
      const before = await fingerprint(db);
      const news = await listenForNews(db, Object.values(cast));

      const again = [await as.reach(name, input, key)];
      again.push(...(await Promise.all([as.reach(name, input, key), as.reachHttp(name, input, { key })])));

      for (const { reply } of again) expect(reply).toEqual(lost.reply);
      expect(await fingerprint(db)).toBe(before);
      expect(news()).toEqual([]);
    },
  );

  it.each(Object.entries(commands))('%s: the same key twice at once is done once', async (name, set) => {
    const { db } = scene.node.application;
    const [as, input] = await set();
    const key = newId();
    const answers = await Promise.all([
      as.reach(name, input, key),
      as.reachHttp(name, input, { key }),
      as.reach(name, input, key),
    ]);
    const [first] = answers;
    expect(first?.reply).toMatchObject({ ok: true });
    for (const { reply } of answers) expect(reply).toEqual(first?.reply);
    const receipts = await db.selectFrom('receipts').select('reply').where('key', '=', key).execute();
    expect(receipts).toEqual([{ reply: first?.reply.ok && first.reply.result }]);
  });
});
