// Whom a request comes from: the peer, or, behind a reverse proxy on this very machine, the last hop it reports.
import type { IncomingMessage } from 'node:http';

const loopback = /^(::1|::ffff:127\.|127\.)/;

/** Whether it was made on this very machine, and not for somebody elsewhere by a proxy on it. */
export function isFromHere({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const isForwarded = Object.keys(headers).some((name) => /^(forwarded|via|x-forwarded-)/.test(name));
  return loopback.test(socket.remoteAddress ?? '') && !isForwarded;
}

/** A forwarded address is believed only from loopback: anybody else could write whatever he likes there. */
export function addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (!loopback.test(peer) || typeof forwarded !== 'string') return peer;
  return forwarded.split(',').at(-1)?.trim() || peer;
}
