// What nobody writes by mistake: deceiving characters, impossible values, monstrous documents. Each is refused with a
// code, nothing is changed, and nobody else notices.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { askHttp, codeOf, openWire } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';
import {
  admin,
  alert,
  amend,
  node,
  north,
  note,
  open,
  opened,
  openTarget,
  organisation,
  refusedWith,
  say,
  south,
  unharmed,
} from './refusals/target.ts';

openTarget();

describe('A text', () => {
  const deceiving: [string, string][] = [
    ['a NUL', '\u0000'],
    ['an escape sequence of a terminal', '\u001b[2J'],
    ['a C1 control', '\u0085'],
    ['a direction override', '\u202e'],
    ['a direction isolate', '\u2066'],
    ['a byte order mark', '\ufeff'],
    ['half of a surrogate pair', '\ud800'],
    ['the other half', '\udfff'],
    ['halves in the wrong order', '\udc00\ud800'],
  ];
  it.each(deceiving)('with %s in it is refused wherever a text is taken', async (_what, bad) => {
    const text = `good ${bad} bad`;
    await unharmed(async () => {
      await refusedWith('invalid_input', 'message.post', say(text));
      await refusedWith('invalid_input', 'note.write', note(text));
      await refusedWith('invalid_input', 'incident.open', open({ title: text }));
      await refusedWith('invalid_input', 'incident.open', open({ place: { marker: text } }));
      await refusedWith('invalid_input', 'incident.amend', amend({ outcome: text }));
      await refusedWith('invalid_input', 'alert.withdraw', { alertId: alert.alertId, reason: text });
      await refusedWith('invalid_input', 'incident.list', { text });
      await refusedWith('invalid_input', 'organisation.set', organisation({ name: { en: text } }), admin);
      const signIn = { username: 'duty.north', password: 'a-password-for-tests', device: text };
      await refusedWith('invalid_input', 'session.open', signIn);
    });
  });

  it.each(['\n', '\t', '\u2028', '\u2029'])('of one line holds no break (%j)', async (bad) => {
    await unharmed(() => refusedWith('invalid_input', 'incident.open', open({ title: `one${bad}two` })));
  });

  it('of nothing that shows is empty: spaces, marks of zero width, fillers', async () => {
    await unharmed(async () => {
      for (const text of [
        ' \n\t ',
        '\u200b',
        '\u2060\u200d',
        '\u3164',
        '\u2800',
        '\u00ad \u00a0',
        '\u{e0041}',
      ]) {
        await refusedWith('invalid_input', 'message.post', say(text));
        await refusedWith('invalid_input', 'incident.open', open({ title: text }));
      }
    });
    // Within words they belong to the writing of Khmer and Lao.
    expect(codeOf(await north.reach('message.post', say('ខ្មែរ\u200bនិយាយ')))).toBe('ok');
  });

  it('is measured in bytes after it was brought into its normal form', async () => {
    const fits = '\u1ea1'.repeat(2_730);
    await unharmed(() => refusedWith('invalid_input', 'message.post', say(`${fits}\u1ea1\u1ea1`)));
    // Decomposed, as a Mac writes it: longer on the way in, equal in the record.
    const { seq } = await north.get<{ seq: number }>(
      'message.post',
      say(fits.normalize('NFD').slice(0, 8_000)),
    );
    const { entries } = await north.get<OutputOf<'channel.entries'>>('channel.entries', {
      channelId: opened.channelId,
      afterSeq: seq - 1,
    });
    expect(JSON.stringify(entries[0])).toContain('\u1ea1'.repeat(2_000));
  });
});

describe('A value', () => {
  const far = 2 ** 40;
  it.each([
    ['a seq beyond any channel', 'channel.entries', () => ({ channelId: opened.channelId, afterSeq: far })],
    ['a seq beyond any channel', 'channel.entries', () => ({ channelId: opened.channelId, beforeSeq: far })],
    ['a negative seq', 'channel.entries', () => ({ channelId: opened.channelId, afterSeq: -1 })],
    ['half a seq', 'channel.entries', () => ({ channelId: opened.channelId, afterSeq: 0.5 })],
    [
      'a mark beyond any channel',
      'channel.mark',
      () => ({ channelId: opened.channelId, deliveredSeq: far, openedSeq: 0 }),
    ],
    [
      'a turn beyond any',
      'escalation.confirm_call',
      () => ({ escalationId: alert.escalationIds[0], turn: far }),
    ],
    ['an answer to a seq beyond any', 'message.post', () => ({ ...say('a'), replyTo: far })],
    ['the year nought', 'incident.open', () => open({ occurredAt: '0000-01-01T00:00:00Z' })],
    [
      'the year nought by its offset',
      'incident.open',
      () => open({ occurredAt: '0001-01-01T00:00:00+14:00' }),
    ],
    ['the year nought', 'incident.list', () => ({ openedFrom: '0000-01-01T00:00:00Z' })],
    ['the year ten thousand', 'incident.open', () => open({ occurredAt: '9999-12-31T23:59:59-14:00' })],
    ['the thirtieth of February', 'incident.open', () => open({ occurredAt: '2026-02-30T00:00:00Z' })],
    ['a latitude beyond the pole', 'incident.open', () => open({ place: { latitude: 90.1 } })],
    ['a latitude without a longitude', 'incident.open', () => open({ place: { latitude: 10.8 } })],
    ['a longitude without a latitude', 'incident.amend', () => amend({ place: { longitude: 105.2 } })],
    ['a subject too few', 'incident.open', () => open({ subjects: -1 })],
    ['half a subject', 'incident.open', () => open({ subjects: 1.5 })],
    ['a number that is none', 'incident.open', () => open({ subjects: 'NaN' })],
    ['a category of every object', 'incident.open', () => open({ category: 'constructor' })],
    ['no change', 'incident.amend', () => amend({})],
    ['a page of nothing', 'incident.list', () => ({ limit: 0 })],
    ['a page of everything', 'incident.list', () => ({ limit: 1_000_000 })],
    [
      'a cursor that points into the year nought',
      'incident.list',
      () => ({
        cursor: Buffer.from(JSON.stringify(['0000-01-01T00:00:00.000Z', newId()])).toString('base64url'),
      }),
    ],
  ] as const)('that is %s is refused (%s)', async (_what, name, input) => {
    await unharmed(() => refusedWith('invalid_input', name, input()));
  });

  it.each(['+07:00', '+0700', 'UTC+7', 'Mars/Olympus', ''])(
    'that is no time zone (%j) is refused',
    async (timeZone) => {
      await unharmed(() =>
        refusedWith('invalid_input', 'organisation.set', organisation({ timeZone }), admin),
      );
    },
  );

  it.each(['0000-01-01', '2026-02-30', '2026-1-1'])('that is no day (%j) is refused', async (signedOn) => {
    const agreement = { lineCode: 'river', reference: 'One', signedOn, validUntil: null };
    await unharmed(() => refusedWith('invalid_input', 'agreement.set', agreement, admin));
  });

  it('that is an id in capital letters means the same thing, and the others hear of it by its one name', async () => {
    south.pushed.length = 0;
    const channelId = opened.channelId.toUpperCase();
    const { seq } = await north.get<{ seq: number }>('message.post', { ...say('loud'), channelId });
    const batch = await until(() =>
      south.pushed.find(
        ([event, body]) => event === 'entries' && JSON.stringify(body).includes(`"text":"loud"`),
      ),
    );
    expect(batch[1]).toMatchObject({ channelId: opened.channelId, entries: [{ seq }] });
    const incidentId = opened.incidentId.toUpperCase();
    expect(codeOf(await south.reach('incident.get', { incidentId }))).toBe('ok');
  });

  it('that answers an entry that is not there is refused, alone and among others', async () => {
    const answer = (replyTo: number) => ({ ...say('yes'), replyTo });
    await unharmed(() => refusedWith('not_found', 'message.post', answer(9_999)));
    const answers = await Promise.all(
      [1, 9_999, 1, 9_999].map((replyTo) => north.reach('message.post', answer(replyTo))),
    );
    expect(answers.map(codeOf)).toEqual(['ok', 'not_found', 'ok', 'not_found']);
    expect(answers[3]?.reply).toMatchObject({ error: { details: { field: 'replyTo' } } });
  });

  it('that repeats a key in other letters, at the same moment, is one command and spoils no other', async () => {
    const key = newId();
    const answers = await Promise.all([
      north.reach('message.post', say('once'), key),
      north.reach('message.post', say('once'), key.toUpperCase()),
      south.reach('message.post', say('in the same batch')),
    ]);
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(answers[1]?.reply).toEqual(answers[0]?.reply);
  });
});

describe('A document', () => {
  const raw = (text: string, headers: Record<string, string> = {}) =>
    askHttp(node.url, 'api/incident.amend', text, { key: newId(), token: north.tokens.accessToken, headers });
  const codeOfRaw = async (text: string, headers?: Record<string, string>) =>
    codeOf(await raw(text, headers));

  it('that is not JSON is refused, whatever it claims to be', async () => {
    await unharmed(async () => {
      for (const text of [
        '',
        '{',
        'null',
        '"text"',
        '[]',
        '7',
        'NaN',
        '{"incidentId":NaN}',
        'a=1&b=2',
        '\u0000',
        "{'a':1}",
      ])
        expect([text, await codeOfRaw(text)]).toEqual([text, 'invalid_input']);
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/octet-stream',
      ])
        expect([type, await codeOfRaw('a=1', { 'content-type': type })]).toEqual([type, 'invalid_input']);
      expect(await codeOfRaw('{}', { 'content-encoding': 'rot13' })).toBe('invalid_input');
      expect(await codeOfRaw('{}', { 'content-encoding': 'gzip' })).toBe('invalid_input');
      expect(await codeOfRaw('{}', { 'content-type': 'application/json; charset=klingon' })).toBe(
        'invalid_input',
      );
    });
  });

  it('with keys that would poison a prototype poisons nothing', async () => {
    await unharmed(async () => {
      const id = JSON.stringify(opened.incidentId);
      for (const text of [
        `{"incidentId":${id},"changes":{"subjects":1},"__proto__":{"role":"admin"}}`,
        `{"incidentId":${id},"changes":{"__proto__":{"title":"owned"}}}`,
        `{"incidentId":${id},"changes":{"constructor":{"prototype":{"title":"owned"}}}}`,
        `{"__proto__":{"incidentId":${id},"changes":{"subjects":1}}}`,
      ])
        expect([text, await codeOfRaw(text)]).toEqual([text, 'invalid_input']);
      const wire = await openWire(node.url);
      wire.send(`40{"token":${JSON.stringify(north.tokens.accessToken)}}`);
      await until(() => wire.heard.some((frame) => frame.startsWith('40')));
      wire.send(`421["incident.get",{"__proto__":{"input":{"incidentId":${id}}},"input":{}}]`);
      const frame = await until(() => wire.heard.find((one) => one.startsWith('431')));
      expect(frame).toContain('invalid_input');
      wire.close();
      expect(Object.prototype).not.toHaveProperty('role');
      expect(Object.prototype).not.toHaveProperty('title');
    });
  });

  it('that nests without end, or holds thousands of items, is refused in few words', async () => {
    await unharmed(async () => {
      const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
      expect(await codeOfRaw(deep)).toBe('invalid_input');
      expect(await codeOfRaw(`{"changes":${deep}}`)).toBe('invalid_input');
      const many = await raw(`{"incidentId":"x","changes":{},"list":[${'"",'.repeat(15_000)}""]}`);
      expect(codeOf(many)).toBe('invalid_input');
      const heads = await north.ask('channel.heads', { channelIds: Array<string>(20_000).fill('') });
      expect([codeOf(heads), heads.text.length < 16_000]).toEqual(['invalid_input', true]);
      const strangers = Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`k${index}`, 0]));
      const keys = await north.ask('session.me', strangers);
      expect([codeOf(keys), keys.text.length < 16_000]).toEqual(['invalid_input', true]);
      const bytes = await north.ask('session.me', new Uint8Array(30_000));
      expect([codeOf(bytes), bytes.text.length < 16_000]).toEqual(['invalid_input', true]);
      const path = await north.ask('incident.amend', amend({ ['long'.repeat(10_000)]: 1 }));
      expect([codeOf(path), path.text.length < 16_000]).toEqual(['invalid_input', true]);
    });
  });

  it('of more than 64 KB is too large, also when it was squeezed', async () => {
    await unharmed(async () => {
      expect(await codeOfRaw(`"${'x'.repeat(66_000)}"`)).toBe('too_large');
      const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'));
      expect(bomb.length).toBeLessThan(64_000);
      const response = await fetch(`${node.url}/api/incident.amend`, {
        method: 'POST',
        headers: { 'content-encoding': 'gzip', authorization: `Bearer ${north.tokens.accessToken}` },
        body: bomb,
      });
      expect(response.status).toBe(413);
    });
  });

  it('sent to a strange place or in a strange way gets a code, and no word of the inside', async () => {
    await unharmed(async () => {
      const at = (path: string, method = 'POST') =>
        askHttp(node.url, path, {}, { method, token: north.tokens.accessToken });
      for (const path of [
        'api/%ZZ',
        'api/%00',
        'api/',
        'api',
        'api/a/b',
        'api/session.me/',
        'api/..%2f..%2fetc',
        'api/__proto__',
      ])
        expect([path, codeOf(await at(path)) === 'internal']).toEqual([path, false]);
      expect(codeOf(await at('api/session.me', 'GET'))).toBe('unknown_command');
      expect(codeOf(await at('api/session.me', 'DELETE'))).toBe('unknown_command');
      for (const path of ['%ZZ', 'assets/%ZZ', 'assets/..%2f..%2f..%2fpackage.json', '%2e%2e/package.json']) {
        const response = await fetch(`${node.url}/${path}`);
        const text = await response.text();
        expect([path, response.status < 500, /node_modules|at .*:\d+:\d+|"dependencies"/.test(text)]).toEqual(
          [path, true, false],
        );
      }
    });
  });
});
