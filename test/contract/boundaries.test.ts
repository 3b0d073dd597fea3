// The house keeps its order: who may import whom, which file touches which technology, how files are named and how long.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Source {
  /** From the project's root, with slashes. */
  file: string;
  text: string;
  /** What it imports: packages by name, files from the project's root. */
  imports: string[];
}

function readSources(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\/(node_modules|dist)\//.test(file))
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s+\(?'([^']+)'/g)].map(([, target = '']) =>
        target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
      );
      return { file, text, imports };
    });
}

const server = readSources('server');
const shared = readSources('shared');
const client = readSources('client');
const others = [...readSources('test'), ...readSources('bench'), ...readSources('scripts')];

/** From left to right: a folder imports only from its left. */
const order = [
  'shared',
  'platform',
  'journal',
  'access',
  'stations',
  'lines',
  'watch',
  'officers',
  'incidents',
  'escalation',
  'alerts',
  'alarms',
  'messages',
  'notes',
  'search',
  'commands.ts',
  'demo',
  'wire',
  'app.ts',
  'start-words.ts',
  'main.ts',
];

function placeOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'server' ? second : top;
}

describe('The order of the house', () => {
  it('lets each folder of the server import only from those to its left', () => {
    const offences = server.flatMap(({ file, imports }) =>
      imports
        .filter((target) => /^(server|shared|client|test|bench)\//.test(target))
        .filter((target) => {
          const [from, to] = [placeOf(file), placeOf(target)];
          return from !== to && !(order.indexOf(to) >= 0 && order.indexOf(to) < order.indexOf(from));
        })
        .map((target) => `${file} imports ${target}, which stands to its right`),
    );
    expect(offences).toEqual([]);
  });

  it('has a place for every folder and file of the server', () => {
    const unknown = server.map(({ file }) => placeOf(file)).filter((place) => !order.includes(place));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('keeps shared on zod and itself, and the client on shared and itself', () => {
    const strays = [
      ...shared.flatMap(({ file, imports }) =>
        imports
          .filter((target) => target !== 'zod' && !target.startsWith('shared/'))
          .map((target) => [file, target]),
      ),
      ...client.flatMap(({ file, imports }) =>
        imports
          .filter((target) => /^(server|test|bench|scripts)\//.test(target))
          .map((target) => [file, target]),
      ),
    ];
    expect(strays).toEqual([]);
  });

  it('lets nothing that runs in production import a test', () => {
    const strays = [...server, ...shared, ...client].filter(({ imports }) =>
      imports.some((target) => target.startsWith('test/') || target === 'vitest'),
    );
    expect(strays.map(({ file }) => file)).toEqual([]);
  });
});

describe('Each technology', () => {
  const users = (test: (source: Source) => boolean) => server.filter(test).map(({ file }) => file);
  const importing = (name: RegExp) => users(({ imports }) => imports.some((target) => name.test(target)));

  it('of the wire is known to the wire alone', () => {
    expect(
      importing(/^(express|socket\.io|helmet)$/).filter((file) => !file.startsWith('server/wire/')),
    ).toEqual([]);
  });

  it('of the queue is known to one file alone', () => {
    expect(importing(/^bullmq$/)).toEqual(['server/platform/queue.ts']);
  });

  it('of the database stays in stores, in the journal and in the platform', () => {
    const mayTouchSql = /(^server\/(platform|journal)\/|(store|rows)\.ts$|^server\/app\.ts$)/;
    const sqlUsers = users(
      ({ imports, text }) =>
        imports.some((name) => /^(kysely|pg)$/.test(name)) ||
        /\.execute(TakeFirst|TakeFirstOrThrow)?\(\)/.test(text),
    );
    expect(sqlUsers.filter((file) => !mayTouchSql.test(file))).toEqual([]);
  });

  it('is unknown to the rules: a domain file imports shared and pure code, and awaits nothing', () => {
    const domains = server.filter(({ file }) => file.endsWith('domain.ts'));
    const impure = domains.filter(
      ({ imports, text }) =>
        /\b(await|Date\.now|new Date\(\)|Math\.random|randomUUID|newId)\b/.test(text) ||
        imports.some(
          (name) =>
            !/^(shared\/|server\/platform\/command\.ts$|server\/.*domain\.ts$|server\/stations\/manning\.ts$|server\/access\/(ends|policy)\.ts$|node:util$)/.test(
              name,
            ),
        ),
    );
    expect(domains.length).toBeGreaterThan(5);
    expect(impure.map(({ file, imports }) => ({ file, imports }))).toEqual([]);
  });
});

describe('Every file', () => {
  const all = [...server, ...shared, ...client, ...others];

  it('is named by a noun or a duty, in small letters with dashes', () => {
    const misnamed = all
      .map(({ file }) => path.posix.basename(file))
      .filter(
        (name) =>
          !/^[a-z0-9][a-z0-9-]*(\.test|\.config)?\.tsx?$/.test(name) ||
          /^(index|utils?|helpers?|manager|service|common)\.tsx?$/.test(name),
      );
    expect(misnamed).toEqual([]);
  });

  it('is short enough to be read at once', () => {
    const long = all
      .filter(({ file }) => !/(migrations|phrasebook)\//.test(file))
      .map(({ file, text }) => ({ file, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('begins with a sentence that says what it is for', () => {
    const silent = all.filter(({ text }) => !/^(#!.*\n)?(\/\/ |\/\*\*)/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('switches no check off', () => {
    const self = 'test/contract/boundaries.test.ts';
    const off = all.filter(
      ({ file, text }) =>
        file !== self && /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/.test(text),
    );
    expect(off.map(({ file }) => file)).toEqual([]);
  });
});
