// Whom a request comes from: the peer, or, behind a reverse proxy on this very machine, the last hop it reports.
import type { IncomingMessage } from 'node:http';

const loopback = /^(::1|::ffff:127\.|127\.)/;

/** A forwarded address is believed only from loopback: anybody else could write whatever he likes there. */
export function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (!loopback.test(peer) || typeof forwarded !== 'string') return peer;
  return forwarded.split(',').at(-1)?.trim() || peer;
}
