// The Postgres that comes along: started, killed, started again, and never used by two.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postgresIn, tell, workersIn } from '../../server/platform/embedded-postgres/leftovers.ts';
import { readProcess } from '../../server/platform/embedded-postgres/process-state.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { until } from '../support/until.ts';

const logger = createLogger('silent');
const started = z.object({ url: z.string(), pid: z.number() });
let pristine: string;
let dataDir: string;
let hosts: ChildProcess[];

// A fresh cluster takes a second to make, so one is made and copied.
beforeAll(async () => {
  pristine = await mkdtemp(join(tmpdir(), 'parley-record-'));
  const { stop } = await startEmbeddedPostgres({ dataDir: pristine, logger, durable: false });
  await stop();
});

afterAll(() => rm(pristine, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-record-'));
  await promisify(execFile)('cp', ['-a', `${pristine}/.`, dataDir]);
  hosts = [];
});

afterEach(async () => {
  for (const host of hosts) host.kill('SIGKILL');
  await until(() => processesLeft() === 0, { what: 'the end of Postgres' });
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

function spawnHost() {
  const program = resolve(import.meta.dirname, '../support/postgres-host.ts');
  const host = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  hosts.push(host);
  return host;
}

async function startHost(): Promise<{ host: ChildProcess; url: string; pid: number }> {
  const host = spawnHost();
  const [line] = await once(createInterface({ input: host.stdout }), 'line');
  return { host, ...started.parse(JSON.parse(String(line))) };
}

async function runSql(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

function processesLeft(): number {
  return postgresIn(join(dataDir, 'postgres'), 0).length;
}

const startHere = () => startEmbeddedPostgres({ dataDir, logger, durable: true });
const keepRow = ['create table kept (word text)', `insert into kept values ('ប៉ុស្តិ៍ Đồn')`];
const keptRow = [{ word: 'ប៉ុស្តិ៍ Đồn' }];

describe('The embedded Postgres', () => {
  it('keeps its rows from one start to the next and leaves nothing running in between', async () => {
    const first = await startHere();
    await runSql(first.url, ...keepRow);
    await first.stop();
    expect(readProcess(first.pid)).toBeNull();
    expect(await readdir(dataDir)).toEqual(['postgres']);

    const second = await startHere();
    expect(await runSql(second.url, 'select word from kept')).toEqual(keptRow);
    await second.stop();
  });

  it('stores text as UTF-8, splits Khmer into trigrams and writes every commit to disk', async () => {
    const { url, stop } = await startHere();
    const rows = await runSql(
      url,
      'create extension pg_trgm',
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
              current_setting('listen_addresses') as addresses, cardinality(show_trgm('ក')) > 0 as splits`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', fsync: 'on', addresses: '', splits: true }]);
    await stop();
  });

  it('stops by itself when its server is killed, and the next start finds what was committed', async () => {
    const { host, url, pid } = await startHost();
    await runSql(url, ...keepRow);
    host.kill('SIGKILL');
    await until(() => readProcess(pid) === null, { what: 'the end of Postgres' });

    const next = await startHere();
    expect(await runSql(next.url, 'select word from kept')).toEqual(keptRow);
    await next.stop();
  });

  it('starts again after both the server and Postgres were killed', async () => {
    const { host, url, pid } = await startHost();
    await runSql(url, ...keepRow);
    // Held still first, so that it cannot end in order in between.
    process.kill(pid, 'SIGSTOP');
    const exit = once(host, 'exit');
    host.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await exit;

    const next = await startHere();
    expect(await runSql(next.url, 'select word from kept')).toEqual(keptRow);
    await next.stop();
  });

  it('stops a Postgres whose server and death watch were both killed, and takes its place', async () => {
    const { host, url, pid } = await startHost();
    await runSql(url, ...keepRow);
    const watchPid = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[3]);
    // Held still first, so that it cannot do its duty in between.
    process.kill(watchPid, 'SIGSTOP');
    const exit = once(host, 'exit');
    host.kill('SIGKILL');
    process.kill(watchPid, 'SIGKILL');
    await exit;

    const next = await startHere();
    expect(readProcess(pid)).toBeNull();
    expect(await runSql(next.url, 'select word from kept')).toEqual(keptRow);
    await next.stop();
  });

  it('ends what still makes the first cluster of a server that was killed meanwhile, and makes another', async () => {
    await rm(join(dataDir, 'postgres'), { recursive: true });
    const host = spawnHost();
    const makers = await until(
      async () => {
        const draft = (await readdir(dataDir)).find((name) => name.startsWith('postgres.new-'));
        const pids = draft ? workersIn(join(dataDir, draft)) : [];
        return pids.length > 1 ? pids : null;
      },
      { what: 'the making of the cluster', everyMs: 2 },
    );
    // Held still, so that it cannot come to an end by itself. One of its helpers may just have done so.
    for (const pid of makers) tell(pid, 'SIGSTOP');
    const exit = once(host, 'exit');
    host.kill('SIGKILL');
    await exit;

    const next = await startHere();
    expect(makers.filter((pid) => readProcess(pid) !== null)).toEqual([]);
    await next.stop();
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('tells its server when it dies', async () => {
    const { host, pid } = await startHost();
    const exit = once(host, 'exit');
    process.kill(pid, 'SIGKILL');
    expect((await exit)[0]).toBe(3);
  });

  it('refuses a second server on the same data folder, naming the first and the setting', async () => {
    const { host } = await startHost();
    await expect(startHere()).rejects.toThrow(
      `already in use by another Parley (process ${host.pid}). Stop that one first, or set DATA_DIR`,
    );
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(true);
  });

  it('lets exactly one of several servers that start together have the folder of a dead one', async () => {
    const { host } = await startHost();
    const exit = once(host, 'exit');
    host.kill('SIGKILL');
    await exit;
    const outcomes = await Promise.all(
      [1, 2, 3].map(async () => {
        const starter = spawnHost();
        const won = once(createInterface({ input: starter.stdout }), 'line').then(() => 'won');
        const lost = once(createInterface({ input: starter.stderr }), 'line').then(([line]) => String(line));
        return Promise.race([won, lost]);
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.includes('by another Parley'))).toHaveLength(2);
  });

  it('refuses a folder with other files in it and does not touch them', async () => {
    await rm(join(dataDir, 'postgres', 'PG_VERSION'));
    await writeFile(join(dataDir, 'postgres', 'letter'), 'mine');
    await expect(startHere()).rejects.toThrow('holds files that are no Postgres cluster');
    expect(existsSync(join(dataDir, 'postgres', 'letter'))).toBe(true);
  });

  it('refuses a file in the place of its folder, and a link to a disk that is not mounted, and replaces neither', async () => {
    const place = join(dataDir, 'postgres');
    await rm(place, { recursive: true });
    await writeFile(place, 'mine');
    await expect(startHere()).rejects.toThrow('is no folder. Move it away');
    expect(readFileSync(place, 'utf8')).toBe('mine');

    await rm(place);
    await symlink(join(dataDir, 'not-mounted'), place);
    await expect(startHere()).rejects.toThrow('is a link that leads nowhere. Mount the disk');
    expect(await readlink(place)).toBe(join(dataDir, 'not-mounted'));
  });

  it('refuses a record written by another release of Postgres', async () => {
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
    await expect(startHere()).rejects.toThrow('was written by Postgres 14');
  });
});
