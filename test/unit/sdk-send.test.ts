// Sending through the SDK: the same key until there is a reply, over whichever transport works.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { newId } from '../../shared/ids.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';
import { until } from '../support/until.ts';

let server: TinyServer;
const clients: ParleyClient[] = [];
const channelId = newId();
const message = { channelId, text: 'boats', lang: 'en', marker: 'information' } as const;

async function seat({ live = true, tokenMs = 600_000 } = {}): Promise<ParleyClient> {
  server = await startTinyServer({ tokenMs });
  server.channels.set(channelId, []);
  const client = connect({ url: server.url, device: 'a test', live, autoConfirmCalls: false });
  clients.push(client);
  await client.signIn('trucban.sonvi', 'right');
  if (live) await until(() => client.state.get().link.status === 'connected');
  return client;
}
beforeEach(() => {
  clients.length = 0;
});
afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

const posted = () => server.channels.get(channelId)?.length;
const keysOfPosts = () => new Set(server.callsOf('message.post').map(({ key }) => key));

describe('a command', () => {
  test('goes over the socket while there is one', async () => {
    const client = await seat();
    expect(await client.send('message.post', message)).toMatchObject({ channelId, seq: 1 });
    expect(server.callsOf('message.post')).toMatchObject([{ via: 'socket' }]);
  });

  test('goes over HTTP while there is no socket', async () => {
    const client = await seat({ live: false });
    expect(await client.send('message.post', message)).toMatchObject({ seq: 1 });
    expect(server.callsOf('message.post')).toMatchObject([{ via: 'http' }]);
  });

  test('whose reply is lost with its connection takes effect once', async () => {
    const client = await seat();
    server.faults.loseReplies = 1;
    const sending = client.send('message.post', message);
    await until(() => server.callsOf('message.post').length === 1);
    server.cut();
    expect(await sending).toMatchObject({ seq: 1 });
    expect(posted()).toBe(1);
    expect(keysOfPosts().size).toBe(1);
  });

  test('is sent again with its key after a retryable refusal, and not after another', async () => {
    const client = await seat();
    server.faults.refuse = ['busy', 'unavailable'];
    expect(await client.send('message.post', message)).toMatchObject({ seq: 1 });
    expect(server.callsOf('message.post')).toHaveLength(3);
    expect(keysOfPosts().size).toBe(1);
    server.faults.refuse = ['incident_closed'];
    await expect(client.send('message.post', message)).rejects.toMatchObject({ code: 'incident_closed' });
    expect(server.callsOf('message.post')).toHaveLength(4);
  });

  test('that finds its token expired is sent again with a new one', async () => {
    const client = await seat({ live: false });
    server.faults.refuse = ['token_invalid'];
    expect(await client.send('message.post', message)).toMatchObject({ seq: 1 });
    expect(server.callsOf('session.renew')).toHaveLength(1);
  });

  test('fails at its deadline with its key, and goes on with it later', async () => {
    const client = await seat({ live: false });
    server.faults.loseReplies = 100;
    const failed = await client.send('message.post', message, { deadlineMs: 600 }).catch((error) => error);
    expect(failed).toBeInstanceOf(Unreachable);
    server.faults.loseReplies = 0;
    expect(await client.send('message.post', message, { key: failed.key })).toMatchObject({ seq: 1 });
    expect(posted()).toBe(1);
  });

  test('stops when its signal aborts', async () => {
    const client = await seat();
    server.faults.loseReplies = 100;
    const stop = new AbortController();
    const sending = client.send('message.post', message, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('never mind')), 20);
    await expect(sending).rejects.toThrow('never mind');
  });
});

describe('a connection', () => {
  test('keeps its place when the session is renewed', async () => {
    const client = await seat({ tokenMs: 500 });
    const [socketId] = server.io.of('/').sockets.keys();
    await until(() => server.callsOf('authenticate').length >= 2);
    expect([...server.io.of('/').sockets.keys()]).toEqual([socketId]);
    expect(await client.send('message.post', message)).toMatchObject({ seq: 1 });
  });

  test('comes back after it was cut, and says since when it is away', async () => {
    const client = await seat();
    const seen: string[] = [];
    client.state.subscribe(() => seen.push(client.state.get().link.status));
    const cutAt = Date.now();
    server.cut();
    await until(() => seen.includes('connected'));
    expect(seen).toEqual(['reconnecting', 'connected']);
    expect(client.lastEventAt()).toBeGreaterThanOrEqual(cutAt);
  });

  test('comes back with a new token when the server says that the old one expired', async () => {
    const client = await seat();
    for (const socket of server.io.of('/').sockets.values()) {
      socket.emit('session-ended', { reason: 'expired' });
      socket.disconnect(true);
    }
    await until(() => server.callsOf('session.renew').length === 1);
    await until(() => client.state.get().link.status === 'connected');
  });

  test('ends with the session of a disabled officer and does not come back', async () => {
    const client = await seat();
    const reasons: string[] = [];
    client.onEnded((reason) => reasons.push(reason));
    for (const session of server.sessions) session.ended = true;
    for (const socket of server.io.of('/').sockets.values()) {
      socket.emit('session-ended', { reason: 'disabled' });
      socket.disconnect(true);
    }
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(['disabled']);
    await until(() => client.state.get().link.status === 'offline');
    await expect(client.send('message.post', message)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(server.sockets()).toBe(0);
  });

  test('works over long polling alone', async () => {
    const client = await seat();
    server.io.engine.opts.transports = ['polling'];
    server.cut();
    await until(() => server.sockets() === 0);
    await until(() => server.sockets() === 1 && client.state.get().link.status === 'connected');
    const [socket] = server.io.of('/').sockets.values();
    expect(socket?.conn.transport.name).toBe('polling');
    expect(await client.send('message.post', message)).toMatchObject({ seq: 1 });
    expect(server.callsOf('message.post')).toMatchObject([{ via: 'socket' }]);
  });

  test('tells the server’s time', async () => {
    const askedAt = performance.now();
    const client = await seat();
    const tookMs = performance.now() - askedAt;
    expect(Math.abs(client.serverNow() - Date.now())).toBeLessThanOrEqual(tookMs);
  });
});

describe('marks', () => {
  test('are told at most once a second a channel, and only when they grow', async () => {
    const client = await seat();
    for (let seq = 1; seq <= 30; seq += 1) client.mark(channelId, seq, seq - 1);
    client.mark(channelId, 5, 5);
    await until(() => server.callsOf('channel.mark').length === 2);
    expect(server.callsOf('channel.mark').map(({ input }) => input)).toEqual([
      { channelId, deliveredSeq: 1, openedSeq: 0 },
      { channelId, deliveredSeq: 30, openedSeq: 29 },
    ]);
  });
});
