// The socket: who may connect, one handler for every command, and what is pushed after a commit.
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import { Refusal, refuse } from '../../shared/errors.ts';
import { maxFrameBytes, requestEnvelope, type sessionEnded, soundInput } from '../../shared/protocol.ts';
import type { Access } from '../access/access.ts';
import type { Limits } from '../access/limits.ts';
import type { Revocations } from '../access/revocations.ts';
import type { Database } from '../platform/database.ts';
import { toRefusal } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { addressOf } from './address.ts';
import { asksTooMuch, listensTooSlowly } from './backlog.ts';
import { createCork } from './cork.ts';
import { type Dispatch, parseBy } from './dispatch.ts';
import { createPace } from './pace.ts';
import type { Presence } from './presence.ts';
import { type OfficerServer, type OfficerSocket, type Seat, settleRooms } from './rooms.ts';

export interface SocketDeps {
  db: Database;
  access: Access;
  limits: Limits;
  revocations: Revocations;
  dispatch: Dispatch;
  presence: Presence;
  /** Origins from which a browser may connect; a client without an Origin is no browser. */
  origins: ReadonlySet<string>;
  logger: Logger;
  metrics: Metrics;
}

export interface Sockets {
  io: OfficerServer;
  deliver(audience: string, channelId: string, entries: readonly Entry[]): void;
  end(sessionId: string, reason: z.infer<typeof sessionEnded>['reason']): void;
  /** Re-reads what the sockets of one officer, or of all, may hear. Never rejects. */
  resettle(officerId?: string): Promise<void>;
  close(): Promise<void>;
}

const authenticateInput = z.strictObject({ accessToken: z.string().max(4_096) });
/** Not strict: another library on the client may add what it likes. */
const introductionSchema = z.object({ token: z.string().min(1) });

function createServer(httpServer: HttpServer, origins: ReadonlySet<string>): OfficerServer {
  return new Server(httpServer, {
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: maxFrameBytes,
    perMessageDeflate: false,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    serveClient: false,
    // `cors` does not stop a WebSocket of a foreign page; this does.
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const own = origin === undefined || origins.has(origin) || sameHost(origin, host);
      decide(own ? null : 'foreign origin', own);
    },
  });
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

export function createSockets(httpServer: HttpServer, deps: SocketDeps): Sockets {
  const { db, access, limits, revocations, dispatch, presence, logger, metrics } = deps;
  const io = createServer(httpServer, deps.origins);
  io.engine.on('connection', createCork());
  io.engine.on('connection', createPace(limits.framesPerSecond));

  io.use((socket, next) => {
    const introduction = introductionSchema.safeParse(socket.handshake.auth);
    const address = addressOf(socket.request);
    const letIn = async () => {
      await limits.takeConnection(address);
      return access.seat(introduction.success ? introduction.data.token : refuse('unauthenticated'));
    };
    letIn()
      .then((seat) => {
        Object.assign(socket.data, { ...seat, address } satisfies Seat);
        next();
      })
      .catch((error: unknown) => {
        const refusal = toRefusal(error);
        next(Object.assign(new Error(refusal.code), { data: refusal.toBody() }));
      });
  });

  async function authenticate(socket: OfficerSocket, input: unknown): Promise<{ expiresAt: string }> {
    const { accessToken } = parseBy(authenticateInput, input);
    const seat = await access.seat(accessToken);
    // A connection stays one officer's: another's token must not inherit its rooms.
    if (seat.officerId !== socket.data.officerId || seat.sessionId !== socket.data.sessionId) {
      throw new Refusal('token_invalid');
    }
    Object.assign(socket.data, seat);
    expireLater(socket);
    return { expiresAt: seat.expiresAt };
  }

  const expiries = new Map<string, NodeJS.Timeout>();
  function expireLater(socket: OfficerSocket): void {
    clearTimeout(expiries.get(socket.id));
    const left = Date.parse(socket.data.expiresAt) - Date.now();
    expiries.set(
      socket.id,
      setTimeout(() => endSocket(socket, 'expired'), Math.max(0, left)),
    );
  }

  function endSocket(socket: OfficerSocket, reason: z.infer<typeof sessionEnded>['reason']): void {
    socket.emit('session-ended', { reason });
    socket.disconnect(true);
  }

  /** Whether the alarm of this device sounds: a state of the connection, and gone with it. */
  function hearSound(socket: OfficerSocket, input: unknown): object {
    presence.sounds(socket.id, parseBy(soundInput, input).sounds);
    return {};
  }

  /** What concerns the connection alone, no command and no query. */
  const ofConnection: Record<string, (socket: OfficerSocket, input: unknown) => object | Promise<object>> = {
    authenticate,
    sound: hearSound,
  };

  async function answer(socket: OfficerSocket, name: string, request: unknown) {
    const envelope = requestEnvelope.safeParse(request);
    if (!envelope.success) {
      const issues = [{ path: '', problem: 'send one object with key and input' }];
      return {
        reply: { ok: false as const, error: new Refusal('invalid_input', { issues }).toBody() },
        publish: () => undefined,
      };
    }
    const { key, input } = envelope.data;
    const tell = Object.hasOwn(ofConnection, name) ? ofConnection[name] : undefined;
    if (tell) {
      const publish = () => undefined;
      try {
        await limits.takeEvent(socket.data.officerId, socket.data.address);
        return { reply: { ok: true as const, result: await tell(socket, input) }, publish };
      } catch (error) {
        return { reply: { ok: false as const, error: toRefusal(error).toBody() }, publish };
      }
    }
    const { sessionId, officerId, organisationId, address } = socket.data;
    return dispatch({ name, key, input, address, caller: { sessionId, officerId, organisationId } });
  }

  /** Who may hear what is not known when this fails: he is let go, comes back, and is seated by the record. */
  const settle = (socket: OfficerSocket) =>
    settleRooms(db, socket).catch((error: unknown) => {
      logger.warn({ err: error }, 'an officer could not be seated');
      socket.disconnect(true);
    });

  io.on('connection', (socket) => {
    metrics.sockets.inc();
    revocations.register(socket.data);
    const { officerId, stationId } = socket.data;
    presence.joined({ id: socket.id, officerId, stationId });
    expireLater(socket);
    const settled = settle(socket);

    // Without a place to reply to, nothing is run: the sender could never learn what happened.
    socket.onAny((name: string, ...args: unknown[]) => {
      const reply = args.at(-1);
      if (typeof reply !== 'function') return;
      const [request = {}] = args.length === 2 ? args : args.length === 1 ? [] : [args];
      // The first reply follows the first seat: whoever has an answer already hears what is pushed after it.
      void settled
        .then(() => answer(socket, name, request))
        .then(async (answered) => {
          // Whoever is cut off hears why before he hears that he is.
          const isOver = !answered.reply.ok && answered.reply.error.code === 'session_ended';
          if (isOver) await revocations.checkNow();
          reply(answered.reply);
          answered.publish();
          if (asksTooMuch(socket)) endSocket(socket, 'too_slow');
        });
    });

    socket.on('disconnect', () => {
      metrics.sockets.dec();
      clearTimeout(expiries.get(socket.id));
      expiries.delete(socket.id);
      revocations.unregister(socket.data);
      presence.left(socket.id);
    });
  });

  function localSockets(): OfficerSocket[] {
    return [...io.of('/').sockets.values()];
  }

  function dropSlow(audience: string): void {
    for (const socketId of io.of('/').adapter.rooms.get(audience) ?? []) {
      const socket = io.of('/').sockets.get(socketId);
      if (socket && listensTooSlowly(socket)) endSocket(socket, 'too_slow');
    }
  }

  return {
    io,
    deliver(audience, channelId, entries) {
      const members = io.of('/').adapter.rooms.get(audience)?.size ?? 0;
      if (members === 0) return;
      io.local.to(audience).emit('entries', { channelId, entries: [...entries] });
      metrics.deliveriesTotal.inc(members * entries.length);
      dropSlow(audience);
    },
    end(sessionId, reason) {
      for (const socket of localSockets()) if (socket.data.sessionId === sessionId) endSocket(socket, reason);
    },
    async resettle(officerId) {
      for (const socket of localSockets()) {
        if (officerId !== undefined && socket.data.officerId !== officerId) continue;
        await settle(socket);
      }
    },
    async close() {
      for (const timer of expiries.values()) clearTimeout(timer);
      await io.close();
    },
  };
}
