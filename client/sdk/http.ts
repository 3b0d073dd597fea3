/** One request over `POST /api/<name>`. */
import type { InputOf, Name, OutputOf } from '../../shared/commands.ts';
import type { Id } from '../../shared/ids.ts';
import { isReply, readReply } from './reply.ts';
import { Unreachable } from './unreachable.ts';
import { limited } from './waiting.ts';

export interface CallOptions {
  /** Makes a command safe to send again: same key, same answer. */
  key?: Id | undefined;
  /** The access token; names that can be called without a session need none. */
  token?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface Http {
  /** Throws {@link Refusal} when the server refuses and {@link Unreachable} when there is no answer. */
  call<N extends Name>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>;
}

export interface HttpOptions {
  /** Where the server is, `https://parley.example`. */
  url: string;
  fetch?: typeof globalThis.fetch | undefined;
  timeoutMs?: number | undefined;
}

/** A caller of the server at `url`. It keeps nothing and tries once. */
export function createHttp({ url, fetch = globalThis.fetch, timeoutMs = 10_000 }: HttpOptions): Http {
  const base = url.replace(/\/+$/, '');
  return {
    async call(name, input, { key, token, signal } = {}) {
      const limit = limited(timeoutMs, signal);
      let body: unknown;
      try {
        const response = await fetch(`${base}/api/${name}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(key && { 'idempotency-key': key }),
            ...(token && { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(input),
          signal: limit.signal,
        });
        body = await response.json();
      } catch (cause) {
        signal?.throwIfAborted();
        throw new Unreachable(`${base} cannot be reached`, { cause, key });
      } finally {
        limit.done();
      }
      if (!isReply(body)) throw new Unreachable(`${base} does not answer as a Parley server`, { key });
      return readReply(name, body);
    },
  };
}
