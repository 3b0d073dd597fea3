// The outbox: written without a server, kept through restarts, sent once and in order, refused without holding up the rest.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import { fileOutboxStore } from '../../client/sdk/outbox-file.ts';
import { memoryOutboxStore, type OutboxItem, type OutboxStore } from '../../client/sdk/outbox-store.ts';
import { memoryTokenStore, type TokenStore } from '../../client/sdk/token-store.ts';
import { newId } from '../../shared/ids.ts';
import { saidIn } from '../support/said.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';
import { until } from '../support/until.ts';

let server: TinyServer;
let folder: string;
let tokenStore: TokenStore;
const clients: ParleyClient[] = [];
const channelId = newId();
const otherId = newId();
const message = (text: string, channel = channelId) =>
  ({ channelId: channel, text, lang: 'en', marker: 'information' }) as const;

beforeEach(async () => {
  server = await startTinyServer();
  server.channels.set(channelId, []);
  server.channels.set(otherId, []);
  folder = await mkdtemp(join(tmpdir(), 'parley-outbox-'));
  tokenStore = memoryTokenStore();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
  // What was just sent may still be being struck off the file.
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

function open({
  live = true,
  outboxStore,
}: {
  live?: boolean;
  outboxStore?: OutboxStore;
} = {}): ParleyClient {
  const client = connect({
    ...{ url: server.url, device: 'a test', live, autoConfirmCalls: false, tokenStore },
    outboxStore: outboxStore ?? fileOutboxStore(join(folder, 'outbox.json')),
  });
  clients.push(client);
  return client;
}
const texts = (channel = channelId) =>
  (server.channels.get(channel) ?? []).map((entry) =>
    entry.kind === 'message.posted' ? saidIn(entry.payload) : '',
  );

describe('the outbox', () => {
  test('sends what was written offline once and in order, also after a restart', async () => {
    const offline = open({ live: false });
    await offline.signIn('trucban.sonvi', 'right');
    for (const text of ['one', 'two', 'three']) await offline.outbox.add('message.post', message(text));
    await offline.outbox.add('message.post', message('elsewhere', otherId));
    expect(offline.outbox.items.get().map(({ state }) => state)).toEqual(Array(4).fill('waiting'));
    const keys = offline.outbox.items.get().map(({ key }) => key);
    offline.close();
    expect(texts()).toEqual([]);

    const online = open();
    await until(() => texts().length === 3 && texts(otherId).length === 1);
    await until(() => online.outbox.items.get().length === 0);
    expect(texts()).toEqual(['one', 'two', 'three']);
    expect(new Set(server.callsOf('message.post').map(({ key }) => key))).toEqual(new Set(keys));
    expect(JSON.parse(await readFile(join(folder, 'outbox.json'), 'utf8'))).toEqual([]);
  });

  test('sends once when the reply is lost and the client is restarted before it comes', async () => {
    const first = open();
    await first.signIn('trucban.sonvi', 'right');
    await until(() => first.state.get().link.status === 'connected');
    server.faults.loseReplies = 1_000;
    await first.outbox.add('message.post', message('once'));
    await until(() => texts().length === 1);
    expect(first.outbox.items.get()).toMatchObject([{ state: 'sending' }]);
    // On its way it is not thrown away, and the device knows for good that it may stand on the record.
    expect(await first.outbox.discard(first.outbox.items.get()[0]?.key ?? '')).toBe(false);
    expect(JSON.parse(await readFile(join(folder, 'outbox.json'), 'utf8'))).toMatchObject([{ tried: true }]);
    first.close();
    server.faults.loseReplies = 0;
    const second = open();
    await until(() => server.callsOf('message.post').length >= 2 && second.outbox.items.get().length === 0);
    expect(texts()).toEqual(['once']);
  });

  test('sets a refused item aside with its error and goes on with the others', async () => {
    const client = open();
    await client.signIn('trucban.sonvi', 'right');
    await until(() => client.state.get().link.status === 'connected');
    server.faults.refuse = ['incident_closed'];
    await client.outbox.add('message.post', message('refused'));
    await client.outbox.add('message.post', message('taken'));
    await until(() => texts().length === 1);
    await until(() => client.outbox.items.get().length === 1);
    expect(client.outbox.items.get()).toMatchObject([
      { state: 'refused', error: { code: 'incident_closed' } },
    ]);
    const key = client.outbox.items.get()[0]?.key ?? '';
    await client.outbox.retry(key);
    await until(() => client.outbox.items.get().length === 0);
    expect(texts()).toEqual(['taken', 'refused']);
  });

  test('refuses at once what does not fit the schema, and throws away what is discarded', async () => {
    const client = open({ live: false });
    await client.signIn('trucban.sonvi', 'right');
    await expect(client.outbox.add('message.post', message('  '))).rejects.toMatchObject({
      code: 'invalid_input',
      details: { issues: [{ path: 'text', problem: 'must not be empty' }] },
    });
    const { key } = await client.outbox.add('message.post', message('wrong word'));
    expect(await client.outbox.discard(key)).toBe(true);
    expect(await client.outbox.discard(key)).toBe(false);
    expect(client.outbox.items.get()).toEqual([]);
    expect(JSON.parse(await readFile(join(folder, 'outbox.json'), 'utf8'))).toEqual([]);
  });

  test('never sends one officer’s words as another', async () => {
    const mine = open({ live: false });
    await mine.signIn('trucban.sonvi', 'right');
    await mine.outbox.add('message.post', message('mine'));
    await mine.signOut();
    mine.close();

    const other = open();
    await other.signIn('chihuy.sonvi', 'right');
    await until(() => other.state.get().link.status === 'connected');
    await other.outbox.add('message.post', message('his'));
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['his']);
    await other.signOut();

    await other.signIn('trucban.sonvi', 'right');
    await until(() => texts().length === 2);
    expect(texts()).toEqual(['his', 'mine']);
  });

  test('waits, and loses nothing, when the session ends meanwhile', async () => {
    const client = open();
    await client.signIn('trucban.sonvi', 'right');
    await until(() => client.state.get().link.status === 'connected');
    for (const session of server.sessions) session.ended = true;
    await client.outbox.add('message.post', message('later'));
    await until(() => client.state.get().session.status === 'ended');
    await until(() => client.outbox.items.get()[0]?.state === 'waiting');
    await client.signIn('trucban.sonvi', 'right');
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['later']);
  });

  test('does not send what was thrown away in another tab', async () => {
    const outboxStore = memoryOutboxStore();
    const one = open({ live: false, outboxStore });
    await one.signIn('trucban.sonvi', 'right');
    await one.outbox.add('message.post', message('said'));
    const { key } = await one.outbox.add('message.post', message('thrown away'));
    server.faults.loseReplies = Number.POSITIVE_INFINITY;
    const other = open({ live: false, outboxStore });
    await until(() => other.outbox.items.get()[0]?.state === 'sending');
    expect(other.outbox.items.get()).toHaveLength(2);
    expect(await one.outbox.discard(key)).toBe(true);
    server.faults.loseReplies = 0;
    await until(() => other.outbox.items.get().length === 0);
    expect(texts()).toEqual(['said']);
    expect(await outboxStore.load('trucban.sonvi')).toEqual([]);
  });

  test('goes on though a full disk cannot strike off what was sent, and strikes it off later', async () => {
    const kept = memoryOutboxStore();
    let isFull = true;
    const remove = async (key: string) => {
      if (isFull) throw new Error('ENOSPC: no space left on device');
      await kept.remove(key);
    };
    const client = open({ outboxStore: { ...kept, remove } });
    await client.signIn('trucban.sonvi', 'right');
    await until(() => client.state.get().link.status === 'connected');
    for (const text of ['one', 'two']) await client.outbox.add('message.post', message(text));
    await until(() => texts().length === 2 && client.outbox.items.get().length === 0);
    expect(await kept.load('trucban.sonvi')).toHaveLength(2);
    isFull = false;
    server.cut();
    await until(async () => (await kept.load('trucban.sonvi')).length === 0);
    expect(server.callsOf('message.post')).toHaveLength(2);
  });

  test('in a file is shared by several processes without losing an item, and is nobody else’s to read', async () => {
    const path = join(folder, 'shared.json');
    const stores = [fileOutboxStore(path), fileOutboxStore(path), fileOutboxStore(path)];
    const item = (order: number): OutboxItem => ({
      ...{
        key: newId(),
        owner: 'trucban.sonvi',
        lane: 'x',
        order,
        name: 'message.post',
        input: message('x'),
      },
      ...{ writtenAt: new Date().toISOString(), state: 'waiting', tried: false, error: null },
    });
    await Promise.all(Array.from({ length: 30 }, (_, order) => stores[order % 3]?.save(item(order))));
    expect(await fileOutboxStore(path).load('trucban.sonvi')).toHaveLength(30);
    expect(await fileOutboxStore(path).load('another')).toHaveLength(0);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('takes the lock of a process that died, and refuses a file that is no outbox', async () => {
    const path = join(folder, 'dead.json');
    await writeFile(`${path}.lock`, '4194303');
    await fileOutboxStore(path).remove(newId());
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual([]);
    await writeFile(path, '{"some":"thing"}');
    await expect(fileOutboxStore(path).load('x')).rejects.toThrow('is not an outbox');
  });
});
