// Story: the server is killed in the middle of commands; officers send the same keys again and get one effect each.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf } from '../../shared/commands.ts';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestRecord } from '../support/application.ts';
import { type NodeProcess, startNodeProcess } from '../support/node-process.ts';
import { signIn, type TestOfficer } from '../support/officer.ts';
import { seeded } from '../support/seeded.ts';

// Each round starts a process or two, which takes seconds where the tests share the machine.
let record: TestRecord;

beforeAll(async () => {
  record = await openRecord();
  await record.node().then((node) => node.stop());
});
afterAll(() => record.close());

const say = (channelId: string, text: string): InputOf<'message.post'> => ({
  channelId,
  text,
  lang: 'en',
  marker: 'information',
});

type Posts = ReadonlyMap<string, InputOf<'message.post'>>;

/** Begins to post all of them at once, and kills the node when `after` of them were answered. Answers the answers. */
async function postAndKill(node: NodeProcess, officer: TestOfficer, posts: Posts, after: number) {
  const replied = new Map<string, number>();
  const given = new AbortController();
  let killing: Promise<void> | null = null;
  const killAtLast = () => {
    if (replied.size >= after) killing ??= node.kill().then(() => given.abort());
  };
  const attempts = [...posts].map(([key, input]) =>
    officer.client.send('message.post', input, { key, signal: given.signal }).then(({ seq }) => {
      replied.set(key, seq);
      killAtLast();
    }),
  );
  killAtLast();
  await Promise.allSettled(attempts);
  await killing;
  officer.close();
  return replied;
}

it('What was answered with ok is there after the kill, and the same keys bring the same places', async () => {
  const chance = seeded(20_261_121);
  let node = await startNodeProcess(record.databaseUrl);
  const first = await signIn(node.url, 'duty.north');
  const { channelId } = await first.openIncident('river');
  first.close();
  const everything = new Map<string, number>();

  for (let round = 0; round < 4; round += 1) {
    const north = await signIn(node.url, 'duty.north');
    const posts = new Map(
      Array.from({ length: 40 }, (_, index) => [newId(), say(channelId, `${round}.${index}`)]),
    );
    const replied = await postAndKill(node, north, posts, chance.below(40));
    node = await startNodeProcess(record.databaseUrl);
    const again = await signIn(node.url, 'duty.north');
    for (const [key, input] of posts) {
      const { seq } = await again.client.send('message.post', input, { key });
      expect(seq).toBe(replied.get(key) ?? seq);
      everything.set(key, seq);
    }
    again.close();
  }

  const reader = await signIn(node.url, 'duty.south');
  const posted = await reader.entriesOf(channelId, 'message.posted');
  expect(posted).toHaveLength(everything.size);
  expect(posted.map(({ seq }) => seq)).toEqual([...everything.values()].sort((one, other) => one - other));
  expect(posted.map(({ seq }) => seq)).toEqual(posted.map((_, index) => index + 2));
  reader.close();
  await node.kill();
});

it('An alert whose due time passed while the server was dead is called when it is back', async () => {
  let node = await startNodeProcess(record.databaseUrl);
  const north = await signIn(node.url, 'duty.north');
  const south = await signIn(node.url, 'duty.south');
  await south.takeWatch();
  const { incidentId, channelId } = await north.openIncident('river');
  await north.raise(incidentId);
  north.close();
  south.close();
  await node.kill();

  await record.advance(2 * 60_000);
  node = await startNodeProcess(record.databaseUrl);
  const back = await signIn(node.url, 'duty.north');
  const called = Promise.withResolvers<void>();
  back.client.follow(channelId, {
    afterSeq: 0,
    onEntries(entries) {
      const calls = entries.filter(({ kind }) => kind === 'escalation.called');
      if (calls.some((entry) => entry.kind === 'escalation.called' && entry.payload.turn === 2))
        called.resolve();
    },
  });
  await called.promise;
  expect(await back.entriesOf(channelId, 'escalation.called')).toHaveLength(2);
  back.close();
  await node.kill();
});
