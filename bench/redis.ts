// A real Redis for the timers, with the options of `docker-compose.yml`: its own clock at 100 Hz, an append-only file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { redisProgram } from '../test/support/programs.ts';

export interface BenchRedis {
  url: string;
  stop(): Promise<void>;
}

/** Null where there is no `redis-server`. */
export async function startRedis(): Promise<BenchRedis | null> {
  if (!redisProgram) return null;
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-redis-'));
  const options = ['--hz', '100', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn(redisProgram, [...where, ...options], { stdio: 'ignore' });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const url = `redis://127.0.0.1:${port}`;
  await answers(url);
  return {
    url,
    async stop() {
      process.off('exit', endWithUs);
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  const deadline = pause(10_000, false, { ref: false });
  const isUp = await Promise.race([redis.ping().then(() => true), deadline]);
  redis.disconnect();
  if (!isUp) throw new Error('Redis does not answer.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}
