// Story: two nodes serve one record, with Redis between them, without it, and while it comes and goes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/entry.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/** Everything an officer is shown of a channel, as it comes. */
function listen(officer: TestOfficer, channelId: string): Entry[] {
  const heard: Entry[] = [];
  officer.client.follow(channelId, { afterSeq: 0, onEntries: (entries) => void heard.push(...entries) });
  return heard;
}

const seqs = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);
const upTo = (head: number) => Array.from({ length: head }, (_, index) => index + 1);

/** Both sides write at once, each at its own node; both must read one log. */
async function writeFromBothNodes(north: TestOfficer, south: TestOfficer): Promise<void> {
  const { channelId } = await north.openIncident('river');
  const atNorth = listen(north, channelId);
  const atSouth = listen(south, channelId);
  const each = 25;
  await Promise.all(
    Array.from({ length: each }, (_, index) => [
      north.post(channelId, `north ${index}`),
      south.post(channelId, `south ${index}`),
    ]).flat(),
  );
  const head = 1 + 2 * each;
  await until(() => atNorth.length >= head && atSouth.length >= head, { what: 'both have heard everything' });
  expect(seqs(atNorth)).toEqual(upTo(head));
  expect(atSouth).toEqual(atNorth);
}

async function seatBoth(record: TestRecord, redisUrl: string | null) {
  const first = await record.node({ redisUrl });
  const second = await record.node({ redisUrl });
  const north = await first.officer('duty.north');
  const south = await second.officer('duty.south');
  return { first, second, north, south };
}

describe('Two nodes without Redis', () => {
  let record: TestRecord;
  let second: TestNode;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    record = await openRecord();
    ({ second, north, south } = await seatBoth(record, null));
  });
  afterAll(() => record.close());

  it('show both sides one log, in one order, without a gap', () => writeFromBothNodes(north, south));

  it('bring an entry of the other node to an officer with the next comparison', async () => {
    const { channelId } = await north.openIncident('river');
    const heard: number[] = [];
    south.client.onEntries((batch) => {
      if (batch.channelId === channelId) heard.push(...seqs(batch.entries));
    });
    const { seq } = await north.post(channelId, 'Can you hear us?');
    await second.application.compare();
    await until(() => heard.includes(seq), { what: 'the entry has crossed' });
  });

  it('fire a step once, though both sweep at the same moment', async () => {
    await south.takeWatch();
    const { incidentId, channelId } = await north.openIncident('river');
    await north.raise(incidentId);
    await record.advance(2 * 60_000);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 0, call: 2, turn: 2 });
    expect(await north.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
  });

  it('cut an officer off on one node who was disabled at the other', async () => {
    const admin = await second.officer('admin.home');
    const { officers } = await admin.send('officer.list', {});
    const relief = officers.find(({ username }) => username === 'relief.north');
    if (!relief) throw new Error('there is no relief');
    let ended: string | null = null;
    const victim = await record.node().then((node) => node.officer('relief.north'));
    victim.client.onEnded((reason) => {
      ended = reason;
    });
    await admin.send('officer.disable', { officerId: relief.id });
    await until(() => ended !== null, { what: 'the disabled officer is cut off' });
    expect(ended).toBe('disabled');
  });
});

describe.skipIf(!redisAvailable)('Two nodes with Redis between them', () => {
  let redis: TestRedis;
  let record: TestRecord;
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    redis = await startRedis();
    record = await openRecord();
    ({ north, south } = await seatBoth(record, redis.url));
  });
  afterAll(async () => {
    await record.close();
    await redis.stop();
  });

  it('show both sides one log, in one order, without a gap', () => writeFromBothNodes(north, south));

  it('lose nothing when Redis is flushed', async () => {
    await redis.flush();
    await writeFromBothNodes(north, south);
  });

  it('lose nothing while Redis is gone, nor when it is back', async () => {
    await redis.kill();
    await writeFromBothNodes(north, south);
    await redis.restart();
    await writeFromBothNodes(north, south);
  });

  it('climb a ladder whose timers Redis has lost', async () => {
    await south.takeWatch();
    const { incidentId } = await north.openIncident('river');
    await north.raise(incidentId);
    await redis.flush();
    await record.advance(2 * 60_000);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 0, call: 2 });
    await redis.kill();
    await record.advance(2 * 60_000);
    expect((await north.alert(incidentId)).escalation).toMatchObject({ step: 1, call: 1 });
    await redis.restart();
  });

  it('answer a command at once while Redis does not answer', async () => {
    redis.freeze();
    try {
      await writeFromBothNodes(north, south);
    } finally {
      redis.thaw();
    }
  });
});
