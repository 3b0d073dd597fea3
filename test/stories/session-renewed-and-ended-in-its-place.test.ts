// Story: a connection outlives its first token, and ends when its authority does: expired, or signed out everywhere.
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/commands.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import { sessionTokens } from '../../shared/nouns/session.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { type Forger, nowInSeconds, openForger } from '../support/forger.ts';
import {
  askHttp,
  codeOf,
  knock,
  openSession,
  type RawOfficer,
  rawOfficer,
  untilReached,
} from '../support/raw-officer.ts';
import { until } from '../support/until.ts';

describe('A connection', () => {
  let record: TestRecord;
  let node: TestNode;
  let other: TestNode;
  let north: RawOfficer;
  let forger: Forger;
  let channelId: string;

  const say = (text: string) => ({ channelId, text, lang: 'en', marker: 'information' });
  const seqsHeardBy = ({ pushed }: RawOfficer) =>
    pushed
      .flatMap(([event, body]) => (event === 'entries' ? [body as EntryBatch] : []))
      .filter((batch) => batch.channelId === channelId)
      .flatMap(({ entries }) => entries.map(({ seq }) => seq));
  /** A token like his own, of which only so many seconds are left. */
  const shortened = (token: string, seconds: number) =>
    forger.sign(forger.keyIdOf(token), forger.claimsOf(token), { exp: nowInSeconds() + seconds });

  /** Two connections with a token that soon expires; the careful one has shown the long one before it did. */
  async function sitDownShortly(accessToken: string) {
    // A slow machine may need longer than a short token lives.
    for (const seconds of [3, 10, 30, 90]) {
      const token = shortened(accessToken, seconds);
      const [forgetful, careful] = await Promise.all([1, 2].map(() => knock(node.url, { token })));
      const isIn = typeof careful === 'object' && typeof forgetful === 'object';
      if (isIn && (await showToken(careful, accessToken)) && forgetful.connected)
        return { forgetful, careful };
      for (const one of [forgetful, careful]) if (typeof one === 'object') one.disconnect();
    }
    throw new Error('they were not let in');
  }
  const showToken = (socket: Socket, accessToken: string) =>
    socket
      .timeout(60_000)
      .emitWithAck('authenticate', { input: { accessToken } })
      .then(
        (shown: { ok: boolean }) => shown.ok,
        () => false,
      );

  const renew = (refreshToken: string, { url } = node) =>
    untilReached(() => askHttp(url, 'api/session.renew', { refreshToken }));
  const show = (officer: RawOfficer, input: unknown) =>
    untilReached(() => officer.emit('authenticate', { input }));

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    other = await record.node();
    north = await rawOfficer(node.url, 'duty.north');
    const { lines } = await north.get<OutputOf<'line.list'>>('line.list', {});
    const lineId = lines.find(({ code }) => code === 'river')?.id;
    const input = { lineId, title: 'Boats', category: 'other', severity: 'Minor' };
    ({ channelId } = await north.get<OutputOf<'incident.open'>>('incident.open', input));
    await openSession(node.url, 'duty.south');
    forger = await openForger(node.application.db);
  });
  afterAll(async () => {
    north.close();
    await record.close();
  });

  it('keeps its place and misses nothing while its token is renewed under it', async () => {
    const south = await rawOfficer(node.url, 'duty.south');
    const { id } = south.socket;
    let refreshToken = south.tokens.refreshToken;
    const seqs: number[] = [];
    for (let renewal = 0; renewal < 3; renewal += 1) {
      const posting = Array.from({ length: 10 }, () =>
        north.get<{ seq: number }>('message.post', say('go on')),
      );
      const { reply } = await renew(refreshToken);
      const tokens = sessionTokens.parse(reply.ok && reply.result);
      refreshToken = tokens.refreshToken;
      const answer = await show(south, { accessToken: tokens.accessToken });
      expect(answer.reply).toMatchObject({ ok: true, result: { expiresAt: expect.any(String) } });
      seqs.push(...(await Promise.all(posting)).map(({ seq }) => seq));
    }
    const head = Math.max(...seqs);
    await until(() => seqsHeardBy(south).at(-1) === head, { what: 'the last word' });
    expect(seqsHeardBy(south)).toEqual(seqs.sort((one, next) => one - next));
    expect(south.socket.id).toBe(id);
    expect(codeOf(await south.reach('session.me', {}))).toBe('ok');
    south.close();
  });

  it('ends when its token expires, unless a new one was shown before', async () => {
    const session = await rawOfficer(node.url, 'relief.south');
    const { accessToken } = session.tokens;
    const { forgetful, careful } = await sitDownShortly(accessToken);
    const ended: unknown[] = [];
    forgetful.on('session-ended', (body) => ended.push(body));
    // Told, not looked for: his token may live for longer than one looks.
    if (forgetful.connected) await new Promise((resolve) => forgetful.once('disconnect', resolve));
    expect(ended).toEqual([{ reason: 'expired' }]);
    const isServed = (): Promise<boolean> =>
      careful.emitWithAck('session.me', { input: {} }).then(({ ok }: { ok: boolean }) => ok);
    await until(isServed, { what: 'an answer to the careful one' });
    expect(careful.connected).toBe(true);
    for (const socket of [forgetful, careful]) socket.disconnect();
    session.close();
  });

  it('takes no other officer’s token, nor one of another session, nor a spent one, and keeps its place', async () => {
    const south = await rawOfficer(node.url, 'duty.south');
    const elsewhere = await openSession(node.url, 'duty.south');
    const relief = await openSession(node.url, 'relief.south');
    const spent = shortened(south.tokens.accessToken, -1);
    for (const accessToken of [
      north.tokens.accessToken,
      relief.accessToken,
      elsewhere.accessToken,
      spent,
      'mine',
    ]) {
      expect(codeOf(await show(south, { accessToken }))).toBe('token_invalid');
    }
    for (const input of [
      undefined,
      {},
      { accessToken: 7 },
      { accessToken: south.tokens.accessToken, role: 'admin' },
    ])
      expect(codeOf(await show(south, input))).toBe('invalid_input');
    const { officer } = await south.get<OutputOf<'session.me'>>('session.me', {});
    expect(officer.username).toBe('duty.south');
    south.pushed.length = 0;
    const { seq } = await north.get<{ seq: number }>('message.post', say('for the south'));
    await until(() => seqsHeardBy(south).includes(seq));
    south.close();
  });

  it('of every device ends when its officer signs out everywhere, on every node, and nobody else’s does', async () => {
    const first = await rawOfficer(node.url, 'duty.south');
    const second = await rawOfficer(node.url, 'duty.south');
    const third = await rawOfficer(other.url, 'duty.south');
    const colleague = await rawOfficer(node.url, 'relief.south');
    expect(codeOf(await second.reachHttp('session.close_all', {}))).toBe('ok');
    // At once for commands, on whichever node; then for what is pushed.
    for (const device of [first, second, third]) {
      expect(codeOf(await device.reachHttp('message.post', say('too late')))).toBe('session_ended');
      expect(codeOf(await renew(device.tokens.refreshToken, other))).toBe('session_ended');
    }
    for (const device of [first, second, third]) {
      await until(() => !device.socket.connected, { what: 'the end of a device' });
      expect(device.pushed.at(-1)).toEqual(['session-ended', { reason: 'signed_out' }]);
    }
    expect(codeOf(await colleague.reach('session.me', {}))).toBe('ok');
    const again = await rawOfficer(node.url, 'duty.south');
    expect(codeOf(await again.reach('message.post', say('back again')))).toBe('ok');
    for (const device of [colleague, again]) device.close();
  });

  it('of a thief and of his victim both end when a spent refresh token comes back', async () => {
    const south = await rawOfficer(node.url, 'duty.south');
    const { refreshToken: stolen } = south.tokens;
    const next = (await renew(stolen)).reply;
    const { refreshToken } = sessionTokens.parse(next.ok && next.result);
    expect(codeOf(await renew(refreshToken))).toBe('ok');
    expect(codeOf(await renew(stolen))).toBe('session_ended');
    await until(() => !south.socket.connected, { what: 'the end of the connection' });
    expect(south.pushed.at(-1)).toEqual(['session-ended', { reason: 'reused' }]);
    expect(codeOf(await south.reachHttp('session.me', {}))).toBe('session_ended');
    south.close();
  });
});
