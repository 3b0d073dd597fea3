// Story: one officer's link is so slow that the server cannot hold what waits for him. He is closed and nobody else
// notices; on a better link he resumes where he stood and misses nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import type { TestOfficer } from '../support/officer.ts';
import { openSession } from '../support/raw-officer.ts';
import { openSlowReader } from '../support/slow-reader.ts';
import { until } from '../support/until.ts';

describe('A reader who does not keep up', () => {
  let record: TestRecord;
  let node: TestNode;
  let north: TestOfficer;
  let south: TestOfficer;
  let fullChannel: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    north = await node.officer('duty.north');
    south = await node.officer('duty.south');
  });
  afterAll(() => record.close());

  it('is closed with a reason while the others hear everything, and resumes by his cursor without a gap', async () => {
    // One push a channel: many channels at once fill his connection sooner than one word after the other.
    const cases = await Promise.all(Array.from({ length: 20 }, () => north.openIncident('river')));
    const channelId = cases[0]?.channelId ?? '';
    const heardBySouth: number[] = [];
    south.client.follow(channelId, {
      onEntries: (entries) => heardBySouth.push(...entries.map(({ seq }) => seq)),
    });
    fullChannel = channelId;
    const { accessToken } = await openSession(node.url, 'relief.south');
    const slow = await openSlowReader(node.url, accessToken);
    const seatedBefore = await seats();
    slow.stopReading();
    const beating = setInterval(slow.beat, 1_000);

    const page = 'x'.repeat(8_000);
    // A seat is also free for a moment while one of the others finds back to his.
    const othersSit = () =>
      [north, south].every(({ client }) => client.state.get().link.status === 'connected');
    await until(
      async () => {
        await Promise.all(cases.map((one) => north.post(one.channelId, page)));
        return (await seats()) < seatedBefore && othersSit();
      },
      { what: 'the slow reader to be let go', deadlineMs: 800_000 },
    );
    clearInterval(beating);
    // Now, while the reason still waits for him: the server does not keep it for long.
    slow.readOn();
    // One that he cannot have been sent any more.
    const { seq: head } = await north.post(channelId, page);
    await until(() => heardBySouth.length >= head, { what: 'the others to have heard everything' });
    expect(heardBySouth).toEqual(Array.from({ length: head }, (_, index) => index + 1));

    const lastWord = '42["session-ended",{"reason":"too_slow"}]';
    await until(() => slow.heard().includes(lastWord), { what: 'the reason' });
    expect(slow.heard().split(lastWord)[1]).not.toContain('"seq"');
    const pushes = new RegExp(`"channelId":"${channelId}","entries":\\[\\{"seq":(\\d+)`, 'g');
    const seqs = [...slow.heard().matchAll(pushes)].map(([, seq]) => Number(seq));
    const reached = Math.max(...seqs);
    expect(reached).toBeLessThan(head);

    const relief = await node.officer('relief.south');
    const resumed: number[] = [];
    const following = relief.client.follow(channelId, {
      afterSeq: reached,
      onEntries: (entries) => resumed.push(...entries.map(({ seq }) => seq)),
    });
    const { seq } = await north.post(channelId, 'the last one');
    await until(() => following.heldSeq === seq, { what: 'the rest' });
    expect(resumed).toEqual(Array.from({ length: seq - reached }, (_, index) => reached + 1 + index));
  });

  it.each([
    // Neither is counted by a rate: the one is no command, the other is within what an officer may ask.
    ['thousands of small things', 5_000, () => ['x']],
    ['a few large ones', 10, () => ['channel.entries', { input: { channelId: fullChannel, limit: 500 } }]],
  ])(
    'is closed, and fills no memory, when he asks %s and reads no answer',
    async (_what, atOnce, request) => {
      const { accessToken } = await openSession(node.url, 'relief.south');
      const slow = await openSlowReader(node.url, accessToken);
      const seatedBefore = await seats();
      slow.stopReading();
      let asked = 0;
      await until(
        async () => {
          slow.beat();
          for (const next = asked + atOnce; asked < next; asked += 1)
            slow.send(`42${asked}${JSON.stringify(request())}`);
          return (await seats()) < seatedBefore;
        },
        { what: 'him to be let go' },
      );
      slow.readOn();
      await until(() => slow.heard().includes('42["session-ended",{"reason":"too_slow"}]'), { what: 'why' });
      expect([north, south].map(({ client }) => client.state.get().link.status)).toEqual(
        Array(2).fill('connected'),
      );
      slow.close();
    },
  );

  async function seats(): Promise<number> {
    const { values } = await node.application.metrics.sockets.get();
    return values[0]?.value ?? 0;
  }
});
