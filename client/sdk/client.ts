/** The client: one officer's seat at the hotline, in a browser or in Node. */
import type { InputOf, OutputOf, SessionName } from '../../shared/commands.ts';
import type { EntryBatch } from '../../shared/entry.ts';
import type { Id } from '../../shared/ids.ts';
import type { Me } from '../../shared/nouns/session.ts';
import { type ChannelLog, openChannel } from './channel-log.ts';
import { createConnection, type Presence, type Seats } from './connection.ts';
import { reportFromDevice } from './device-reports.ts';
import { createFollower, type Follower } from './follow.ts';
import { createHttp } from './http.ts';
import { type IncidentView, openIncident } from './incident.ts';
import type { LinkState } from './link.ts';
import { createMarks, type Marks } from './marks.ts';
import { derived, type Observable } from './observable.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { memoryOutboxStore, type OutboxStore } from './outbox-store.ts';
import { createSend, type Send } from './send.ts';
import { createServerClock } from './server-clock.ts';
import { createSession, type EndReason, type Session, type SessionState } from './session.ts';
import { memoryTokenStore, type TokenStore } from './token-store.ts';

export interface ConnectOptions {
  /** Where the server is, `https://parley.example`. */
  url: string;
  /** What the officer's own side reads as the device. */
  device: string;
  /** In memory when left out. */
  tokenStore?: TokenStore | undefined;
  /** In memory when left out. */
  outboxStore?: OutboxStore | undefined;
  /** False for a script that asks and leaves: HTTP only, nothing is pushed. */
  live?: boolean | undefined;
  /** Whether a person sits at this device: alerts are then marked delivered, and calls to that person confirmed. */
  autoConfirmCalls?: boolean | undefined;
  fetch?: typeof globalThis.fetch | undefined;
}

export interface ClientState {
  session: SessionState;
  link: LinkState;
}

export interface ParleyClient {
  state: Observable<ClientState>;
  signIn: Session['signIn'];
  signOut: Session['signOut'];
  /** A name of the kind `session`, such as `setup.status` or `session.change_password`; tried once. */
  call<N extends SessionName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  send: Send;
  follow: Follower['follow'];
  channel(channelId: Id): Promise<ChannelLog>;
  incident(incidentId: Id): Promise<IncidentView>;
  outbox: Outbox;
  /** Who is signed in; asked once a session unless `fresh`. */
  me(options?: { fresh?: boolean }): Promise<Me>;
  mark: Marks['mark'];
  /** Now by the server's clock, in milliseconds: what countdowns count by. */
  serverNow(): number;
  /** When anything was last heard from the server, by this device's clock. */
  lastEventAt(): number | null;
  /** Whatever is pushed, of any channel: a hint for lists and alarms, with gaps and doubles. */
  onEntries(handler: (batch: EntryBatch) => void): () => void;
  onPresence(handler: (presence: Presence) => void): () => void;
  /** The server was heard: a push, a reply or a heartbeat. */
  onHeard(handler: () => void): () => void;
  /** At a station of one's own side a seat came or went, or its alarm sound was turned on or off. */
  onSeats(handler: (seats: Seats) => void): () => void;
  /** Tells one's own side whether an alarm would be heard at this device. */
  tellSound(sounds: boolean): void;
  /** The session is over and somebody must sign in again. */
  onEnded(handler: (reason: EndReason) => void): () => void;
  /** Settles when the stored session, if any, has been read. */
  ready: Promise<void>;
  close(): void;
}

/** A client of the server at `url`, signed in already where `tokenStore` holds a session. */
export function connect(options: ConnectOptions): ParleyClient {
  const { url, device, live = true, autoConfirmCalls = true } = options;
  const clock = createServerClock();
  const http = createHttp({ url, fetch: options.fetch });
  const session = createSession({
    ...{ http, device, onServerTime: clock.learn },
    store: options.tokenStore ?? memoryTokenStore(),
  });
  const connection = createConnection({ url, session });
  const send = createSend({ connection, http, session, onServerTime: clock.learn });
  const follower = createFollower({ connection, send });
  const marks = createMarks(send);
  const incidentChannels = new Map<Id, Id>();
  const outbox = createOutbox({
    send,
    store: options.outboxStore ?? memoryOutboxStore(),
    isConnected: derived([connection.state], () => connection.state.get().status === 'connected'),
    laneOf(name, input) {
      if ('channelId' in input) return input.channelId;
      if ('incidentId' in input) return incidentChannels.get(input.incidentId) ?? input.incidentId;
      return name;
    },
  });

  let known: { sessionId: Id; me: Promise<Me> } | null = null;
  const me: ParleyClient['me'] = async ({ fresh = false } = {}) => {
    await session.open();
    const state = session.state.get();
    const sessionId = state.status === 'signed_in' ? state.sessionId : '';
    if (!fresh && known?.sessionId === sessionId) return await known.me;
    const asking = { sessionId, me: send('session.me', {}) };
    known = asking;
    return await asking.me.catch((error: unknown) => {
      if (known === asking) known = null;
      throw error;
    });
  };
  const openOutbox = () => {
    const state = session.state.get();
    if (state.status === 'signed_in') void outbox.open(state.username);
  };
  const offs = [session.state.subscribe(openOutbox)];
  if (autoConfirmCalls) offs.push(reportFromDevice({ connection, marks, send, me }));
  if (live) connection.start();
  const ready = session.open();

  return {
    state: derived([session.state, connection.state], () => ({
      session: session.state.get(),
      link: connection.state.get(),
    })),
    signIn: session.signIn,
    signOut: session.signOut,
    async call(name, input) {
      await ready;
      const isSignedIn = session.state.get().status === 'signed_in';
      return await http.call(name, input, { token: isSignedIn ? await session.token() : undefined });
    },
    send,
    follow: follower.follow,
    channel: (channelId) => openChannel({ follower, send }, channelId),
    async incident(incidentId) {
      const view = await openIncident({ follower, send }, incidentId);
      incidentChannels.set(incidentId, view.log.channelId);
      return view;
    },
    outbox,
    me,
    mark: marks.mark,
    serverNow: clock.now,
    lastEventAt: () => connection.lastEventAt,
    onEntries: follower.onAnyEntries,
    onPresence: (handler) => connection.pushes.presence.on(handler),
    onHeard: (handler) => connection.pushes.heard.on(handler),
    onSeats: (handler) => connection.pushes.seats.on(handler),
    tellSound: connection.tellSound,
    onEnded: (handler) =>
      session.state.subscribe(() => {
        const state = session.state.get();
        if (state.status === 'ended') handler(state.reason);
      }),
    ready,
    close() {
      for (const off of offs) off();
      outbox.close();
      marks.close();
      follower.close();
      connection.stop();
      session.close();
    },
  };
}
