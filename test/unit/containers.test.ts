// The container files parse and have the shape that is promised; no engine is here to run them.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../server/platform/config.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

const service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const composeFile = z.object({
  services: z.object({ postgres: service, redis: service, parley: service }),
  volumes: z.record(z.string(), z.unknown()),
});

/** Fills in what compose takes from the caller's environment: ${NAME:-default} and ${NAME:?refusal}. */
function fillIn(text: string, given: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    return given[name] ?? (kind === '-' ? rest : `<${name} is missing>`);
  });
}

describe('docker-compose.yml', () => {
  const { services, volumes } = composeFile.parse(parse(read('docker-compose.yml')));

  it('runs Postgres 18, Redis 7 and this repository', () => {
    expect(services.postgres.image).toBe('postgres:18');
    expect(services.redis.image).toBe('redis:7');
    expect(services.parley.build).toBe('.');
    expect(existsSync(join(root, 'Dockerfile'))).toBe(true);
  });

  it('gives Parley settings that it accepts, with the addresses of its own Postgres and Redis', () => {
    const env = Object.fromEntries(
      Object.entries(services.parley.environment).map(([name, text]) => [
        name,
        fillIn(text, { POSTGRES_PASSWORD: 'a1' }),
      ]),
    );
    const config = readConfig(env);
    expect(config.host).toBe('0.0.0.0');
    expect(config.databaseUrl).toBe('postgres://parley:a1@postgres:5432/parley');
    expect(config.redisUrl).toBe('redis://redis:6379');
    expect(services.parley.ports).toContain(`${config.port}:${config.port}`);
    expect(config.publicUrl).toBe(`http://localhost:${config.port}`);
  });

  it('has no password of its own and asks for one', () => {
    expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?.+\}$/);
  });

  it('starts Parley only when Postgres and Redis are healthy', () => {
    for (const name of ['postgres', 'redis'] as const) {
      expect(services.parley.depends_on[name]).toEqual({ condition: 'service_healthy' });
      expect(services[name].healthcheck?.test[0]).toBe('CMD');
    }
  });

  it('keeps the record in a volume, in the place where Postgres 18 looks for it', () => {
    expect(services.postgres.volumes).toEqual(['record:/var/lib/postgresql']);
    expect(volumes).toHaveProperty('record');
  });

  it('creates the database with the locale that search needs', () => {
    const options = services.postgres.environment.POSTGRES_INITDB_ARGS?.split(' ');
    expect(options).toContain('--encoding=UTF8');
    expect(options).toContain('--builtin-locale=C.UTF-8');
  });

  it('lets Redis throw nothing out and wake timers a hundred times a second', () => {
    const options = services.redis.command?.join(' ');
    expect(options).toContain('--maxmemory-policy noeviction');
    expect(options).toContain('--hz 100');
  });

  it('opens neither Postgres nor Redis to the network', () => {
    expect([...services.postgres.ports, ...services.redis.ports]).toEqual([]);
  });
});

interface Instruction {
  word: string;
  rest: string;
}

function readDockerfile(): Instruction[][] {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === 'FROM') stages.push([]);
    if (word !== '') stages.at(-1)?.push({ word, rest });
  }
  return stages;
}

describe('The Dockerfile', () => {
  const stages = readDockerfile();
  const last = stages.at(-1) ?? [];
  const restOf = (word: string) => last.filter((step) => step.word === word).map((step) => step.rest);

  it('builds every stage on Node 24', () => {
    expect(stages.length).toBeGreaterThan(1);
    for (const [from] of stages) expect(from?.rest).toMatch(/^node:24-/);
  });

  it('installs only what the server needs', () => {
    const runs = stages.flat().filter((step) => step.word === 'RUN');
    expect(runs.map((step) => step.rest)).toContain('npm ci --omit=dev --omit=optional --ignore-scripts');
  });

  it('runs Node itself, so that signals reach the server, and not as root', () => {
    expect(restOf('CMD')).toEqual(['["node", "server/main.ts"]']);
    expect(restOf('USER')).toEqual(['node']);
  });

  it('tells by the health page whether it works', () => {
    expect(restOf('HEALTHCHECK')[0]).toContain('/healthz');
  });

  it('copies folders that are in the repository', () => {
    const copies = stages.flat().filter((step) => step.word === 'COPY' && !step.rest.startsWith('--from'));
    const sources = copies.flatMap((step) => step.rest.split(/\s+/).slice(0, -1));
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
  });

  it('leaves what the machine made out of the image', () => {
    const left = read('.dockerignore').split('\n');
    for (const name of ['.git', 'node_modules', 'data']) expect(left).toContain(name);
  });
});
