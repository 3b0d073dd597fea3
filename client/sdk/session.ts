/** The session of one officer: signs in, keeps the access token fresh, signs out, and tells when it is over. */
import { Refusal } from '../../shared/errors.ts';
import type { Id } from '../../shared/ids.ts';
import type { SessionTokens } from '../../shared/nouns/session.ts';
import { second } from '../../shared/time.ts';
import { type HeldSession, isFresh, isOver, renewInMs } from './held-session.ts';
import type { Http } from './http.ts';
import { type Observable, observable, type Topic, topic } from './observable.ts';
import type { TokenStore } from './token-store.ts';
import { backoffMs } from './waiting.ts';

/** `refused`: the server no longer takes this session and does not say why. */
export type EndReason = 'signed_out' | 'disabled' | 'expired' | 'reused' | 'refused';

export type SessionState =
  /** The store has not been read yet. */
  | { status: 'unknown' }
  | { status: 'signed_out' }
  | { status: 'signed_in'; sessionId: Id; username: string }
  | { status: 'ended'; reason: EndReason };

export interface Session {
  state: Observable<SessionState>;
  /** Every new access token, from a sign-in, a renewal, or another tab. */
  renewed: Topic<string>;
  /** Reads the store; everything else waits for it. */
  open(): Promise<void>;
  signIn(username: string, password: string): Promise<void>;
  /** A good access token other than `stale`, renewed where needed; refused with `unauthenticated` when there is none. */
  token(stale?: string): Promise<string>;
  /** Forgets the session here even when the server cannot be told; `everywhere` throws when it cannot. */
  signOut(options?: { everywhere?: boolean }): Promise<void>;
  /** The server said that this session is over. */
  end(reason: EndReason): Promise<void>;
  /** Stops renewing; the session stays in its store. */
  close(): void;
}

export interface SessionOptions {
  http: Http;
  store: TokenStore;
  /** What the officer's own side reads as the device. */
  device: string;
  onServerTime?: (serverTime: string, askedAt: number, receivedAt: number) => void;
}

const endsSession = new Set(['session_ended', 'token_invalid', 'unauthenticated']);

/** Signs in and keeps signed in, with the tokens in `store`. */
export function createSession({ http, store, device, onServerTime }: SessionOptions): Session {
  const state = observable<SessionState>({ status: 'unknown' });
  const renewed = topic<string>();
  let held: HeldSession | null = null;
  /** Sessions that were left here: none comes back because another tab was just renewing it. */
  const left = new Set<Id>();
  let opening: Promise<void> | null = null;
  let renewing: Promise<string> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const wakeIn = (ms: number) => {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      renew().catch(() => {
        if (held) wakeIn(second + backoffMs(failures++));
      });
    }, ms);
  };
  const adopt = (next: HeldSession): string => {
    if (held?.accessToken === next.accessToken) return next.accessToken;
    const before = state.get();
    held = next;
    failures = 0;
    wakeIn(renewInMs(next, Date.now()));
    if (before.status !== 'signed_in' || before.sessionId !== next.sessionId)
      state.set({ status: 'signed_in', sessionId: next.sessionId, username: next.username });
    renewed.emit(next.accessToken);
    return next.accessToken;
  };
  const release = (next: SessionState) => {
    clearTimeout(timer);
    held = null;
    state.set(next);
  };
  const keep = async (tokens: SessionTokens, username: string, askedAt: number): Promise<string> => {
    onServerTime?.(tokens.serverTime, askedAt, Date.now());
    const next = { ...tokens, username, askedAt };
    // Held before it is stored: the token before it is spent, and a full disk must not end the session.
    const token = adopt(next);
    await store.write(next);
    return token;
  };
  const end = async (reason: EndReason) => {
    const mine = held;
    if (!mine) return;
    release({ status: 'ended', reason });
    const stored = await store.read();
    if (stored?.sessionId === mine.sessionId) await store.write(null);
  };
  const exchange = async (stored: HeldSession): Promise<string> => {
    const askedAt = Date.now();
    const mine = held;
    // Left, ended or followed by another one in the meantime: what the answer says concerns nobody here any more.
    const isPast = () => held !== mine;
    try {
      const tokens = await http.call('session.renew', { refreshToken: stored.refreshToken });
      if (isPast()) throw new Refusal('unauthenticated');
      return await keep(tokens, stored.username, askedAt);
    } catch (error) {
      if (!isPast() && error instanceof Refusal && endsSession.has(error.code)) {
        held = stored;
        await end(isOver(stored, Date.now()) ? 'expired' : 'refused');
      }
      throw error;
    }
  };
  const renew = (): Promise<string> => {
    const stale = held?.accessToken;
    renewing ??= store
      .exclusive(async () => {
        const stored = await store.read();
        if (!stored) {
          if (held) release({ status: 'ended', reason: 'signed_out' });
          throw new Refusal('unauthenticated');
        }
        // Another tab or process was quicker.
        if (stored.accessToken !== stale && isFresh(stored, Date.now())) return adopt(stored);
        return await exchange(stored);
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };
  const lookAgain = async () => {
    const stored = await store.read();
    if (closed || renewing !== null) return;
    if (stored && !left.has(stored.sessionId)) adopt(stored);
    else if (!stored && held) release({ status: 'ended', reason: 'signed_out' });
  };
  const open = (): Promise<void> => {
    opening ??= store.read().then((stored) => {
      if (stored) adopt(stored);
      else release({ status: 'signed_out' });
    });
    return opening;
  };
  const token = async (stale?: string): Promise<string> => {
    await open();
    if (!held) throw new Refusal('unauthenticated');
    if (held.accessToken !== stale && isFresh(held, Date.now())) return held.accessToken;
    return await renew();
  };
  const unwatch = store.watch?.(() => void lookAgain());

  return {
    state,
    renewed,
    open,
    end,
    token,
    async signIn(username, password) {
      const askedAt = Date.now();
      const tokens = await http.call('session.open', { username, password, device });
      await keep(tokens, username, askedAt);
    },
    async signOut({ everywhere = false } = {}) {
      await open();
      try {
        if (held)
          await http.call(everywhere ? 'session.close_all' : 'session.close', {}, { token: await token() });
      } catch (error) {
        if (everywhere) throw error;
      }
      const mine = held;
      if (mine) left.add(mine.sessionId);
      release({ status: 'signed_out' });
      await store.write(null);
      if (!mine) return;
      // Another tab may have been renewing it, and have written it down again.
      await store.exclusive(async () => {
        if ((await store.read())?.sessionId === mine.sessionId) await store.write(null);
      });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      unwatch?.();
    },
  };
}
