// Searches that nobody types by mistake: patterns made to be dear, signs of the database, forged cursors, places beyond the
// earth, names of what is not the asker's. Each is answered with what he may see or refused with a code, and nobody else notices.
import { beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { codeOf, type RawOfficer, rawOfficer } from '../support/raw-officer.ts';
import {
  alert,
  node,
  north,
  open,
  opened,
  openTarget,
  refusedWith,
  south,
  unharmed,
} from './refusals/target.ts';

openTarget();

type Page = OutputOf<'record.search'>;

let east: RawOfficer;
let ridgeId: string;
let ridgeCase: OutputOf<'incident.open'>;

beforeAll(async () => {
  east = await rawOfficer(node.url, 'duty.east');
  const { lines } = await east.get<OutputOf<'line.list'>>('line.list', {});
  ridgeId = lines[0]?.id ?? '';
  const place = { marker: '999', latitude: 22, longitude: 105, description: 'Hang đá' };
  ridgeCase = await east.get('incident.open', open({ lineId: ridgeId, title: 'Gỗ lậu', place, subjects: 7 }));
  await node.application.index();
  return () => east.close();
});

const fields = ['text', 'outcome', 'place', 'marker', 'agreement', 'number'] as const;

/** Both searches, over both transports: what they find, or the one code with which all of them refuse. */
async function search(input: object, as = south): Promise<string[] | string> {
  const answers = [
    await as.reach('record.search', input),
    await as.reachHttp('record.search', input),
    await as.reach('incident.list', input),
    await as.reachHttp('incident.list', input),
  ];
  const found = answers.map(({ reply }) => {
    if (!reply.ok) return reply.error.code;
    const { groups = [], incidents = [] } = reply.result as Partial<Page & OutputOf<'incident.list'>>;
    return [...groups.map(({ incident }) => incident), ...incidents].map((one) => one?.title ?? 'line');
  });
  // By words the one looks into the log, the other at the title: who has the words of a condition asks both alike.
  if (!('text' in input)) for (const one of found) expect(one).toEqual(found[0]);
  return found[0] ?? [];
}

describe('A search', () => {
  it('with a pattern made to be dear is answered or refused, never failed', async () => {
    const dear = [
      'a'.repeat(240),
      'ab '.repeat(80),
      Array.from({ length: 12 }, (_, index) => `${index}${'x'.repeat(17)}`).join(' '),
      '"'.repeat(240),
      '“a” '.repeat(40),
      '%'.repeat(240),
      '_%'.repeat(120),
      '\\'.repeat(240),
      '(a+)+$ (.*)* [a-z]{1,99999}',
      '\u0301'.repeat(120),
      'ា'.repeat(80),
      '火'.repeat(80),
      '🚤'.repeat(60),
      'ﷺ'.repeat(80),
      '\u{1f1fb}\u{1f1f3}'.repeat(30),
      `a${'\u200b'.repeat(79)}b`,
    ];
    await unharmed(async () => {
      for (const pattern of dear)
        for (const field of fields) {
          const found = await search({ [field]: pattern });
          expect([field, pattern.slice(0, 9), found]).toEqual([
            field,
            pattern.slice(0, 9),
            typeof found === 'string' ? 'invalid_input' : [],
          ]);
        }
    });
  });

  it('with signs of the database or of a regular expression finds those signs and nothing else', async () => {
    const signs = [
      '%',
      '_',
      '\\',
      '％',
      '＿',
      '＼',
      '.',
      '.*',
      '^',
      '[^z]',
      '(?i)z',
      "'",
      "' or '1'='1",
      '$1',
      ':*',
      '<->',
    ];
    await unharmed(async () => {
      for (const sign of signs)
        for (const field of fields)
          expect([field, sign, await search({ [field]: sign })]).toEqual([field, sign, []]);
    });
    const { number } = (
      await east.get<OutputOf<'incident.get'>>('incident.get', {
        incidentId: ridgeCase.incidentId,
      })
    ).incident;
    expect(await search({ number: number.slice(0, 6) }, east)).toEqual(['Gỗ lậu']);
    expect(await search({ number: `${number.slice(0, 3)}%` }, east)).toEqual([]);
  });

  it('with deceiving or empty characters is refused', async () => {
    await unharmed(async () => {
      for (const bad of [
        '\u0000',
        '\u202e',
        '\u2066x',
        '\ufeff',
        '\u001b[2J',
        '\ud800',
        'a\nb',
        '\u200b',
        ' ',
      ])
        for (const field of fields)
          expect([field, await search({ [field]: bad })]).toEqual([field, 'invalid_input']);
    });
  });

  it('around places that are none is refused, and at the ends of the earth it is answered', async () => {
    const near = (latitude: unknown, longitude: unknown, withinKm: unknown = 5) => ({
      near: { latitude, longitude, withinKm },
    });
    await unharmed(async () => {
      for (const [latitude, longitude, km] of [
        [90.1, 0],
        [-91, 0],
        [0, 181],
        ['22', '105'],
        [null, 0],
        [[], {}],
        [0, 0, 0],
        [0, 0, -1],
        [0, 0, 1e9],
        [1e308, 1e308],
      ])
        expect([latitude, longitude, km, await search(near(latitude, longitude, km))]).toEqual([
          ...[latitude, longitude, km],
          'invalid_input',
        ]);
      for (const [latitude, longitude] of [
        [90, 180],
        [-90, -180],
        [0, 0],
        [89.999999, -180],
      ])
        expect([latitude, longitude, await search(near(latitude, longitude, 500))]).toEqual([
          ...[latitude, longitude],
          [],
        ]);
    });
  });

  it('for what is another line’s looks like one for what does not exist', async () => {
    const asked = (lineId: string, endId: string, incidentId: string) =>
      [
        ['record.search', { lineId }],
        ['record.search', { incidentId }],
        ['record.search', { incidentId, text: 'lau' }],
        ['record.search', { openedByEndId: endId }],
        ['incident.list', { lineId }],
        ['incident.list', { openedByEndId: endId, lineId }],
        ['alarm.silence', { escalationIds: [incidentId] }],
      ] as const;
    const { station } = await east.get<OutputOf<'session.me'>>('session.me', {});
    await unharmed(async () => {
      const texts = async (questions: ReturnType<typeof asked>) => {
        const answers: string[] = [];
        for (const [name, input] of questions) answers.push((await south.reach(name, input)).text);
        return answers;
      };
      expect(await texts(asked(ridgeId, station.id, ridgeCase.incidentId))).toEqual(
        await texts(asked(newId(), newId(), newId())),
      );
      for (const condition of [
        { marker: '999' },
        { place: 'hang da' },
        { subjectsAtLeast: 7, subjectsAtMost: 7 },
      ])
        expect(await search(condition)).toEqual([]);
    });
  });
});

describe('A cursor', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const at = '2026-11-21T14:00:00.000Z';

  it('that was made up is refused, whatever it holds', async () => {
    const forged = [
      'x',
      '====',
      '\u0000',
      '🚤',
      cursor(null),
      cursor({}),
      cursor([]),
      cursor([at]),
      cursor([at, newId(), 1]),
      cursor([newId(), at]),
      cursor([at, "' or true"]),
      cursor([1, newId()]),
      cursor(['infinity', newId()]),
      cursor(['now', newId()]),
      cursor(['2026-02-30T00:00:00.000Z', newId()]),
      cursor({ 0: at, 1: newId(), length: 2 }),
      cursor([[at], [newId()]]),
      'A'.repeat(201),
    ];
    await unharmed(async () => {
      for (const one of forged) expect([one, await search({ cursor: one })]).toEqual([one, 'invalid_input']);
    });
  });

  it('that names a case out of reach leads nowhere that another would not', async () => {
    await unharmed(async () => {
      const from = (incidentId: string) => south.reach('incident.list', { cursor: cursor([at, incidentId]) });
      const [foreign, unknown] = [await from(ridgeCase.incidentId), await from(newId())];
      expect(foreign.text).toBe(unknown.text);
      const future = await search({ cursor: cursor(['9999-12-31T23:59:59.999Z', newId()]) });
      expect(future).toEqual(await search({}));
    });
  });
});

describe('A silence', () => {
  it('of more alarms than are named at once, of one that is another’s, or of one twice does no more than it may', async () => {
    const [own = ''] = alert.escalationIds;
    const { alertId } = await east.get<OutputOf<'alert.raise'>>('alert.raise', {
      ...{ incidentId: ridgeCase.incidentId, text: 'Come', lang: 'en' },
      ...{ urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
    });
    const { alerts } = await east.get<OutputOf<'incident.get'>>('incident.get', {
      incidentId: ridgeCase.incidentId,
    });
    const foreign = alerts.find(({ id }) => id === alertId)?.escalations[0]?.id ?? '';
    await unharmed(async () => {
      await refusedWith('invalid_input', 'alarm.silence', { escalationIds: [] }, south);
      await refusedWith('invalid_input', 'alarm.silence', { escalationIds: Array(201).fill(own) }, south);
      await refusedWith('not_found', 'alarm.silence', { escalationIds: [foreign] }, south);
      await refusedWith('not_found', 'alarm.silence', { escalationIds: [own, foreign] }, south);
      await refusedWith('not_found', 'alarm.silence', { escalationIds: [own, newId()] }, south);
    });
    const { channelId, seq } = await south.get<OutputOf<'alarm.silence'>>('alarm.silence', {
      escalationIds: Array(200).fill(own),
    });
    const { entries } = await south.get<OutputOf<'channel.entries'>>('channel.entries', {
      ...{ channelId, afterSeq: seq - 1 },
    });
    expect(entries).toMatchObject([{ payload: { alarms: [{ escalationId: own }] } }]);
    expect(codeOf(await north.reach('channel.entries', { channelId }))).toBe('not_found');
  });
});

describe('A reason', () => {
  it('that deceives, is empty or is too long is refused wherever one is taken', async () => {
    const [escalationId] = alert.escalationIds;
    const commander = await rawOfficer(node.url, 'commander.south');
    const { turn } = (await south.get<OutputOf<'escalation.queue'>>('escalation.queue', {})).items[0]
      ?.escalation ?? { turn: 0 };
    await unharmed(async () => {
      for (const reason of [
        '',
        ' ',
        '\u200b',
        'a\u202eb',
        '\u0007',
        'é'.repeat(513),
        7,
        ['x'],
        { text: 'x' },
      ]) {
        const refused = (name: string, input: object) => refusedWith('invalid_input', name, input, commander);
        await refused('escalation.escalate_now', { escalationId, turn, reason });
        await refused('escalation.take_over', { escalationId, reason });
        await refused('escalation.snooze', { escalationId, forMs: 60_000, reason });
        await refused('incident.change_status', { incidentId: opened.incidentId, to: 'resolved', reason });
        await refused('alert.withdraw', { alertId: alert.alertId, reason });
      }
    });
    commander.close();
  });
});
