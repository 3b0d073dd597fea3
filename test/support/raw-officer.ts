// An officer without the SDK: bare frames and bare HTTP, as an attacker or a careless program would send them.
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import type { InputOf } from '../../shared/commands.ts';
import { type ErrorCode, errorBody } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { type SessionTokens, sessionTokens } from '../../shared/nouns/session.ts';
import { until } from './until.ts';
import { password } from './world.ts';

const reply = z.union([
  z.strictObject({ ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorBody }),
]);
export type RawReply = z.infer<typeof reply>;

export interface Answer {
  reply: RawReply;
  /** The reply as it travelled, to compare byte for byte. */
  text: string;
  /** Of HTTP; null over the socket. */
  status: number | null;
}

/** Anything but a string is sent as JSON. */
export interface HttpOptions {
  key?: string | undefined;
  token?: string | null;
  headers?: Record<string, string>;
  method?: string;
}

/** One bare request to a path below the server. */
export async function askHttp(
  url: string,
  path: string,
  body: unknown,
  { key, token, headers = {}, method = 'POST' }: HttpOptions = {},
): Promise<Answer> {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { reply: reply.parse(JSON.parse(text)), text, status: response.status };
}

/** The code of a refusal, or `ok`. */
export const codeOf = ({ reply: said }: Answer): ErrorCode | 'ok' => (said.ok ? 'ok' : said.error.code);

/** The first answer that is not “later”: what a machine too busy to serve says of nothing that was asked. */
export const untilReached = (request: () => Promise<Answer>): Promise<Answer> =>
  until(
    async () => {
      const answer = await request();
      return codeOf(answer) !== 'unavailable' && answer;
    },
    { what: 'an answer' },
  );

/**
 * A connection with this token; resolves when it is let in, with the refusal's code when it is not, and rejects when it
 * ends without a word.
 */
export async function knock(url: string, auth: object | undefined): Promise<Socket | ErrorCode> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(auth && { auth }),
  });
  return new Promise((resolve, reject) => {
    const gone = (reason: string) =>
      reject(new Error(`the connection ended before it was let in: ${reason}`));
    socket.once('disconnect', gone);
    socket.once('connect', () => {
      socket.off('disconnect', gone);
      resolve(socket);
    });
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      socket.disconnect();
      const body = errorBody.safeParse(error.data);
      if (body.success) resolve(body.data.code);
      else reject(error);
    });
  });
}

export interface RawOfficer {
  tokens: SessionTokens;
  socket: Socket;
  /** Whatever was pushed, `[event, body]`, in order. */
  pushed: [event: string, body: unknown][];
  /** `socket.emit(name, ...frame, reply)`. */
  emit(name: string, ...frame: unknown[]): Promise<Answer>;
  /** The envelope made: a key of its own unless one is given. */
  ask(name: string, input: unknown, key?: string): Promise<Answer>;
  /** The same over HTTP. */
  post(name: string, input: unknown, options?: HttpOptions): Promise<Answer>;
  /** As `ask` and `post`, but asked again with the same key while a busy machine says “later”. */
  reach(name: string, input: unknown, key?: string): Promise<Answer>;
  reachHttp(name: string, input: unknown, options?: HttpOptions): Promise<Answer>;
  /** The result of a request that must be granted; asked again while the record is out of reach of a busy machine. */
  get<T = Record<string, unknown>>(name: string, input: unknown, key?: string): Promise<T>;
  close(): void;
}

export async function openSession(
  url: string,
  username: string,
  more: Partial<InputOf<'session.open'>> = {},
): Promise<SessionTokens> {
  const ask = () => askHttp(url, 'api/session.open', { username, password, ...more });
  const { reply: said } = await untilReached(ask);
  if (!said.ok) throw new Error(`${username} cannot sign in: ${said.error.code}`);
  return sessionTokens.parse(said.result);
}

export async function rawOfficer(url: string, username: string): Promise<RawOfficer> {
  const tokens = await openSession(url, username);
  return until(() => sitDown(url, username, tokens), { what: `${username} is connected` });
}

async function sitDown(url: string, username: string, tokens: SessionTokens): Promise<RawOfficer> {
  const socket = await knock(url, { token: tokens.accessToken });
  if (typeof socket === 'string') throw new Error(`${username} is not let in: ${socket}`);
  const pushed: [string, unknown][] = [];
  socket.onAny((event: string, body: unknown) => pushed.push([event, body]));
  const emit = (name: string, ...frame: unknown[]) =>
    new Promise<Answer>((resolve, reject) => {
      const gone = (reason: string) => reject(new Error(`the connection ended without a reply: ${reason}`));
      if (!socket.connected) return gone('earlier');
      socket.once('disconnect', gone);
      socket.emit(name, ...frame, (body: unknown) => {
        socket.off('disconnect', gone);
        resolve({ reply: reply.parse(body), text: JSON.stringify(body), status: null });
      });
    });
  const ask: RawOfficer['ask'] = (name, input, key = newId()) => emit(name, { key, input });
  const post: RawOfficer['post'] = (name, input, options = {}) =>
    askHttp(url, `api/${name}`, JSON.stringify(input), {
      key: newId(),
      token: tokens.accessToken,
      ...options,
    });
  const reach: RawOfficer['reach'] = (name, input, key = newId()) =>
    untilReached(() => ask(name, input, key));
  // Whoever has an answer sits in his rooms: from here on nothing is pushed past him.
  await reach('session.me', {});
  return {
    tokens,
    socket,
    pushed,
    emit,
    ask,
    post,
    reach,
    reachHttp(name, input, options = {}) {
      const key = newId();
      return untilReached(() => post(name, input, { key, ...options }));
    },
    async get<T>(name: string, input: unknown, key: string = newId()) {
      const { reply: said } = await reach(name, input, key);
      if (!said.ok) throw new Error(`${username} was refused ${name}: ${JSON.stringify(said.error)}`);
      return said.result as T;
    },
    close: () => socket.disconnect(),
  };
}

/** A bare WebSocket that speaks engine.io by hand: `40` connects, `42[...]` is an event. */
export interface Wire {
  send(frame: string | Uint8Array): void;
  heard: string[];
  closed(): Promise<void>;
  close(): void;
}

export async function openWire(url: string): Promise<Wire> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  let isClosed = false;
  socket.addEventListener('message', ({ data }) => heard.push(String(data)));
  socket.addEventListener('close', () => {
    isClosed = true;
  });
  await until(() => heard.some((frame) => frame.startsWith('0')), { what: 'the engine to open' });
  return {
    heard,
    send: (frame) => socket.send(frame),
    closed: async () => void (await until(() => isClosed, { what: 'the connection to be closed' })),
    close: () => socket.close(),
  };
}
