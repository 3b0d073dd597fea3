// A member's connection: Socket.IO's own protocol on a bare WebSocket, so that the load costs little beside the server.
import WebSocket from 'ws';

export interface Connection {
  /** Sends an event and resolves with the reply. */
  request(name: string, request: object): Promise<unknown>;
  close(): void;
}

/**
 * Connects and authenticates; `onEvent` hears every pushed event. Engine.IO packets begin with one digit (0 open,
 * 2 ping, 3 pong, 4 message), Socket.IO ones inside with another (0 connect, 2 event, 3 reply, 4 refused).
 */
export function connect(
  url: string,
  auth: object,
  onEvent: (name: string, body: unknown) => void,
): Promise<Connection> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const waiting = new Map<number, (reply: unknown) => void>();
  let asked = 0;
  const connection: Connection = {
    request(name, request) {
      const number = asked;
      asked += 1;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      waiting.set(number, resolve);
      socket.send(`42${number}${JSON.stringify([name, request])}`);
      return promise;
    },
    close: () => socket.terminate(),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  socket.on('error', reject);
  socket.on('close', (code) => reject(new Error(`the connection was closed (${code})`)));
  socket.on('message', (data) => {
    const packet = String(data);
    switch (packet.slice(0, packet.startsWith('4') ? 2 : 1)) {
      case '0':
        socket.send(`40${JSON.stringify(auth)}`);
        break;
      case '2':
        socket.send('3');
        break;
      case '40':
        resolve(connection);
        break;
      case '42': {
        const [name, body]: unknown[] = JSON.parse(packet.slice(2));
        onEvent(String(name), body);
        break;
      }
      case '43': {
        const start = packet.indexOf('[');
        const number = Number(packet.slice(2, start));
        const [reply]: unknown[] = JSON.parse(packet.slice(start));
        waiting.get(number)?.(reply);
        waiting.delete(number);
        break;
      }
      case '44':
        reject(new Error(`the connection was refused: ${packet.slice(2)}`));
    }
  });
  return promise;
}
