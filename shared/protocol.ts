/** The wire: the envelope of a request, the reply, and the events the server pushes. */
import { z } from 'zod';
import type { InputOf, Name, OutputOf } from './commands.ts';
import { entryBatch } from './entry.ts';
import { type ErrorBody, errorBody } from './errors.ts';
import { id } from './ids.ts';

/** The largest frame or request body taken, in bytes. */
export const maxFrameBytes = 64 * 1024;

/** Every request over the socket: `socket.emit(name, { key, input }, reply)`. Over HTTP the key is the header `Idempotency-Key`. */
export const requestEnvelope = z.strictObject({ key: id.optional(), input: z.unknown().optional() });

export type Reply<T> = { ok: true; result: T } | { ok: false; error: ErrorBody };
export const failedReply = z.strictObject({ ok: z.literal(false), error: errorBody });

export const heads = z.strictObject({ heads: z.array(z.strictObject({ channelId: id, headSeq: z.int() })) });
export const presence = z.strictObject({ stationId: id, connected: z.boolean() });
/** A seat of a station of one's own side came or went, or its alarm sound was turned on or off. */
export const seats = z.strictObject({ stationId: id });
/** What a device tells of itself: whether an alarm would be heard there now. */
export const soundInput = z.strictObject({ sounds: z.boolean() });
/** Why a session ended: the client signs out (`signed_out`, `disabled`), or renews and comes back (`expired`). */
export const sessionEnded = z.strictObject({
  reason: z.enum(['signed_out', 'disabled', 'expired', 'reused', 'too_slow']),
});

/** Pushed by the server. All are hints but `session-ended`: the journal is the truth. */
export const serverEvents = {
  entries: entryBatch,
  heads,
  presence,
  seats,
  'session-ended': sessionEnded,
} as const;

export type ServerToClientEvents = {
  [E in keyof typeof serverEvents]: (body: z.infer<(typeof serverEvents)[E]>) => void;
};

export type ClientToServerEvents = {
  [N in Name]: (
    request: { key?: string; input: InputOf<N> },
    reply: (reply: Reply<OutputOf<N>>) => void,
  ) => void;
} & {
  /** Renews the authority of this connection without losing its place. */
  authenticate: (
    request: { input: { accessToken: string } },
    reply: (reply: Reply<{ expiresAt: string }>) => void,
  ) => void;
  /** Tells whether an alarm would be heard at this device; forgotten with the connection. */
  sound: (
    request: { input: z.infer<typeof soundInput> },
    reply: (reply: Reply<Record<string, never>>) => void,
  ) => void;
};
