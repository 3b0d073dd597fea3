// The socket as AsyncAPI 3: every command and query as an event with an acknowledgement, and what the server pushes.
import { type Contract, contracts, type Name, names } from '../../shared/commands.ts';
import { failedReply, serverEvents } from '../../shared/protocol.ts';
import { events } from './events.ts';
import { components, idRef, inputRef, outputRef, type Schema, sentRef } from './schemas.ts';
import { title, version } from './title.ts';

interface Request {
  name: string;
  summary: string;
  /** Of `key` and `input`, what may not be left out. */
  required: string[];
  input: Schema;
  result: Schema;
}

const authenticate: Request = {
  name: 'authenticate',
  summary: 'Renew the authority of this connection with a new access token of the same session.',
  required: ['input'],
  input: {
    type: 'object',
    properties: { accessToken: { type: 'string', maxLength: 4_096 } },
    required: ['accessToken'],
    additionalProperties: false,
  },
  result: {
    type: 'object',
    properties: { expiresAt: { type: 'string', format: 'date-time' } },
    required: ['expiresAt'],
  },
};

const sound: Request = {
  name: 'sound',
  summary: 'Tell whether an alarm would be heard at this device; forgotten with the connection.',
  required: ['input'],
  input: {
    type: 'object',
    properties: { sounds: { type: 'boolean' } },
    required: ['sounds'],
    additionalProperties: false,
  },
  result: { type: 'object', additionalProperties: false },
};

function requestOf(name: Name): Request {
  const { kind, summary, input }: Contract = contracts[name];
  const required = [
    ...(kind === 'command' ? ['key'] : []),
    ...(input.safeParse({}).success ? [] : ['input']),
  ];
  return { name, summary, required, input: inputRef(name), result: outputRef(name) };
}
const requests = [authenticate, sound, ...names.map(requestOf)];

const socket = { $ref: '#/channels/socket' };
const onSocket = (message: string) => ({ $ref: `#/channels/socket/messages/${message}` });
const replyTo = (name: string) => `${name}.reply`;

function requestMessage({ name, summary, required, input }: Request): object {
  return {
    name,
    summary,
    payload: { type: 'object', properties: { key: idRef, input }, required, additionalProperties: false },
  };
}

function replyMessage({ name, result }: Request): object {
  const done: Schema = {
    type: 'object',
    properties: { ok: { const: true }, result },
    required: ['ok', 'result'],
  };
  return { name: replyTo(name), payload: { oneOf: [done, sentRef(failedReply)] } };
}

function messages(): Record<string, object> {
  return Object.fromEntries([
    ...requests.flatMap((request) => [
      [request.name, requestMessage(request)],
      [replyTo(request.name), replyMessage(request)],
    ]),
    ...Object.entries(serverEvents).map(([event, body]) => [event, { name: event, payload: sentRef(body) }]),
  ]);
}

function operations(): Record<string, object> {
  const asked = requests.map(({ name, summary }) => [
    name,
    {
      action: 'receive',
      channel: socket,
      summary,
      messages: [onSocket(name)],
      reply: { channel: socket, messages: [onSocket(replyTo(name))] },
      'x-ack': true,
    },
  ]);
  const pushed = Object.entries(events).map(([event, summary]) => [
    event,
    { action: 'send', channel: socket, summary, messages: [onSocket(event)] },
  ]);
  return Object.fromEntries([...asked, ...pushed]);
}

export function asyncapi(): object {
  const all = messages();
  return {
    asyncapi: '3.0.0',
    info: {
      title,
      version,
      description:
        'The socket, spoken in the protocol of Socket.IO 4. The name of a message is the event. Where an operation has `x-ack`, its reply is no event: it comes as the acknowledgement of the event that asked. How to connect, and how to follow a channel, is told in `protocol.md`.',
    },
    defaultContentType: 'application/json',
    servers: {
      demo: {
        host: '127.0.0.1:8420',
        pathname: '/socket.io/',
        protocol: 'ws',
        description: 'npm run demo. Websocket first; long polling where websockets do not pass.',
        security: [{ $ref: '#/components/securitySchemes/accessToken' }],
      },
    },
    channels: {
      socket: {
        address: '/',
        title: 'The default namespace of Socket.IO',
        messages: Object.fromEntries(
          Object.keys(all).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: operations(),
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'Given as `auth.token` in the handshake of Socket.IO, not as a header: `accessToken` of `session.open` or `session.renew`.',
        },
      },
      messages: all,
      schemas: components,
    },
  };
}
