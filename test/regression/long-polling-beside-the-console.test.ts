// Express once answered the requests of long polling too: the second answer threw, and a stranger's request stopped the server.
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryBatch } from '../../shared/entry.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openSession } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';

describe('An officer whom only long polling reaches', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let socket: Socket;
  const heard: EntryBatch[] = [];

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    const { accessToken } = await openSession(node.url, 'duty.south');
    socket = io(node.url, { transports: ['polling'], forceNew: true, auth: { token: accessToken } });
    socket.on('entries', (batch: EntryBatch) => heard.push(batch));
    await until(() => socket.connected, { what: 'he is connected' });
    // Whoever has an answer hears what is said after it.
    await socket.emitWithAck('session.me', { input: {} });
  });
  afterAll(async () => {
    socket.close();
    await record.close();
  });

  it('hears what is said and answers', async () => {
    const { channelId } = await north.openIncident('river');
    await north.post(channelId, 'Can you hear us?');
    await until(() =>
      heard.some((batch) => batch.channelId === channelId && batch.entries.at(-1)?.seq === 2),
    );
    const input = { channelId, text: 'We hear you', lang: 'km', marker: 'answer' };
    const request = { key: crypto.randomUUID(), input };
    const answered = async () => {
      const said = await socket.emitWithAck('message.post', request);
      return said.error?.code !== 'unavailable' && said;
    };
    const reply = await until(answered, { what: 'an answer' });
    expect(reply).toMatchObject({ ok: true, result: { seq: 3 } });
    expect(socket.io.engine.transport.name).toBe('polling');
    expect(north.client.state.get().link.status).toBe('connected');
  });
});
