// Fault: Redis loses the timers of running alerts, or stops answering. The server calls all the same, by itself, and once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const step = 2 * 60_000;

describe.skipIf(!redisAvailable)('Alerts that run while their timers', () => {
  let redis: TestRedis;
  let record: TestRecord;
  let north: TestOfficer;

  beforeAll(async () => {
    redis = await startRedis();
    record = await openRecord();
    const node = await record.node({ redisUrl: redis.url });
    north = await node.officer('duty.north');
    await (await node.officer('duty.south')).takeWatch();
  });
  afterAll(async () => {
    await record.close();
    await redis.stop();
  });

  const turnsOf = async (channelId: string) =>
    (await north.entriesOf(channelId, 'escalation.called')).map(({ payload }) => payload.turn);

  it.each<[string, () => Promise<void>, () => Promise<void>]>([
    ['are flushed', () => redis.flush(), async () => undefined],
    ['are lost with Redis, which does not come back', () => redis.kill(), () => redis.restart()],
    [
      'are lost with Redis, which comes back empty',
      async () => {
        await redis.kill();
        await redis.restart();
      },
      async () => undefined,
    ],
    ['hang in a Redis that answers nothing', async () => redis.freeze(), async () => redis.thaw()],
  ])('%s are called in their turn, each turn once', async (_what, lose, mend) => {
    const cases = await Promise.all(Array.from({ length: 5 }, () => north.openIncident('river')));
    for (const { incidentId } of cases) await north.raise(incidentId);
    await lose();
    for (const turns of [
      [1, 2],
      [1, 2, 3],
    ]) {
      await record.letPass(step);
      for (const { channelId } of cases)
        await until(async () => (await turnsOf(channelId)).length >= turns.length, { what: 'the call' });
      for (const { channelId } of cases) expect(await turnsOf(channelId)).toEqual(turns);
    }
    await mend();
    // Whatever timer comes back with Redis finds nothing due.
    await record.advance(1_000);
    for (const { channelId } of cases) expect(await turnsOf(channelId)).toEqual([1, 2, 3]);
    for (const { incidentId } of cases) {
      const { alert } = await north.alert(incidentId);
      await north.send('alert.withdraw', { alertId: alert.id, reason: 'The end of the drill' });
    }
  });
});
