// Ten thousand running escalations of which five hundred fall due within a second: how late, and exactly once?
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { insertRunning, type Running } from './cases.ts';
import { type Connection, connect } from './connection.ts';
import { median, percentile, short } from './figures.ts';
import type { NodeAnswers } from './node.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';
import type { Row } from './table.ts';

const running = 10_000;
const dueAtOnce = 500;
const withinMs = 1_000;
const waves = 3;
const shortestLeadMs = 2_000;
const giveUpMs = 20_000;
const lines = 20;

interface Lateness {
  /** From the due time to the entry that says the call, both by the database clock. */
  said: number[];
  /** From the due time to an officer's device. */
  heard: number[];
}

interface Scene {
  node: Program<NodeAnswers>;
  client: pg.Client;
  cases: Running[];
  /** When the first call on a channel reached a device, by channel. */
  heardAt: Map<string, number>;
  pending(): Promise<number>;
}

/** As `server/incidents/store.ts` names a job. */
const jobId = (escalationId: string, dueAt: Date) => `${escalationId}_${dueAt.getTime()}`;

async function order({ node }: Scene, cases: readonly Running[], dueAt: (index: number) => Date) {
  const wake = cases.map(({ escalationId }, index) => {
    const at = dueAt(index);
    return { jobId: jobId(escalationId, at), dueAt: at.toISOString() };
  });
  await node.ask('wake', wake);
}

async function pendingReach(scene: Scene, count: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  while ((await scene.pending()) < count) {
    if (performance.now() > deadline) throw new Error('the queue does not take the timers');
    await pause(50);
  }
}

/** Lets `cases` fall due, evenly spread over the second, and waits until each has fired. */
async function wave(scene: Scene, cases: readonly Running[], leadMs: number): Promise<Lateness> {
  const { client, heardAt } = scene;
  const from = Date.now() + leadMs;
  const dueAt = (index: number) => new Date(from + Math.floor((index * withinMs) / cases.length));
  await client.query(
    `update escalations e set due_at = d.due_at from unnest($1::uuid[], $2::timestamptz[]) as d (id, due_at)
     where e.id = d.id`,
    [cases.map(({ escalationId }) => escalationId), cases.map((_case, index) => dueAt(index).toISOString())],
  );
  const before = await scene.pending();
  await order(scene, cases, dueAt);
  await pendingReach(scene, before + cases.length);
  if (Date.now() > from) throw new Error('the timers were set too late to be measured');
  const deadline = from + giveUpMs;
  const channels = cases.map(({ channelId }) => channelId);
  const fired = `select channel_id, at from entries where kind = 'escalation.called' and channel_id = any($1::uuid[])`;
  await pause(leadMs + withinMs);
  for (;;) {
    const { rows } = await client.query<{ channel_id: string; at: Date }>(fired, [channels]);
    if (rows.length > cases.length) throw new Error('an escalation has fired twice');
    const isHeard = channels.every((channelId) => heardAt.has(channelId));
    if (rows.length < cases.length || !isHeard) {
      if (Date.now() > deadline) throw new Error(`${cases.length - rows.length} escalations have not fired`);
      await pause(200);
      continue;
    }
    const at = new Map(rows.map((row) => [row.channel_id, row.at.getTime()]));
    const lateness = (when: ReadonlyMap<string, number>) =>
      channels.map((channelId, index) => (when.get(channelId) ?? Number.NaN) - dueAt(index).getTime());
    return { said: lateness(at), heard: lateness(heardAt) };
  }
}

/** One officer of each line listens. */
async function listen(node: Program<NodeAnswers>, url: string, heardAt: Map<string, number>) {
  const seats = await node.ask('seatEverybody', { devices: 1 });
  const ofLines = new Map(seats.map((seat) => [seat.channelId, seat]));
  const connections: Connection[] = [];
  for (const { token } of ofLines.values()) {
    const connection = await connect(url, { token }, (name, body) => {
      const { channelId, entries } = body as { channelId: string; entries?: { kind: string }[] };
      if (name !== 'entries' || !entries?.some(({ kind }) => kind === 'escalation.called')) return;
      if (!heardAt.has(channelId)) heardAt.set(channelId, Date.now());
    });
    await connection.request('session.me', {});
    connections.push(connection);
  }
  return connections;
}

/** In the end the record must hold one call for each that fell due, and none for the others. */
async function assertOnce({ client }: Scene): Promise<void> {
  const { rows } = await client.query<{ entries: number; channels: number; early: number; calls: number }>(
    `select count(*)::int as entries, count(distinct n.channel_id)::int as channels,
       (select count(*)::int from calls) as calls,
       (select count(*)::int from escalations where due_at <= parley_now()) as early
     from entries n where n.kind = 'escalation.called'`,
  );
  const [found] = rows;
  const expected = waves * dueAtOnce;
  if (
    found?.entries !== expected ||
    found.channels !== expected ||
    found.calls !== expected ||
    found.early > 0
  )
    throw new Error(`expected ${expected} calls, each once, and found ${JSON.stringify(found)}`);
}

async function onBackend(rig: Rig, backend: string, redisUrl: string | null): Promise<Row[]> {
  const databaseUrl = await rig.newDatabase();
  const node = rig.start<NodeAnswers>('node.ts');
  const url = await node.ask('start', { databaseUrl, redisUrl });
  await node.ask('loadWorld', { lines });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  rig.onClose(() => client.end());
  const redis = redisUrl === null ? null : new Redis(redisUrl);
  rig.onClose(async () => redis?.disconnect());
  const heardAt = new Map<string, number>();
  const connections = await listen(node, url, heardAt);
  rig.onClose(async () => {
    for (const connection of connections) connection.close();
  });
  const delayed = `select count(*)::int as count from bullmq.job where state = 'delayed'`;
  const scene: Scene = {
    node,
    client,
    cases: await insertRunning(client, running),
    heardAt,
    pending: async () =>
      redis
        ? redis.zcard('parley:escalations:delayed')
        : ((await client.query<{ count: number }>(delayed)).rows[0]?.count ?? 0),
  };
  const startedAt = performance.now();
  const tomorrow = new Date(Date.now() + 86_400_000);
  await order(scene, scene.cases, () => tomorrow);
  await pendingReach(scene, running);
  const setPerSecond = running / ((performance.now() - startedAt) / 1_000);
  // All timers of a wave must be set before the first falls due, also on a busy machine.
  const leadMs = shortestLeadMs + (5 * dueAtOnce * 1_000) / setPerSecond;

  const rounds: Lateness[] = [];
  for (let round = 0; round < waves; round += 1) {
    const cases = scene.cases.slice(round * dueAtOnce, (round + 1) * dueAtOnce);
    rounds.push(await wave(scene, cases, leadMs));
  }
  await assertOnce(scene);
  const row = (what: string, figures: string): Row => ({
    bench: `timers, ${backend}`,
    what,
    parley: figures,
    beside: '',
    ratio: '',
    target: '',
  });
  const lateness = (pick: (round: Lateness) => number[]) =>
    [0.5, 0.99, 1]
      .map((share) => short(median(rounds.map((one) => percentile(pick(one), share)))))
      .join(' / ');
  return [
    row(
      `late by p50 / p99 / max, ms (${dueAtOnce} of ${running} in a second)`,
      lateness(({ said }) => said),
    ),
    row(
      'heard late by p50 / p99 / max, ms',
      lateness(({ heard }) => heard),
    ),
    row('fired exactly once', `${waves * dueAtOnce} of ${waves * dueAtOnce}`),
    row('timers set, a second', short(setPerSecond)),
  ];
}

export async function timers(rig: Rig): Promise<Row[]> {
  const redisUrl = await rig.newRedis();
  if (redisUrl === null) console.error('redis-server is not on PATH, so the timers on Redis are left out.');
  return [
    ...(redisUrl === null ? [] : await onBackend(rig, 'Redis', redisUrl)),
    ...(await onBackend(rig, 'Postgres', null)),
  ];
}
