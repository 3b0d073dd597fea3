// Runs a real Redis server for a test, which the test may flush, kill and start again at the same address.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { redisProgram } from './programs.ts';
import { until } from './until.ts';

/** Use it as `describe.skipIf(!redisAvailable)`. */
export const redisAvailable = redisProgram !== null;

/** A server of one's own. After `kill` it is gone without a word until `restart`; nothing is kept on disk. */
export interface TestRedis {
  url: string;
  flush(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Stops the process without ending it: connections stay open and nothing answers, like a lost network. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

// The shell ends Redis when this process is gone, however it went: its read on our pipe ends then.
const DEATH_WATCH =
  '"$0" "$@" </dev/null >/dev/null 2>&1 & p=$!; echo $p; exec 2>/dev/null; read _; kill -9 $p; wait $p';

/** Starts a server on a free loopback port and waits until it answers. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let running = await run(port);
  const kill = async () => {
    if (running.watch.exitCode !== null) return;
    const exit = once(running.watch, 'exit');
    running.watch.stdin?.end();
    await exit;
  };
  await until(() => answers(url), { what: 'Redis' });
  return {
    url,
    flush: async () => {
      await ask(url, (redis) => redis.flushall());
    },
    kill,
    restart: async () => {
      await kill();
      running = await run(port);
      await until(() => answers(url), { what: 'Redis' });
    },
    freeze: () => process.kill(running.pid, 'SIGSTOP'),
    thaw: () => process.kill(running.pid, 'SIGCONT'),
    stop: kill,
  };
}

async function run(port: number): Promise<{ watch: ChildProcess; pid: number }> {
  if (!redisProgram)
    throw new Error('redis-server is not on PATH. Skip this test with describe.skipIf(!redisAvailable).');
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const policy = ['--maxmemory-policy', 'noeviction', '--hz', '100'];
  const watch = spawn('/bin/sh', ['-c', DEATH_WATCH, redisProgram, ...options, ...policy], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  watch.stdin.on('error', () => undefined);
  const [line] = await once(createInterface({ input: watch.stdout }), 'line');
  return { watch, pid: Number(line) };
}

async function answers(url: string): Promise<boolean> {
  return (await ask(url, (redis) => redis.ping())) === 'PONG';
}

async function ask<Answer>(url: string, question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, commandTimeout: 5_000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

/** One that stays free while Redis is down: from below those that the system gives to whoever asks for any. */
async function freePort(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const lowestGiven = Number(/^\d+/.exec(range)?.[0] ?? 32_768);
  const below = Math.max(lowestGiven, 10_000);
  return until(
    async () => {
      const port = randomInt(below - 8_000, below);
      const server = createServer().listen(port, '127.0.0.1');
      await once(server, 'listening');
      server.close();
      await once(server, 'close');
      return port;
    },
    { what: 'a free port' },
  );
}
