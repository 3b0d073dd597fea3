/** Sends a command or asks a query until there is a reply: same key on every try, over the socket or over HTTP. */
import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/commands.ts';
import { Refusal } from '../../shared/errors.ts';
import { type Id, newId } from '../../shared/ids.ts';
import { minute, second } from '../../shared/time.ts';
import type { Connection } from './connection.ts';
import type { Http } from './http.ts';
import type { Session } from './session.ts';
import { Unreachable } from './unreachable.ts';
import { abortable, backoffMs, limited, pause } from './waiting.ts';

export type SendableName = CommandName | QueryName;

export interface SendOptions {
  /** Give one to go on with a command whose outcome is unknown; made when left out. */
  key?: Id | undefined;
  signal?: AbortSignal | undefined;
  /** After this long without a reply it fails with {@link Unreachable}, which carries the key; a minute when left out. */
  deadlineMs?: number | undefined;
}

/** Throws the server's {@link Refusal}, or {@link Unreachable} at the deadline, or the reason of the signal. */
export type Send = <N extends SendableName>(
  name: N,
  input: InputOf<N>,
  options?: SendOptions,
) => Promise<OutputOf<N>>;

export interface SendDeps {
  connection: Connection;
  http: Http;
  session: Session;
  /** Told of every reply that holds the server's time. */
  onServerTime?: (serverTime: string, askedAt: number, receivedAt: number) => void;
}

/** Whether the session is over or only its access token, a renewal finds out. */
const tokenRefusals = new Set(['token_invalid', 'unauthenticated', 'session_ended']);

/** Something to send with that uses the connection while there is one and HTTP while there is none. */
export function createSend({ connection, http, session, onServerTime }: SendDeps): Send {
  const isConnected = () => connection.state.get().status === 'connected';
  const whenConnected = (now: () => void) =>
    isConnected() ? () => undefined : connection.state.subscribe(() => isConnected() && now());

  return async (name, input, { key: givenKey, signal, deadlineMs = minute } = {}) => {
    // A query needs none and is not harmed by it; which is which stands in the contract, too large to start with.
    const key = givenKey ?? newId();
    const limit = limited(deadlineMs, signal);
    let overSocket = true;
    let renewals = 0;
    let usedToken: string | undefined;
    let stale: string | undefined;

    const once = async () => {
      const askedAt = Date.now();
      overSocket = overSocket && isConnected();
      usedToken = overSocket ? connection.token : await session.token(stale);
      const result = overSocket
        ? await connection.request(name, input, key)
        : await http.call(name, input, { key, token: usedToken, signal: limit.signal });
      if ('serverTime' in result) onServerTime?.(result.serverTime, askedAt, Date.now());
      return result;
    };

    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await abortable(once(), limit.signal);
        } catch (error) {
          limit.signal.throwIfAborted();
          if (error instanceof Unreachable) {
            // A socket that does not answer may be dead without knowing it yet; HTTP finds out.
            overSocket = !overSocket;
          } else if (error instanceof Refusal && tokenRefusals.has(error.code) && renewals < 2) {
            renewals += 1;
            overSocket = false;
            // A token refused though it is new: another node may not know the key yet that signed it.
            if (renewals > 1) await pause(second + backoffMs(0), limit.signal);
            else stale = usedToken;
            continue;
          } else if (!(error instanceof Refusal && error.retryable)) throw error;
          const asked = error instanceof Refusal ? (error.details.retryAfterMs ?? 0) : 0;
          await pause(Math.max(asked, backoffMs(attempt)), limit.signal, whenConnected);
        }
      }
    } catch (error) {
      if (signal?.aborted || !limit.signal.aborted) throw error;
      throw new Unreachable('there was no answer in time', { cause: error, key });
    } finally {
      limit.done();
    }
  };
}
