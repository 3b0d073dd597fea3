// Sessions of the SDK: renewal in time, by one at a time, and the end of a session.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttp, type Http } from '../../client/sdk/http.ts';
import { createSession, type Session } from '../../client/sdk/session.ts';
import { memoryTokenStore, type TokenStore } from '../../client/sdk/token-store.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';
import { until } from '../support/until.ts';

let server: TinyServer;
const sessions: Session[] = [];

function open(store: TokenStore = memoryTokenStore(), http = createHttp({ url: server.url })): Session {
  const session = createSession({ http, store, device: 'a test' });
  sessions.push(session);
  return session;
}

/** A line on which the answers to renewals are under way until they are let through. */
function slowLine(): { http: Http; letThrough(): void } {
  const http = createHttp({ url: server.url });
  const { promise: way, resolve: letThrough } = Promise.withResolvers<void>();
  const call: Http['call'] = async (name, ...more) => {
    const [answer] = await Promise.allSettled([http.call(name, ...more)]);
    if (name === 'session.renew') await way;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  };
  return { http: { ...http, call }, letThrough };
}

beforeEach(async () => {
  server = await startTinyServer({ tokenMs: 400 });
});
afterEach(async () => {
  for (const session of sessions.splice(0)) session.close();
  await server.close();
});

describe('a session', () => {
  test('is renewed by itself before the access token expires', async () => {
    const session = open();
    await session.signIn('trucban.sonvi', 'right');
    const first = await session.token();
    await until(() => server.callsOf('session.renew').length >= 2);
    expect(await session.token()).not.toBe(first);
    expect(session.state.get()).toMatchObject({ status: 'signed_in', username: 'trucban.sonvi' });
  });

  test('refuses a token to nobody, and says that a password is wrong', async () => {
    const session = open();
    await expect(session.token()).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(session.signIn('trucban.sonvi', 'wrong')).rejects.toMatchObject({ code: 'sign_in_failed' });
    expect(session.state.get().status).toBe('signed_out');
  });

  test('is renewed once however many ask at the same time', async () => {
    await server.close();
    // With tokens that live long: none of the renewals is its own.
    server = await startTinyServer();
    const session = open();
    await session.signIn('trucban.sonvi', 'right');
    const stale = await session.token();
    const tokens = await Promise.all(Array.from({ length: 8 }, () => session.token(stale)));
    expect(new Set(tokens).size).toBe(1);
    expect(server.callsOf('session.renew')).toHaveLength(1);
  });

  test('shared by several in a process never spends a refresh token twice', async () => {
    const store = memoryTokenStore();
    const all = [open(store), open(store), open(store)];
    const [one, ...others] = all;
    await one?.signIn('trucban.sonvi', 'right');
    await until(() => others.every(({ state }) => state.get().status === 'signed_in'));
    await until(() => server.callsOf('session.renew').length >= 4);
    expect(all.map(({ state }) => state.get().status)).toEqual(all.map(() => 'signed_in'));
    const given = server.callsOf('session.renew').map(({ input }) => input.refreshToken);
    expect(new Set(given).size).toBe(given.length);
  });

  test('survives a restart from its store', async () => {
    const store = memoryTokenStore();
    const before = open(store);
    await before.signIn('trucban.sonvi', 'right');
    before.close();
    const after = open(store);
    await after.open();
    expect(after.state.get()).toMatchObject({ status: 'signed_in', username: 'trucban.sonvi' });
    expect(await after.token()).toBeTruthy();
  });

  test('ends when the server refuses to renew it, and its tokens are forgotten', async () => {
    const store = memoryTokenStore();
    const session = open(store);
    await session.signIn('trucban.sonvi', 'right');
    for (const one of server.sessions) one.ended = true;
    await until(() => session.state.get().status === 'ended');
    expect(session.state.get()).toEqual({ status: 'ended', reason: 'refused' });
    expect(await store.read()).toBeNull();
    await expect(session.token()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('does not end while the server cannot be reached', async () => {
    const session = open();
    await session.signIn('trucban.sonvi', 'right');
    const stale = await session.token();
    server.faults.cutHttp = true;
    await expect(session.token(stale)).rejects.toThrow(Unreachable);
    expect(session.state.get().status).toBe('signed_in');
    server.faults.cutHttp = false;
    expect(await session.token(stale)).not.toBe(stale);
  });

  test('is over in every tab once one signs out, and the server need not be reachable', async () => {
    const store = memoryTokenStore();
    const [one, other] = [open(store), open(store)];
    await one.signIn('trucban.sonvi', 'right');
    await other.open();
    server.faults.cutHttp = true;
    await one.signOut();
    expect(one.state.get().status).toBe('signed_out');
    await until(() => other.state.get().status === 'ended');
    expect(other.state.get()).toEqual({ status: 'ended', reason: 'signed_out' });
    await expect(open(store).token()).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a renewal whose answer is still under way', () => {
  // No token ends by itself: only the one renewal is under way.
  beforeEach(async () => {
    await server.close();
    server = await startTinyServer();
  });

  /** An officer signed in, whose renewal the server has answered, well or with a refusal. */
  async function renewing(store: TokenStore, { isRefused = false } = {}) {
    const line = slowLine();
    const session = open(store, line.http);
    await session.signIn('trucban.sonvi', 'right');
    for (const one of server.sessions) one.ended = isRefused;
    const renewal = session.token(await session.token()).catch((error: unknown) => error);
    await until(() => server.callsOf('session.renew').length > 0);
    return { ...line, session, renewal };
  }

  test('does not talk over the reason for which the session has ended meanwhile', async () => {
    const { session, renewal, letThrough } = await renewing(memoryTokenStore(), { isRefused: true });
    await session.end('disabled');
    letThrough();
    await renewal;
    expect(session.state.get()).toEqual({ status: 'ended', reason: 'disabled' });
  });

  test('does not bring back the session that was left meanwhile', async () => {
    const store = memoryTokenStore();
    const { session, renewal, letThrough } = await renewing(store);
    const leaving = session.signOut();
    await until(() => session.state.get().status === 'signed_out');
    letThrough();
    await Promise.all([renewal, leaving]);
    expect(session.state.get()).toEqual({ status: 'signed_out' });
    expect(await store.read()).toBeNull();
  });

  test('does not bring it back in another tab either', async () => {
    const store = memoryTokenStore();
    const { session, renewal, letThrough } = await renewing(store);
    const other = open(store);
    await other.open();
    const leaving = other.signOut();
    await until(() => other.state.get().status === 'signed_out');
    letThrough();
    await Promise.all([renewal, leaving]);
    expect(other.state.get()).toEqual({ status: 'signed_out' });
    await until(() => session.state.get().status === 'ended');
    expect(session.state.get()).toEqual({ status: 'ended', reason: 'signed_out' });
    expect(await store.read()).toBeNull();
  });

  test.each([
    ['well', false],
    ['with a refusal', true],
  ])('changes nothing of the session that was opened meanwhile, answered %s', async (_, isRefused) => {
    const store = memoryTokenStore();
    const { session, renewal, letThrough } = await renewing(store, { isRefused });
    await session.signIn('trucban.sonvi', 'right');
    const [, second] = server.sessions;
    letThrough();
    await renewal;
    expect(session.state.get()).toMatchObject({ status: 'signed_in', sessionId: second?.sessionId });
    expect(await store.read()).toMatchObject({ sessionId: second?.sessionId });
  });
});
