/** Reads a reply of either transport: the result, or the refusal it carries. */
import type { Name, OutputOf } from '../../shared/commands.ts';
import { errorBody, errorCatalogue, Refusal } from '../../shared/errors.ts';

/** The refusal in the `error` of a reply. A code this client does not know (a newer server's) reads as `internal`. */
export function readRefusal(error: unknown): Refusal {
  const parsed = errorBody.safeParse(error);
  return parsed.success
    ? new Refusal(parsed.data.code, parsed.data.details)
    : new Refusal('internal', {}, { cause: error });
}

/** Whether something that arrived is a reply of a Parley server, not the page of a proxy in between. */
export function isReply(
  body: unknown,
): body is { ok: true; result: unknown } | { ok: false; error: unknown } {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false;
  return body.ok === true ? 'result' in body : body.ok === false;
}

/**
 * The result of a reply to `name`; throws its {@link Refusal}. The envelope is checked, the result is the server's word:
 * a strict parse here would break every open console on the day the server learns to say more.
 */
export function readReply<N extends Name>(_name: N, reply: unknown): OutputOf<N> {
  if (!isReply(reply)) throw new Refusal('internal', {}, { cause: reply });
  if (!reply.ok) throw readRefusal(reply.error);
  return reply.result as OutputOf<N>;
}

/** The refusal in the reply to an event of the connection itself, where sending it again may help; else null. */
export function passingRefusal(reply: unknown): Refusal | null {
  const refusal = isReply(reply) && !reply.ok ? readRefusal(reply.error) : null;
  return refusal && errorCatalogue[refusal.code].retryable ? refusal : null;
}
