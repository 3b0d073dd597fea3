// The commands and queries over HTTP as OpenAPI 3.1.
import { type Contract, contracts, type Name, names } from '../../shared/commands.ts';
import { type ErrorCode, errorCatalogue, errorCodes } from '../../shared/errors.ts';
import { failedReply } from '../../shared/protocol.ts';
import { componentOf, components, idRef, inputRef, outputRef, type Schema, sentRef } from './schemas.ts';
import { title, version } from './title.ts';

/** What a caller of any name may meet, and what else a kind of name answers with. */
const statusesOfAny = [400, 401, 413, 429, 500, 503];
const statusesOfKind: Record<Contract['kind'], number[]> = {
  command: [403, 404, 409],
  query: [404],
  session: [],
};
const statusesOfName: Partial<Record<Name, number[]>> = { 'setup.create_admin': [403, 409] };

const json = (schema: object) => ({ 'application/json': { schema } });

function refusals(): Record<string, object> {
  const byStatus = Map.groupBy(errorCodes, (code) => errorCatalogue[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([one], [other]) => one - other)
      .map(([status, codes]) => [`Refused${status}`, refusal(codes)]),
  );
}

function refusal(codes: readonly ErrorCode[]): object {
  const lines = codes.map((code) => {
    const { message, retryable } = errorCatalogue[code];
    return `- \`${code}\`: ${message}${retryable ? ' *The same request may be sent again.*' : ''}`;
  });
  const narrowed = { properties: { error: { properties: { code: { enum: codes } } } } };
  return { description: lines.join('\n'), content: json({ ...sentRef(failedReply), ...narrowed }) };
}

function done(result: object): object {
  return {
    description: 'Done; of a command: committed to disk.',
    content: json({
      type: 'object',
      properties: { ok: { const: true }, result },
      required: ['ok', 'result'],
    }),
  };
}

function operation(name: Name): object {
  const { kind, summary, input, ...contract }: Contract = contracts[name];
  const statuses = [...statusesOfAny, ...statusesOfKind[kind], ...(statusesOfName[name] ?? [])];
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary,
    ...(kind === 'command' && { parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }] }),
    ...(contract.open && { security: [] }),
    requestBody: { required: !input.safeParse({}).success, content: json(inputRef(name)) },
    responses: {
      200: done(outputRef(name)),
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
      ),
    },
  };
}

const ok = (value: boolean, more: object = {}): Schema => ({
  type: 'object',
  properties: { ok: { const: value }, ...more },
  required: ['ok', ...Object.keys(more)],
});

const health = {
  '/healthz': {
    get: {
      operationId: 'healthz',
      tags: ['health'],
      summary: 'The process runs.',
      security: [],
      responses: { 200: { description: 'It does.', content: json(ok(true)) } },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      tags: ['health'],
      summary: 'This node may get traffic: it is not stopping, and the record can be reached.',
      security: [],
      responses: {
        200: { description: 'It may.', content: json(ok(true)) },
        503: {
          description: 'It may not, and why.',
          content: json(ok(false, { reason: { type: 'string' } })),
        },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      tags: ['health'],
      summary: 'Metrics in the text format of Prometheus.',
      security: [],
      responses: {
        200: { description: 'The metrics.', content: { 'text/plain': { schema: { type: 'string' } } } },
        404: { description: 'They are told only to who asks from the machine of the node itself.' },
      },
    },
  },
};

/** With what tells the kinds of an entry apart. */
function schemas(): Record<string, Schema> {
  const entry = components.Entry;
  if (!entry?.oneOf) throw new Error('an entry is one of its kinds');
  const mapping = Object.fromEntries(
    entry.oneOf.map(({ $ref = '' }) => {
      const kind = componentOf($ref)[1].properties?.kind;
      return [typeof kind === 'object' ? kind.const : '', $ref];
    }),
  );
  return { ...components, Entry: { ...entry, discriminator: { propertyName: 'kind', mapping } } };
}

export function openapi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description:
        'Every command and query as `POST /api/<name>`. How keys, channels and cursors work is told in `protocol.md`; the same names over a socket in `asyncapi.json`.',
    },
    servers: [{ url: 'http://127.0.0.1:8420', description: 'npm run demo' }],
    security: [{ accessToken: [] }],
    paths: {
      ...Object.fromEntries(names.map((name) => [`/api/${name}`, { post: operation(name) }])),
      ...health,
    },
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: '`accessToken` of `session.open` or `session.renew`.',
        },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description:
            'A UUID made by the client: the same key and input get the same answer, never a second effect.',
          schema: idRef,
        },
      },
      responses: refusals(),
      schemas: schemas(),
    },
  };
}
