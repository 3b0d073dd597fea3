// Every refusal of the catalogue, driven over both transports: the right code, nothing changed, nobody disturbed.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contracts } from '../../shared/commands.ts';
import { type ErrorCode, errorCatalogue, errorCodes } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { worldFile } from '../../shared/world.ts';
import { openRecord } from '../support/application.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { listenForNews } from '../support/heard.ts';
import { askHttp, codeOf, knock, openSession, rawOfficer } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';
import { password, smallWorld } from '../support/world.ts';
import { rowsOfReach } from './refusals/rows-of-reach.ts';
import { rowsOfState } from './refusals/rows-of-state.ts';
import { alarm, found, openScene, type Scene, say } from './refusals/stage.ts';

/** Whoever reads one of these must find what he typed wrong. */
const aboutOneField: readonly ErrorCode[] = [
  ...(['code_taken', 'reference_unknown', 'tree_broken', 'line_needs_ends', 'end_required'] as const),
  ...(['end_not_yours', 'reply_by_passed', 'snooze_too_long', 'status_change_invalid'] as const),
  ...(['password_wrong', 'set_up_code_wrong'] as const),
];
const fieldsOf = (name: string): string[] => {
  const known: Readonly<Record<string, { input: z.ZodType }>> = contracts;
  const schema = known[name]?.input;
  const shapes: readonly unknown[] = schema instanceof z.ZodUnion ? schema.options : [schema];
  return shapes.flatMap((shape) => (shape instanceof z.ZodObject ? Object.keys(shape.shape) : []));
};

const driven = new Set<ErrorCode>();
let scene: Scene;
let record: Scene['record'];
let node: Scene['node'];
let cast: Scene['cast'];
let stage: Scene['stage'];

beforeAll(async () => {
  scene = await openScene();
  ({ record, node, cast, stage } = scene);
});
afterAll(() => scene.close());

describe('A refusal', () => {
  it.each([...rowsOfReach, ...rowsOfState])('%s: %s', async (code, _sentence, attempt) => {
    const [as, name, input] = await attempt(scene);
    const before = await fingerprint(node.application.db);
    const news = await listenForNews(node.application.db, Object.values(cast));

    const overSocket = await as.reach(name, input);
    const overHttp = await as.reachHttp(name, input);

    expect(overSocket.reply).toMatchObject({ ok: false, error: { code } });
    expect(overHttp.text).toBe(overSocket.text);
    expect(overHttp.status).toBe(errorCatalogue[code].status);
    const { field } = overSocket.reply.ok ? {} : overSocket.reply.error.details;
    if (field !== undefined || aboutOneField.includes(code)) expect(fieldsOf(name)).toContain(field);
    expect(await fingerprint(node.application.db)).toBe(before);
    expect(news()).toEqual([]);
    driven.add(code);
  });

  it('looks the same to the byte for what is absent and for what is not yours', async () => {
    const { south, southCommander } = cast;
    const twins: [name: string, of: (id: string) => object, forbidden: string][] = [
      ['incident.get', (incidentId) => ({ incidentId }), stage.ridgeCase.incidentId],
      ['channel.entries', (channelId) => ({ channelId }), stage.northSide],
      ['channel.entries', (channelId) => ({ channelId }), stage.ridge.channelId],
      ['channel.heads', (channelId) => ({ channelIds: [channelId] }), stage.northSide],
      ['channel.mark', (channelId) => ({ channelId, deliveredSeq: 1, openedSeq: 1 }), stage.northSide],
      ['message.post', (channelId) => say(channelId), stage.northSide],
      ['message.post', (channelId) => say(channelId), stage.ridge.channelId],
      ['note.write', (incidentId) => ({ incidentId, text: 'a', lang: 'en' }), stage.ridgeCase.incidentId],
      [
        'incident.open',
        (lineId) => ({ lineId, title: 'a', category: 'other', severity: 'Minor' }),
        stage.ridge.id,
      ],
      [
        'incident.amend',
        (incidentId) => ({ incidentId, changes: { subjects: 1 } }),
        stage.ridgeCase.incidentId,
      ],
      ['alert.raise', (incidentId) => alarm(incidentId), stage.ridgeCase.incidentId],
      ['alert.acknowledge', (alertId) => ({ alertId, grade: 'received' }), stage.ridgeAlert.alertId],
      ['alert.withdraw', (alertId) => ({ alertId, reason: 'a' }), stage.ridgeAlert.alertId],
      [
        'escalation.take_over',
        (escalationId) => ({ escalationId }),
        found(stage.ridgeAlert.escalationIds[0]),
      ],
      [
        'escalation.escalate_now',
        (escalationId) => ({ escalationId, turn: 1 }),
        found(stage.ridgeAlert.escalationIds[0]),
      ],
      [
        'escalation.confirm_call',
        (escalationId) => ({ escalationId, turn: 1 }),
        found(stage.ridgeAlert.escalationIds[0]),
      ],
      ['watch.get', (stationId) => ({ stationId }), stage.northEnd],
      ['watch.take', (stationId) => ({ stationId }), stage.northEnd],
      ['officer.disable', (officerId) => ({ officerId }), newId()],
    ];
    for (const [name, of, forbidden] of twins) {
      for (const officer of [south, southCommander]) {
        const absent = await officer.reach(name, of(newId()));
        expect([name, (await officer.reach(name, of(forbidden))).text]).toEqual([name, absent.text]);
        expect([name, (await officer.reachHttp(name, of(forbidden))).text]).toEqual([name, absent.text]);
      }
    }
  });
});

describe('A key', () => {
  it('is demanded of a command, and must be a UUID', async () => {
    const { north } = cast;
    const input = say(stage.river.channelId);
    const before = await fingerprint(node.application.db);
    expect(codeOf(await north.emit('message.post', { input }))).toBe('key_required');
    expect(codeOf(await north.emit('message.post', { key: 'mine', input }))).toBe('invalid_input');
    for (const key of [undefined, 'mine', `${newId()}, ${newId()}`]) {
      expect(codeOf(await north.post('message.post', input, { key }))).toBe('key_required');
    }
    expect(await fingerprint(node.application.db)).toBe(before);
    driven.add('key_required');
  });

  it.each([
    ['message.post', () => say(stage.river.channelId, 'once'), () => say(stage.river.channelId, 'twice')],
    [
      'note.write',
      () => ({ incidentId: stage.open.incidentId, text: 'once', lang: 'en' }),
      () => ({ incidentId: stage.open.incidentId, text: 'twice', lang: 'en' }),
    ],
  ] as const)(
    'gets %s the same answer again, in any case of its letters and over either transport, and refuses another word',
    async (name, input, other) => {
      const { north, relief } = cast;
      const key = newId();
      const first = await north.reach(name, input(), key);
      expect(codeOf(first)).toBe('ok');
      const before = await fingerprint(node.application.db);
      const again = await Promise.all([
        north.reach(name, input(), key),
        north.reach(name, input(), key.toUpperCase()),
        north.reachHttp(name, input(), { key }),
      ]);
      for (const { reply } of again) expect(reply).toEqual(first.reply);
      expect(codeOf(await north.reach(name, other(), key))).toBe('key_reused');
      const elsewhere = { incidentId: stage.open.incidentId, changes: { subjects: 2 } };
      expect(codeOf(await north.reach('incident.amend', elsewhere, key))).toBe('key_reused');
      expect(codeOf(await north.reach('message.post', say(stage.open.channelId), key))).toBe('key_reused');
      expect(await fingerprint(node.application.db)).toBe(before);
      // Another officer's key is his own affair: neither refused nor answered with what the first one was told.
      const own = await relief.reach(name, input(), key);
      expect(codeOf(own)).toBe('ok');
      expect(own.reply).not.toEqual(first.reply);
      driven.add('key_reused');
    },
  );
});

describe('A request from outside', () => {
  it('needs a session', async () => {
    const { url } = node;
    expect(codeOf(await askHttp(url, 'api/session.me', {}))).toBe('unauthenticated');
    expect(codeOf(await askHttp(url, 'api/message.post', say(stage.river.channelId), { key: newId() }))).toBe(
      'unauthenticated',
    );
    expect(await knock(url, undefined)).toBe('unauthenticated');
    expect(await knock(url, {})).toBe('unauthenticated');
    expect(await knock(url, { token: 'mine' })).toBe('token_invalid');
    expect(codeOf(await askHttp(url, 'api/session.me', {}, { token: 'mine' }))).toBe('token_invalid');
    driven.add('unauthenticated').add('token_invalid');
  });

  it('is refused once its session has ended', async () => {
    const { url } = node;
    const { accessToken } = await openSession(url, 'liaison.south');
    await askHttp(url, 'api/session.close', {}, { token: accessToken });
    expect(codeOf(await askHttp(url, 'api/session.me', {}, { token: accessToken }))).toBe('session_ended');
    expect(await knock(url, { token: accessToken })).toBe('session_ended');
  });

  it('is locked out after five wrong passwords', async () => {
    const wrong = { username: 'liaison.south', password: 'wrong' };
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      codes.push(codeOf(await askHttp(node.url, 'api/session.open', wrong)));
    }
    expect(codes).toEqual([...Array<string>(5).fill('sign_in_failed'), 'locked_out']);
    const right = await askHttp(node.url, 'api/session.open', { ...wrong, password });
    expect(right.reply).toMatchObject({
      error: { code: 'locked_out', details: { retryAfterMs: expect.any(Number) } },
    });
    driven.add('locked_out');
  });

  it('is told to wait when it asks too often, and the others are not', async () => {
    const tight = await record.node({ limits: { commandsOfOfficer: { perSecond: 1, burst: 0 } } });
    const one = await rawOfficer(tight.url, 'duty.north');
    const other = await rawOfficer(tight.url, 'duty.south');
    const answers = await Promise.all(
      [1, 2, 3].map(() => one.ask('message.post', say(stage.river.channelId))),
    );
    const refused = answers.filter((answer) => codeOf(answer) === 'rate_limited');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.reply).toMatchObject({ error: { details: { retryAfterMs: expect.any(Number) } } });
    expect(codeOf(await other.reach('message.post', say(stage.river.channelId)))).toBe('ok');
    one.close();
    other.close();
    await tight.stop();
    driven.add('rate_limited');
  });

  it('with a wrong set-up code is refused on an empty record', async () => {
    const empty = await openRecord(worldFile.parse({}));
    const { url, application } = await empty.node();
    expect(await application.setupCode()).toEqual(expect.any(String));
    const input = {
      code: 'AAAA-BBBB-CCCC-DDDD',
      organisation: smallWorld.organisations[0],
      station: { code: 'top', name: { en: 'Top' } },
      admin: { username: 'new.admin', name: 'New', language: 'en', password },
    };
    const answer = await askHttp(url, 'api/setup.create_admin', input);
    expect([codeOf(answer), answer.status]).toEqual(['set_up_code_wrong', 403]);
    expect((await askHttp(url, 'api/setup.status', {})).reply).toEqual({
      ok: true,
      result: { needed: true },
    });
    await empty.close();
    driven.add('set_up_code_wrong');
  });
});

describe('Trouble inside', () => {
  /** The back ends of the node that wait for a lock. */
  const waiting = async (act: 'pg_cancel_backend' | 'pg_terminate_backend') => {
    await until(
      async () => {
        const { rows: hit } = await sql`
          select ${sql.raw(act)}(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`.execute(
          node.application.db,
        );
        return hit.length > 0;
      },
      { what: 'a command that waits for the lock' },
    );
  };

  it.each([
    ['busy', 'pg_cancel_backend', 'message.post', () => say(stage.open.channelId)],
    [
      'busy',
      'pg_cancel_backend',
      'incident.amend',
      () => ({ incidentId: stage.open.incidentId, changes: { subjects: 3 } }),
    ],
    ['unavailable', 'pg_terminate_backend', 'message.post', () => say(stage.open.channelId)],
    [
      'unavailable',
      'pg_terminate_backend',
      'incident.amend',
      () => ({ incidentId: stage.open.incidentId, changes: { subjects: 4 } }),
    ],
  ] as const)(
    'is told as %s (%s, %s), and the same key succeeds when it is over',
    async (code, act, name, input) => {
      const { north } = cast;
      const key = newId();
      const before = await fingerprint(node.application.db);
      const asked = await node.application.db.transaction().execute(async (trx) => {
        // Without the server's limit: it holds the lock for as long as a slow machine needs.
        await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
        await sql`select from channels where id = ${stage.open.channelId} for update`.execute(trx);
        const asking = north.ask(name, input(), key);
        await waiting(act);
        return { answer: await asking };
      });
      expect(codeOf(asked.answer)).toBe(code);
      expect(await fingerprint(node.application.db)).toBe(before);
      // What was cut may take a moment to be noticed as gone.
      expect(codeOf(await north.reach(name, input(), key))).toBe('ok');
      driven.add(code);
    },
  );

  it('that nobody foresaw is told as internal, and says nothing of the inside', async () => {
    const { db } = node.application;
    await sql`create function trip() returns trigger language plpgsql as
      $$ begin if new.payload ->> 'text' = 'trip' then raise exception 'secret inside'; end if; return new; end $$`.execute(
      db,
    );
    await sql`create trigger trip before insert on entries for each row execute function trip()`.execute(db);
    for (const [name, input] of [
      ['message.post', say(stage.open.channelId, 'trip')],
      ['note.write', { incidentId: stage.open.incidentId, text: 'trip', lang: 'en' }],
    ] as const) {
      const { reply, text } = await cast.north.ask(name, input);
      expect(reply).toMatchObject({ ok: false, error: { code: 'internal', details: {} } });
      expect(text).not.toContain('secret');
      expect((await cast.north.post(name, input)).status).toBe(500);
    }
    await sql`drop trigger trip on entries`.execute(db);
    driven.add('internal');
  });
});

describe('A request that is too large', () => {
  it('is refused over HTTP with its code', async () => {
    const answer = await cast.north.post('message.post', say(stage.open.channelId, 'x'.repeat(70_000)));
    expect([codeOf(answer), answer.status]).toEqual(['too_large', 413]);
    driven.add('too_large');
  });
});

describe('The catalogue', () => {
  const sources = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sources(path);
      return entry.name.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
    });

  it('holds no code that nothing on the server can produce', () => {
    const server = sources(resolve(import.meta.dirname, '../../server')).join('\n');
    expect(errorCodes.filter((code) => !server.includes(`'${code}'`))).toEqual([]);
  });

  it('is driven to its last code by this file', () => {
    expect(errorCodes.filter((code) => !driven.has(code))).toEqual([]);
  });

  it('leaves everybody connected and the hotline working', async () => {
    const { north, south } = cast;
    south.pushed.length = 0;
    const { seq } = await north.get<{ seq: number }>(
      'message.post',
      say(stage.river.channelId, 'still here'),
    );
    await until(() =>
      south.pushed.some(
        ([event, body]: [string, unknown]) =>
          event === 'entries' && JSON.stringify(body).includes(`"seq":${seq},`),
      ),
    );
    for (const officer of Object.values(cast)) expect(officer.socket.connected).toBe(true);
    expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
  });
});
