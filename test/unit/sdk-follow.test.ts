// Following a channel: every entry once, in order, whatever is pushed, lost, doubled or cut.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createReader } from '../../client/sdk/channel-reader.ts';
import { connect, type ParleyClient } from '../../client/sdk/client.ts';
import type { Entry } from '../../shared/entry.ts';
import { newId } from '../../shared/ids.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';
import { until } from '../support/until.ts';

let server: TinyServer;
let client: ParleyClient;
const channelId = newId();

beforeEach(async () => {
  server = await startTinyServer();
  server.channels.set(channelId, []);
  client = connect({ url: server.url, device: 'a test', autoConfirmCalls: false });
  await client.signIn('trucban.sonvi', 'right');
  await until(() => client.state.get().link.status === 'connected');
});
afterEach(async () => {
  client.close();
  await server.close();
});

const write = (count: number) => {
  for (let one = 0; one < count; one += 1) server.append(channelId, `word ${one}`);
};
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function reading(afterSeq = 0) {
  const seqs: number[] = [];
  const following = client.follow(channelId, {
    afterSeq,
    onEntries: (entries) => seqs.push(...entries.map(({ seq }) => seq)),
  });
  return { seqs, following };
}

describe('following a channel', () => {
  test('brings what was written before, page by page, and then what is written', async () => {
    write(450);
    const { seqs, following } = reading();
    write(3);
    await following.caughtUp;
    write(2);
    await until(() => seqs.length >= 455);
    expect(seqs).toEqual(upTo(455));
    expect(following.heldSeq).toBe(455);
  });

  test('begins after what is held already', async () => {
    write(10);
    const { seqs, following } = reading(7);
    await following.caughtUp;
    expect(seqs).toEqual([8, 9, 10]);
  });

  test('repairs a gap when the next push shows it', async () => {
    const { seqs, following } = reading();
    await following.caughtUp;
    write(1);
    await until(() => seqs.length === 1);
    server.faults.pushes = false;
    write(5);
    server.faults.pushes = true;
    write(1);
    await until(() => seqs.length >= 7);
    expect(seqs).toEqual(upTo(7));
  });

  test('repairs what was missed without a trace when told of heads, or after a reconnect', async () => {
    const { seqs, following } = reading();
    await following.caughtUp;
    server.faults.pushes = false;
    write(2);
    server.io.emit('heads', { heads: [{ channelId, headSeq: 2 }] });
    await until(() => seqs.length === 2);
    write(3);
    server.cut();
    await until(() => seqs.length === 5);
    expect(seqs).toEqual(upTo(5));
  });

  test('drops doubles', async () => {
    const { seqs, following } = reading();
    await following.caughtUp;
    write(3);
    const entries = server.channels.get(channelId) ?? [];
    server.io.emit('entries', { channelId, entries });
    server.io.emit('entries', { channelId, entries: entries.slice(1) });
    write(1);
    await until(() => seqs.length >= 4);
    expect(seqs).toEqual(upTo(4));
  });

  test('stops, and says so, when the channel is out of reach', async () => {
    const refusals: string[] = [];
    const { caughtUp } = client.follow(newId(), {
      onEntries: () => undefined,
      onError: ({ code }) => refusals.push(code),
    });
    await caughtUp;
    expect(refusals).toEqual(['not_found']);
  });

  test('ends with its signal', async () => {
    const stop = new AbortController();
    const seqs: number[] = [];
    const { caughtUp } = client.follow(channelId, {
      onEntries: (entries) => seqs.push(...entries.map(({ seq }) => seq)),
      signal: stop.signal,
    });
    await caughtUp;
    stop.abort();
    const { seqs: others } = reading();
    write(2);
    await until(() => others.length === 2);
    expect(seqs).toEqual([]);
  });

  test('opens a line’s channel at its head and pages back to the beginning', async () => {
    write(120);
    const log = await client.channel(channelId);
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(120, 71));
    write(1);
    await until(() => log.entries.get().length === 51);
    await Promise.all([log.older(60), log.older(60)]);
    await log.older(60);
    expect(log.hasOlder()).toBe(false);
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(121));
    log.close();
  });

  test('lets go of the oldest entries of a log and brings them back without a gap', async () => {
    write(300);
    const log = await client.channel(channelId);
    await log.older(250);
    log.trim(20);
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(300, 281));
    expect(log.hasOlder()).toBe(true);
    write(1);
    await until(() => log.entries.get().length === 21);
    // A page under way is not cut off from what stands behind it.
    const older = log.older(30);
    log.trim(5);
    await older;
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(301, 251));
    log.trim(1_000);
    expect(log.entries.get()).toHaveLength(51);
    // As a screen does, which looks at how many there are each time they change.
    const off = log.entries.subscribe(() => log.trim(5));
    await log.older(30);
    off();
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(301, 297));
    await log.older(4);
    expect(log.entries.get().map(({ seq }) => seq)).toEqual(upTo(301, 293));
    log.close();
  });
});

describe('a reader', () => {
  const entry = (seq: number): Entry => ({
    ...{ seq, id: newId(), at: new Date().toISOString(), by: null },
    kind: 'note.written',
    payload: { text: 'x', lang: 'en' },
  });

  test('hands over 1, 2, 3, … once each, whatever order runs arrive in', async () => {
    const run = fc.record({ first: fc.integer({ min: 1, max: 30 }), length: fc.integer({ min: 1, max: 8 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { maxLength: 12 }),
        fc.integer({ min: 1, max: 7 }),
        async (runs, page) => {
          const record = upTo(40).map(entry);
          const seqs: number[] = [];
          const reader = createReader({
            afterSeq: 0,
            onEntries: (entries) => seqs.push(...entries.map(({ seq }) => seq)),
            onError: () => undefined,
            fetchAfter: async (seq) => ({ entries: record.slice(seq, seq + page), headSeq: 40 }),
          });
          for (const { first, length } of runs) {
            reader.take(record.slice(first - 1, first - 1 + length));
            await Promise.resolve();
          }
          await reader.check();
          await reader.caughtUp;
          expect(seqs).toEqual(upTo(40));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('does not ask for ever after a head that the record does not bear out', async () => {
    let asked = 0;
    const reader = createReader({
      afterSeq: 0,
      onEntries: () => undefined,
      onError: () => undefined,
      fetchAfter: async () => {
        asked += 1;
        return { entries: [], headSeq: 0 };
      },
    });
    reader.aim(1_000);
    await reader.caughtUp;
    expect(asked).toBe(1);
  });
});
