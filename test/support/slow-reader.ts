// A seat whose connection reads when a test says so, and which says what no client of ours says.
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { until } from './until.ts';

/** A WebSocket by hand, whose TCP connection can be left unread. */
export async function openSlowReader(url: string, token: string) {
  const { hostname, port } = new URL(url);
  const socket: TcpSocket = connectTcp(Number(port), hostname);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${hostname}:${port}`,
      ...['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
      ...['Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', ''],
    ].join('\r\n'),
  );
  await until(() => text.includes('0{"sid"'), { what: 'the engine to open' });
  // A client's frame is masked; a mask of noughts leaves it readable.
  const send = (frame: string) => {
    const payload = Buffer.from(frame);
    const size = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
    size[0] = (size[0] ?? 0) | 0x80;
    socket.write(Buffer.concat([Buffer.from([0x81, ...size, 0, 0, 0, 0]), payload]));
  };
  send(`40${JSON.stringify({ token })}`);
  await until(() => text.includes('40{"sid"'), { what: 'a seat' });
  return {
    send,
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
    heard: () => text,
    /** Says that he is alive: slow, not gone. */
    beat: () => send('3'),
    close: () => socket.destroy(),
  };
}
