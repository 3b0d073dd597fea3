// The server as a program: how it starts, ends, and what it says when it cannot.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { postgresIn } from '../../server/platform/embedded-postgres/leftovers.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { until } from '../support/until.ts';

const root = resolve(import.meta.dirname, '../..');
let dataDir: string;
let started: ChildProcess[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-server-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
beforeEach(() => {
  started = [];
});
afterEach(async () => {
  for (const server of started) server.kill('SIGKILL');
  await until(() => postgresIn(join(dataDir, 'postgres'), 0).length === 0, { what: 'the end of Postgres' });
});

interface Run {
  server: ChildProcess;
  said(): string;
  exitCode: Promise<number | null>;
  /** The address, once it has been printed. */
  address(): Promise<string>;
}

function run(env: NodeJS.ProcessEnv, ...options: string[]): Run {
  const server = spawn(process.execPath, ['server/main.ts', ...options], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(server);
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said += chunk));
  const exitCode = once(server, 'close').then(([code]) => code as number | null);
  const address = () =>
    until(() => /ready at (http:\S+)\n/.exec(said)?.[1], { what: 'the address', deadlineMs: 150_000 });
  return { server, said: () => said, exitCode, address };
}

/** A back end may have gone since it was seen, as all do when the first of them is killed. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

describe('The server as a program', () => {
  it('starts on an empty folder, prints its address and a set-up code, answers, and ends cleanly on SIGTERM', async () => {
    const { server, said, exitCode, address } = run({});
    const reply = await fetch(`${await address()}/healthz`);
    expect(reply.status).toBe(200);
    await until(() => said().includes('with the set-up code'), { what: 'the set-up code' });
    server.kill('SIGTERM');
    expect(await exitCode).toBe(0);
    expect(postgresIn(join(dataDir, 'postgres'), 0)).toEqual([]);
  });

  it('ends cleanly on Ctrl-C', async () => {
    const { server, exitCode, address } = run({});
    await address();
    server.kill('SIGINT');
    expect(await exitCode).toBe(0);
    expect(postgresIn(join(dataDir, 'postgres'), 0)).toEqual([]);
  });

  it('starts again at once after it was killed', async () => {
    const killed = run({});
    await killed.address();
    killed.server.kill('SIGKILL');
    const next = run({});
    expect((await fetch(`${await next.address()}/readyz`)).status).toBe(200);
  });

  it('ends with an error when Postgres is killed below it, so that whoever watches it starts it anew', async () => {
    const { said, exitCode, address } = run({});
    await address();
    for (const pid of postgresIn(join(dataDir, 'postgres'), 0)) killIfThere(pid);
    expect(await exitCode).toBe(1);
    expect(said()).toContain('Postgres has ended by itself');
  });

  it('refuses a data folder that another server uses, in one sentence', async () => {
    await run({}).address();
    const second = run({});
    expect(await second.exitCode).toBe(1);
    expect(second.said()).toMatch(
      /^Parley could not start: The data folder .+ is already in use by another Parley/,
    );
  });

  it('refuses a port that is in use, in one sentence', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { said, exitCode } = run({ PORT: port });
    expect(await exitCode).toBe(1);
    expect(said()).toContain(`Port ${port} on 127.0.0.1 is already in use.`);
    holder.close();
  });

  it('leaves the set-up code that another node has printed in force when its own start fails', async () => {
    const record = await startEmbeddedPostgres({ dataDir, logger: createLogger('silent'), durable: true });
    const first = run({ DATABASE_URL: record.url });
    const url = await first.address();
    const code = await until(() => /set-up code (\S+)/.exec(first.said())?.[1], { what: 'the set-up code' });
    const second = run({ DATABASE_URL: record.url, PORT: new URL(url).port });
    expect(await second.exitCode).toBe(1);
    expect(second.said()).toContain('is already in use');

    const name = { en: 'Home' };
    const organisation = { code: 'home', name, kind: 'domestic', country: 'VN', language: 'vi' };
    const reply = await fetch(`${url}/api/setup.create_admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code,
        organisation: { ...organisation, timeZone: 'Asia/Ho_Chi_Minh' },
        station: { code: 'command', name },
        admin: { username: 'admin', name: 'Admin', language: 'vi', password: 'a-password-for-tests' },
      }),
    });
    expect(await reply.json()).toMatchObject({ ok: true });
    first.server.kill('SIGTERM');
    expect(await first.exitCode).toBe(0);
    await record.stop();
  });

  it('refuses wrong settings before it touches anything', async () => {
    const { said, exitCode } = run({ PORT: 'eighty', REDIS_URL: 'nowhere' });
    expect(await exitCode).toBe(1);
    expect(said().trim().split('\n')).toEqual([
      expect.stringContaining('PORT must be'),
      expect.stringContaining('REDIS_URL must be'),
    ]);
  });

  it('refuses a Postgres that may lose what was acknowledged', async () => {
    const { said, exitCode } = run({ DATABASE_URL: inject('serverUrl') });
    expect(await exitCode).toBe(1);
    expect(said()).toContain('The setting fsync is off, so acknowledged words could be lost');
  });
});
