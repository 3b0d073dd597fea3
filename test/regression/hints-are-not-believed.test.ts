// A hint named the audience of its channel, and the node believed it: whoever could write to Redis could have the private
// notes of one side delivered to the other.
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import type { EntryBatch } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord } from '../support/application.ts';
import { redisAvailable, startRedis } from '../support/redis-server.ts';
import { sideOf } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe.skipIf(!redisAvailable)('A hint', () => {
  it('that is forged brings nobody what is not his, and the hotline goes on', async () => {
    const redis = await startRedis();
    const record = await openRecord();
    const writing = await record.node();
    const north = await writing.officer('duty.north');
    const { incidentId, channelId } = await north.openIncident('river');
    const side = await sideOf(north, incidentId);
    await north.send('note.write', { incidentId, text: 'our own affair', lang: 'vi' });
    const { id: lineId } = await north.line('river');

    const node = await record.node({ redisUrl: redis.url });
    const south = await node.officer('duty.south');
    const heard: EntryBatch[] = [];
    south.client.onEntries((batch) => heard.push(batch));
    const forger = new Redis(redis.url);
    await until(async () => (await forger.pubsub('NUMSUB', 'parley:hints'))[1] === 1, {
      what: 'the node to listen',
    });
    for (const text of [
      `${side} line:${lineId} 1 9`,
      `${side} line:${lineId} 1 1`,
      `${side} 1`,
      `${side} 9`,
      `${newId()} line:${lineId} 1 1`,
      'nonsense',
      `${channelId} side:${lineId} -1 99999999999999999999`,
      `${channelId} organisation:x 1 1e9`,
      '\u0000 \u0000 1 1',
      `' line:${lineId} 1 1`,
    ])
      await forger.publish('parley:hints', `${newId()}\n${text}`);
    const { seq } = await north.post(channelId, 'for both of us');
    await until(() =>
      heard.some((batch) => batch.channelId === channelId && batch.entries.at(-1)?.seq === seq),
    );
    expect(heard.filter((batch) => batch.channelId === side)).toEqual([]);
    expect(JSON.stringify(heard)).not.toContain('our own affair');
    forger.disconnect();
    await record.close();
    await redis.stop();
  });
});
