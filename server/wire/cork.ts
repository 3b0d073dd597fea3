// What a socket is sent within a turn of the event loop leaves in one system call; requests go before deliveries.
import type { Socket as NetSocket } from 'node:net';
import type { OfficerSocket } from './rooms.ts';

/** What engine.io's types do not show. There is no `socket` while the connection is polled over HTTP. */
interface Connection {
  readonly readyState: string;
  readonly transport: { readonly socket?: { readonly _socket?: NetSocket | null } };
  flush(): void;
}

/** So many connections are flushed before the event loop looks again for requests. */
const flushedAtOnce = 2;

/**
 * Answers what puts the flush of a connection off to the end of the turn. Everything sent until then waits in
 * engine.io's own buffer, in its order. The transport is looked up at each flush, because polling becomes a WebSocket
 * later on.
 */
export function createCork(): (raw: OfficerSocket['conn']) => void {
  const waiting: (() => void)[] = [];

  function flushSome(): void {
    const flushedNow = waiting.splice(0, flushedAtOnce);
    // Before anything can fail: the others must not wait for one.
    if (waiting.length > 0) setImmediate(flushSome);
    for (const flushCorked of flushedNow) flushCorked();
  }

  return (raw) => {
    const connection = raw as unknown as Connection;
    const flush = connection.flush.bind(raw);
    let isWaiting = false;
    const flushCorked = () => {
      isWaiting = false;
      const wire = connection.transport.socket?._socket;
      wire?.cork();
      try {
        flush();
      } finally {
        wire?.uncork();
      }
    };
    connection.flush = () => {
      // A connection that is closing sends its last words at once: there may be no later turn.
      if (connection.readyState === 'closing') flush();
      else if (!isWaiting) {
        isWaiting = true;
        if (waiting.length === 0) setImmediate(flushSome);
        waiting.push(flushCorked);
      }
    };
  };
}
