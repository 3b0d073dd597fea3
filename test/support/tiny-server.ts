// A real Socket.IO and HTTP server with a record in memory, small enough to fail on demand: for tests of the SDK alone.
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Entry } from '../../shared/entry.ts';
import { type ErrorCode, Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { SessionTokens } from '../../shared/nouns/session.ts';

interface Call {
  name: string;
  key: string | undefined;
  input: Record<string, unknown>;
  via: 'socket' | 'http';
}
type Handler = (call: Call) => unknown;

interface Session {
  sessionId: string;
  accessToken: string;
  refreshToken: string;
  spent: Set<string>;
  ended: boolean;
}

export type TinyServer = Awaited<ReturnType<typeof startTinyServer>>;

/** `tokenMs`: how long an access token lives. */
export async function startTinyServer({ tokenMs = 600_000 } = {}) {
  const channels = new Map<string, Entry[]>();
  const receipts = new Map<string, unknown>();
  const calls: Call[] = [];
  const sessions: Session[] = [];
  const handlers = new Map<string, Handler>();
  const faults = {
    /** How many of the next requests take effect without a reply. */
    loseReplies: 0,
    /** Whether entries are pushed. */
    pushes: true,
    /** Refusals for the next requests that are not about sessions. */
    refuse: [] as ErrorCode[],
    /** HTTP connections are cut. */
    cutHttp: false,
  };

  const issue = (session: Session): SessionTokens => {
    session.accessToken = `access-${newId()}`;
    session.refreshToken = `refresh-${newId()}`;
    const now = Date.now();
    return {
      sessionId: session.sessionId,
      accessToken: session.accessToken,
      refreshToken: session.refreshToken,
      accessExpiresAt: new Date(now + tokenMs).toISOString(),
      refreshExpiresAt: new Date(now + 86_400_000).toISOString(),
      serverTime: new Date(now).toISOString(),
    };
  };
  const sessionOf = (token: unknown): Session => {
    const session = sessions.find(({ accessToken }) => accessToken === token);
    if (!session) throw new Refusal('token_invalid');
    if (session.ended) throw new Refusal('session_ended');
    return session;
  };
  const entriesOf = (channelId: unknown): Entry[] => {
    const entries = channels.get(String(channelId));
    if (!entries) throw new Refusal('not_found');
    return entries;
  };
  const append = (channelId: string, text: string): Entry => {
    const entries = entriesOf(channelId);
    const entry: Entry = {
      ...{ seq: entries.length + 1, id: newId(), at: new Date().toISOString(), by: null },
      kind: 'message.posted',
      payload: { text, lang: 'en', marker: 'information' },
    };
    entries.push(entry);
    if (faults.pushes) io.emit('entries', { channelId, entries: [entry] });
    return entry;
  };

  const answers: Record<string, Handler> = {
    'session.open': ({ input }) => {
      if (input.password !== 'right') throw new Refusal('sign_in_failed');
      const session = {
        sessionId: newId(),
        accessToken: '',
        refreshToken: '',
        spent: new Set<string>(),
        ended: false,
      };
      sessions.push(session);
      return issue(session);
    },
    'session.renew': ({ input }) => {
      const given = String(input.refreshToken);
      for (const session of sessions) if (session.spent.has(given)) session.ended = true;
      const session = sessions.find(({ refreshToken }) => refreshToken === given);
      if (!session || session.ended) throw new Refusal('session_ended');
      session.spent.add(given);
      return issue(session);
    },
    'session.close': () => ({}),
    'message.post': ({ input }) => {
      const { seq, at } = append(String(input.channelId), String(input.text));
      return { channelId: input.channelId, seq, at };
    },
    'channel.heads': ({ input }) => ({
      heads: (input.channelIds as string[]).flatMap((channelId) => {
        const entries = channels.get(channelId);
        return entries ? [{ channelId, headSeq: entries.length }] : [];
      }),
    }),
    'channel.entries': ({ input }) => {
      const entries = entriesOf(input.channelId);
      const limit = Number(input.limit);
      const found =
        input.beforeSeq === undefined
          ? entries.slice(Number(input.afterSeq ?? 0)).slice(0, limit)
          : entries.slice(0, Number(input.beforeSeq) - 1).slice(-limit);
      return { entries: found, headSeq: entries.length };
    },
    'channel.mark': ({ input }) => ({ deliveredSeq: input.deliveredSeq, openedSeq: input.openedSeq }),
  };

  const run = (call: Call, token: unknown): unknown => {
    calls.push(call);
    const isOpen = call.name === 'session.open' || call.name === 'session.renew';
    if (!isOpen) {
      sessionOf(token);
      const code = faults.refuse.shift();
      if (code) throw new Refusal(code);
      if (call.key !== undefined && receipts.has(call.key)) return receipts.get(call.key);
    }
    const handler = handlers.get(call.name) ?? answers[call.name];
    if (!handler) throw new Refusal('unknown_command');
    const result = handler(call);
    if (call.key !== undefined) receipts.set(call.key, result);
    return result;
  };
  const replyTo = (call: Call, token: unknown) => {
    try {
      return { ok: true, result: run(call, token) };
    } catch (error) {
      return { ok: false, error: (error instanceof Refusal ? error : new Refusal('internal')).toBody() };
    }
  };
  const isLost = () => {
    if (faults.loseReplies === 0) return false;
    faults.loseReplies -= 1;
    return true;
  };

  const files = new Map<string, { type: string; body: string }>();
  const http = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) return response.setHeader('content-type', file.type).end(file.body);
    if (request.method !== 'POST') return response.writeHead(404).end();
    const [, , name = ''] = (request.url ?? '').split('/');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (faults.cutHttp) return request.socket.destroy();
      const key = request.headers['idempotency-key'];
      const input = JSON.parse(Buffer.concat(chunks).toString());
      const token = request.headers.authorization?.replace('Bearer ', '');
      const reply = replyTo(
        { name, key: key === undefined ? undefined : String(key), input, via: 'http' },
        token,
      );
      if (isLost()) return request.socket.destroy();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(reply));
    });
  });
  const io = new Server(http, { transports: ['websocket', 'polling'] });
  io.use((socket, next) => {
    try {
      sessionOf(socket.handshake.auth.token);
      next();
    } catch (error) {
      next(Object.assign(new Error('refused'), { data: (error as Refusal).toBody() }));
    }
  });
  io.on('connection', (socket: Socket) => {
    socket.data.token = socket.handshake.auth.token;
    socket.onAny((name: string, request: { key?: string; input: Record<string, unknown> }, reply) => {
      if (name === 'authenticate') {
        socket.data.token = request.input.accessToken;
        calls.push({ name, key: undefined, input: request.input, via: 'socket' });
        return reply({ ok: true, result: { expiresAt: new Date().toISOString() } });
      }
      const answer = replyTo(
        { name, key: request.key, input: request.input, via: 'socket' },
        socket.data.token,
      );
      if (!isLost()) reply(answer);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    io,
    faults,
    calls,
    sessions,
    channels,
    receipts,
    append,
    /** Serves a file to browsers. */
    serve: (path: string, type: string, body: string) => files.set(path, { type, body }),
    callsOf: (name: string) => calls.filter((call) => call.name === name),
    answer: (name: string, handler: Handler) => handlers.set(name, handler),
    /** Cuts every connection as a lost network would. */
    cut: () => {
      for (const socket of io.of('/').sockets.values()) socket.conn.close();
    },
    sockets: () => io.of('/').sockets.size,
    close: () => io.close(),
  };
}
