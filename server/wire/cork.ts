// What one turn of the event loop sends to a socket leaves in one system call: its replies, and the entries behind them.
import type { Socket as NetSocket } from 'node:net';
import type { OfficerSocket } from './rooms.ts';

/** What engine.io's types do not show. There is no `socket` while the connection is polled over HTTP. */
interface Connection {
  readonly readyState: string;
  readonly transport: { readonly socket?: { readonly _socket?: NetSocket | null } };
  flush(): void;
}

/**
 * Puts the flush of the connection off to the end of the turn. Everything sent until then waits in engine.io's own
 * buffer, in its order. The transport is looked up at each flush, because polling becomes a WebSocket later on.
 */
export function corkTurns(raw: OfficerSocket['conn']): void {
  const connection = raw as unknown as Connection;
  const flush = connection.flush.bind(raw);
  let isWaiting = false;
  const flushCorked = () => {
    isWaiting = false;
    const wire = connection.transport.socket?._socket;
    wire?.cork();
    flush();
    wire?.uncork();
  };
  connection.flush = () => {
    // A connection that is closing sends its last words at once: there may be no later turn.
    if (connection.readyState === 'closing') flush();
    else if (!isWaiting) {
      isWaiting = true;
      setImmediate(flushCorked);
    }
  };
}
