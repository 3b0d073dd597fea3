// The documents: made from the schemas and nothing else, complete, and without a reference into the void.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { generateDocs } from '../../scripts/generate-docs.ts';
import { contracts, names } from '../../shared/commands.ts';
import { entryPayloads } from '../../shared/entry.ts';
import { errorCatalogue, errorCodes } from '../../shared/errors.ts';
import { serverEvents } from '../../shared/protocol.ts';

const root = resolve(import.meta.dirname, '../..');
const docs = generateDocs();
const textOf = (path: string) => docs[path] ?? '';

interface Operation {
  operationId: string;
  parameters?: unknown[];
  security?: unknown[];
  messages: { $ref: string }[];
  reply?: { messages: { $ref: string }[] };
}
interface Described {
  openapi?: string;
  asyncapi?: string;
  info: { version: string };
  paths: Record<string, { post?: Operation; get?: Operation }>;
  operations: Record<string, Operation>;
  components: { schemas: Record<string, unknown>; responses: Record<string, { description: string }> };
}
const openapi = JSON.parse(textOf('docs/openapi.json')) as Described;
const asyncapi = JSON.parse(textOf('docs/asyncapi.json')) as Described;
const protocol = textOf('docs/protocol.md');

function* referencesIn(value: unknown): Iterable<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield inner;
    else yield* referencesIn(inner);
  }
}

function resolves(document: object, reference: string): boolean {
  let at: unknown = document;
  for (const step of reference.slice('#/'.length).split('/')) {
    if (typeof at !== 'object' || at === null) return false;
    at = Object.entries(at).find(([key]) => key === step)?.[1];
  }
  return reference.startsWith('#/') && at !== undefined;
}

/** As GitHub makes them. */
const anchorsIn = (text: string) => [
  ...[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  ),
  ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
];

const pages = ['README.md', ...readdirSync(resolve(root, 'docs')).map((name) => `docs/${name}`)];

describe('The documents', () => {
  it.each(pages.filter((path) => path.endsWith('.md')))('%s points only to what is there', (path) => {
    const text = readFileSync(resolve(root, path), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => String(link));
    expect(links.filter((link) => !existsSync(resolve(root, dirname(path), link)))).toEqual([]);
  });

  it.each(Object.keys(docs))('%s is up to date (npm run docs)', (path) => {
    expect(readFileSync(resolve(root, path), 'utf8') === textOf(path), `${path}: run npm run docs`).toBe(
      true,
    );
  });

  it('come out the same every time', () => {
    expect(generateDocs()).toEqual(docs);
  });

  it('say which version they are of', () => {
    expect(openapi.openapi).toBe('3.1.0');
    expect(asyncapi.asyncapi).toBe('3.0.0');
    expect([openapi.info.version, asyncapi.info.version]).toEqual([manifest.version, manifest.version]);
    expect(protocol).toContain(`Parley ${manifest.version}`);
  });

  it.each([
    ['OpenAPI', openapi],
    ['AsyncAPI', asyncapi],
  ])('refer to nothing that is not there: %s', (_name, document) => {
    const broken = [...new Set(referencesIn(document))].filter((reference) => !resolves(document, reference));
    expect(broken).toEqual([]);
  });

  it('link to headings that are there, and each once', () => {
    const anchors = anchorsIn(protocol.replace(/^```[\s\S]*?^```/gm, ''));
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
    const links = [...protocol.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });
});

describe('OpenAPI', () => {
  it('has a path for every name and for the health of a node', () => {
    const wanted = [...names.map((name) => `/api/${name}`), '/healthz', '/readyz', '/metrics'];
    expect(Object.keys(openapi.paths).sort()).toEqual(wanted.sort());
  });

  it.each(names)('asks %s for a key and a token as its kind does', (name) => {
    const { post } = openapi.paths[`/api/${name}`] ?? {};
    expect(post?.parameters?.length ?? 0).toBe(contracts[name].kind === 'command' ? 1 : 0);
    expect(post?.security).toEqual('open' in contracts[name] ? [] : undefined);
  });

  it.each(errorCodes)('tells of %s under its status', (code) => {
    const { description } = openapi.components.responses[`Refused${errorCatalogue[code].status}`] ?? {};
    expect(description).toContain(`\`${code}\``);
  });
});

describe('AsyncAPI', () => {
  it('has an operation for every name and every event, and a reply to what is asked', () => {
    const asked = [...names, 'authenticate', 'sound'];
    const pushed = Object.keys(serverEvents);
    expect(Object.keys(asyncapi.operations).sort()).toEqual([...asked, ...pushed].sort());
    const replied = Object.entries(asyncapi.operations).filter(([, { reply }]) => reply);
    expect(replied.map(([name]) => name).sort()).toEqual(asked.sort());
  });

  it('describes what is sent as OpenAPI does', () => {
    expect(Object.keys(asyncapi.components.schemas)).toEqual(Object.keys(openapi.components.schemas));
  });
});

describe('The protocol', () => {
  it.each(names)('tells of %s', (name) => {
    expect(protocol).toContain(`### \`${name}\`\n\n${contracts[name].summary}\n`);
  });

  it.each(errorCodes)('has a line for the error %s', (code) => {
    const { status, retryable, message } = errorCatalogue[code];
    expect(protocol).toContain(`| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${message} |`);
  });

  it.each(Object.keys(entryPayloads))('has a line for entries of the kind %s', (kind) => {
    expect(protocol).toMatch(new RegExp(`^\\| \`${kind.replace('.', '\\.')}\` \\| [\\w, ]+ \\| \``, 'm'));
  });

  it.each(Object.keys(serverEvents))('has a line for the event %s', (event) => {
    expect(protocol).toContain(`| \`${event}\` | \``);
  });
});
