/** The socket to the server: connects, comes back by itself, stays authenticated, carries requests, hears pushes. */
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { InputOf, Name, OutputOf } from '../../shared/commands.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import type { Id } from '../../shared/ids.ts';
import type { heads, presence, seats, sessionEnded } from '../../shared/protocol.ts';
import { createLink, type LinkState } from './link.ts';
import { type Observable, type Topic, topic } from './observable.ts';
import { passingRefusal, readRefusal, readReply } from './reply.ts';
import type { Session } from './session.ts';
import { Unreachable } from './unreachable.ts';
import { backoffMs } from './waiting.ts';

export type Heads = z.infer<typeof heads>['heads'];
export type Presence = z.infer<typeof presence>;
export type Seats = z.infer<typeof seats>;

/** What the server pushes: hints, the journal is the truth. */
export interface Pushes {
  entries: Topic<EntryBatch>;
  heads: Topic<Heads>;
  presence: Topic<Presence>;
  seats: Topic<Seats>;
  /** Anything at all, a heartbeat too. */
  heard: Topic<undefined>;
}

export interface Connection {
  state: Observable<LinkState>;
  pushes: Pushes;
  /** When anything was last heard from the server, by this device's clock; null before the first word. */
  readonly lastEventAt: number | null;
  /** The access token this connection was last authenticated with. */
  readonly token: string | undefined;
  /** Asks once; throws {@link Unreachable} when not connected, disconnected meanwhile, or not answered in time. */
  request<N extends Name>(name: N, input: InputOf<N>, key?: Id): Promise<OutputOf<N>>;
  /** Tells the server, now and after every connect, whether an alarm would be heard at this device. */
  tellSound(sounds: boolean): void;
  /** Connects whenever somebody is signed in, until `stop`. */
  start(): void;
  stop(): void;
}

export interface ConnectionOptions {
  url: string;
  session: Session;
  ackTimeoutMs?: number | undefined;
}

const soundAgainMs = 1_000;

type Hears = {
  entries: (batch: EntryBatch) => void;
  heads: (body: z.infer<typeof heads>) => void;
  presence: (body: Presence) => void;
  seats: (body: Seats) => void;
  'session-ended': (body: z.infer<typeof sessionEnded>) => void;
};
/** `request` types names and replies by the contract; what arrives is checked by `readReply`. */
type Says = { [name: string]: (request: object, reply: (body: unknown) => void) => void };

const transports = ['websocket', 'polling'];
const tokenRefusals = new Set(['token_invalid', 'unauthenticated', 'session_ended']);

/** A connection for `session`, not started yet. */
export function createConnection({ url, session, ackTimeoutMs = 10_000 }: ConnectionOptions): Connection {
  const socket: Socket<Hears, Says> = io(new URL(url).origin, {
    autoConnect: false,
    forceNew: true,
    transports,
    tryAllTransports: true,
    timeout: 8_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    auth: (give) => void introduce(give),
  });
  const pushes: Pushes = {
    entries: topic(),
    heads: topic(),
    presence: topic(),
    seats: topic(),
    heard: topic(),
  };
  const link = createLink(() => reconnect());
  let wanted = false;
  let sessionId: Id | undefined;
  let token: string | undefined;
  let stale: string | undefined;
  let lastEventAt: number | null = null;
  let introductions = 0;
  let failures = 0;
  let sounds = false;
  let returning: ReturnType<typeof setTimeout> | undefined;
  let tellingAgain: ReturnType<typeof setTimeout> | undefined;

  const isOn = () => wanted && session.state.get().status === 'signed_in';
  const reconnect = () => {
    clearTimeout(returning);
    socket.disconnect();
    if (!isOn()) return link.idle();
    link.trying();
    socket.connect();
  };
  /** The server turned us away or closed: socket.io does not come back from that by itself. */
  const comeBack = () => {
    clearTimeout(returning);
    socket.disconnect();
    if (!isOn()) return link.idle();
    link.trying();
    returning = setTimeout(reconnect, backoffMs(failures++));
  };
  const introduce = async (give: (auth: object) => void) => {
    introductions += 1;
    const mine = introductions;
    const next = await session.token(stale).catch(() => undefined);
    // The transport may have changed while a renewal was under way: one connection is introduced once.
    if (mine !== introductions || !isOn()) return;
    if (next === undefined) return comeBack();
    token = next;
    stale = undefined;
    give({ token });
  };
  const authenticateAgain = (next: string) => {
    if (!socket.connected || next === token) return;
    socket
      .timeout(ackTimeoutMs)
      .emit('authenticate', { input: { accessToken: next } }, (lost: Error | null, body: unknown) => {
        if (!lost && typeof body === 'object' && body !== null && 'ok' in body && body.ok === true)
          token = next;
        else if (socket.connected) comeBack();
      });
  };
  const followSession = () => {
    const state = session.state.get();
    const next = state.status === 'signed_in' ? state.sessionId : undefined;
    if (next === sessionId && isOn() === socket.active) return;
    sessionId = next;
    reconnect();
  };
  const unfollow = [session.state.subscribe(followSession), session.renewed.on(authenticateAgain)];

  const tellSound = () => {
    clearTimeout(tellingAgain);
    if (!socket.connected) return;
    // Without an answer the connection is ending, and the next one tells again.
    socket.emit('sound', { input: { sounds } }, (body) => {
      // Told too often: what is true by then is told once more.
      const refusal = passingRefusal(body);
      if (refusal) tellingAgain = setTimeout(tellSound, refusal.details.retryAfterMs ?? soundAgainMs);
    });
  };

  const heard = () => {
    lastEventAt = Date.now();
    pushes.heard.emit(undefined);
  };
  socket.io.on('packet', heard);
  socket.io.on('ping', heard);
  // A proxy that swallows websockets without a word never fails: every other try begins with polling, and climbs from there.
  socket.io.on('reconnect_attempt', (attempt) => {
    socket.io.opts.transports = attempt % 2 === 1 ? ['polling', 'websocket'] : transports;
  });
  socket.on('connect', () => {
    failures = 0;
    link.connected();
    if (sounds) tellSound();
  });
  socket.on('connect_error', (error) => {
    if (socket.active) return;
    if (tokenRefusals.has(readRefusal(error.data).code)) stale = token;
    comeBack();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') comeBack();
    else if (reason !== 'io client disconnect') link.trying();
  });
  socket.on('session-ended', ({ reason }) => {
    if (reason === 'expired') stale = token;
    else if (reason !== 'too_slow') void session.end(reason);
  });
  socket.on('entries', (batch) => pushes.entries.emit(batch));
  socket.on('heads', (body) => pushes.heads.emit(body.heads));
  socket.on('presence', (body) => pushes.presence.emit(body));
  socket.on('seats', (body) => pushes.seats.emit(body));

  return {
    state: link.state,
    pushes,
    get lastEventAt() {
      return lastEventAt;
    },
    get token() {
      return token;
    },
    request(name, input, key) {
      return new Promise((resolve, reject) => {
        if (!socket.connected) return reject(new Unreachable('the server is not connected', { key }));
        socket
          .timeout(ackTimeoutMs)
          .emit(name, key ? { key, input } : { input }, (lost: Error | null, body: unknown) => {
            if (lost) return reject(new Unreachable('the server did not answer', { cause: lost, key }));
            try {
              resolve(readReply(name, body));
            } catch (refusal) {
              reject(refusal);
            }
          });
      });
    },
    tellSound(next) {
      if (next === sounds) return;
      sounds = next;
      tellSound();
    },
    start() {
      wanted = true;
      followSession();
    },
    stop() {
      wanted = false;
      clearTimeout(tellingAgain);
      for (const off of unfollow) off();
      reconnect();
      link.close();
    },
  };
}
