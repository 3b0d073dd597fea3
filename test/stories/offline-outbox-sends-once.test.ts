// Story: the network of a post fails. What its officer writes meanwhile stands on the record once and in order, and he misses nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import { fileOutboxStore } from '../../client/sdk/outbox-file.ts';
import { memoryTokenStore } from '../../client/sdk/token-store.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { type Cable, openCable } from '../support/cable.ts';
import type { TestOfficer } from '../support/officer.ts';
import { saidIn } from '../support/said.ts';
import { until } from '../support/until.ts';
import { password } from '../support/world.ts';

describe('A post whose network fails', () => {
  let record: TestRecord;
  let node: TestNode;
  let cable: Cable;
  let folder: string;
  let south: TestOfficer;
  let incidentId: string;
  let channelId: string;
  const tokenStore = memoryTokenStore();
  const clients: ParleyClient[] = [];

  const sitDown = (): ParleyClient => {
    const client = connect({
      ...{ url: cable.url, device: 'the post', tokenStore, autoConfirmCalls: false },
      outboxStore: fileOutboxStore(join(folder, 'outbox.json')),
    });
    clients.push(client);
    return client;
  };
  const isConnected = (client: ParleyClient) => client.state.get().link.status === 'connected';
  const say = (text: string) => ({ channelId, text, lang: 'vi', marker: 'information' }) as const;
  const said = async () =>
    (await south.entriesOf(channelId, 'message.posted')).map(({ payload }) => saidIn(payload));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-story-'));
    record = await openRecord();
    node = await record.node();
    south = await node.officer('duty.south');
    ({ incidentId, channelId } = await south.openIncident('river'));
    cable = await openCable(node.url);
    const client = sitDown();
    await client.signIn('duty.north', password);
    await until(() => isConnected(client));
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await cable.close();
    await record.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });

  it('keeps what is written offline through a restart of the device, and sends it once and in order', async () => {
    const [before] = clients;
    if (!before) throw new Error('nobody sits there');
    cable.pull();
    await until(() => !isConnected(before));
    for (const text of ['one', 'two', 'three']) await before.outbox.add('message.post', say(text));
    expect(before.outbox.items.get().map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    before.close();

    const after = sitDown();
    await until(() => after.outbox.items.get().length === 3);
    expect(await said()).toEqual([]);
    cable.plug();
    await until(() => after.outbox.items.get().length === 0);
    expect(await said()).toEqual(['one', 'two', 'three']);
  });

  it('sends once what was committed when its reply was lost, though the server restarted in between', async () => {
    const client = clients.at(-1);
    if (!client) throw new Error('nobody sits there');
    cable.mute();
    await client.outbox.add('message.post', say('four'));
    await client.outbox.add('note.write', { incidentId, text: 'our own', lang: 'vi' });
    await until(async () => (await said()).includes('four'));
    // Still owed, however long the device has waited for the reply.
    expect(client.outbox.items.get()[0]).toMatchObject({ name: 'message.post', tried: true, error: null });

    cable.pull();
    const next = await record.node();
    south = await next.officer('duty.south');
    await node.stop();
    cable.plug(next.url);
    await until(() => client.outbox.items.get().length === 0);
    expect(await said()).toEqual(['one', 'two', 'three', 'four']);
    const { sides } = await client.send('incident.get', { incidentId });
    expect(sides).toMatchObject([{ headSeq: 1 }]);
  });

  it('sets aside what the record refuses and goes on', async () => {
    const client = clients.at(-1);
    if (!client) throw new Error('nobody sits there');
    await until(() => isConnected(client));
    cable.pull();
    await until(() => !isConnected(client));
    await client.outbox.add('incident.change_status', { incidentId, to: 'open', reason: 'it is open' });
    await client.outbox.add('incident.amend', { incidentId, changes: { subjects: 4 } });
    cable.plug();
    await until(() => client.outbox.items.get().length === 1);
    expect(client.outbox.items.get()).toMatchObject([
      { name: 'incident.change_status', state: 'refused', error: { code: 'status_change_invalid' } },
    ]);
    expect((await south.read(incidentId)).incident.subjects).toBe(4);
  });

  it('misses nothing that is written while its network comes and goes, and sees nothing twice', async () => {
    const client = clients.at(-1);
    if (!client) throw new Error('nobody sits there');
    await until(() => isConnected(client));
    const view = await client.incident(incidentId);
    const seqs: number[] = [];
    const following = client.follow(channelId, {
      onEntries: (entries) => seqs.push(...entries.map(({ seq }) => seq)),
    });
    for (let round = 0; round < 6; round += 1) {
      if (round % 2 === 0) cable.pull();
      else cable.plug();
      for (let count = 0; count < 15; count += 1) await south.post(channelId, `word ${round}.${count}`);
    }
    const head = (await south.read(incidentId)).headSeq;
    await until(() => following.heldSeq === head && view.state.get().headSeq === head);
    expect(seqs).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    expect(view.state.get()).toMatchObject({ incident: (await south.read(incidentId)).incident });
    view.close();
    following.stop();
  });
});
