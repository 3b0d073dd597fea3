// What Parley is compared with: a plain Socket.IO room relay. It checks nothing and sends on what it got. It keeps nothing
// either, unless it is asked to show what keeping costs at least.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Floor, type Kept, openFloor } from './floor.ts';
import { answer } from './program.ts';
import { memoryInUse, processorSeconds } from './usage.ts';

interface Posted {
  channelId: string;
}

const httpServer = createServer();
// The same options as `server/wire/socket.ts`.
const io = new Server(httpServer, {
  transports: ['websocket', 'polling'],
  maxHttpBufferSize: 64 * 1024,
  perMessageDeflate: false,
  connectTimeout: 5_000,
  pingInterval: 10_000,
  pingTimeout: 10_000,
  serveClient: false,
});
const lastSeqs = new Map<string, number>();
let floor: Floor | null = null;

io.on('connection', (socket) => {
  void socket.join(String(socket.handshake.auth.channelId));
  socket.on('session.me', (_request: unknown, reply: (reply: object) => void) => reply({ ok: true }));
  socket.on('message.post', async ({ input }: { input: Posted }, reply: (reply: object) => void) => {
    const { channelId } = input;
    if (floor) await floor.keep(channelId, input);
    const seq = (lastSeqs.get(channelId) ?? 0) + 1;
    lastSeqs.set(channelId, seq);
    reply({ ok: true, result: { channelId, seq } });
    io.to(channelId).emit('entries', { channelId, entries: [{ seq, payload: input }] });
  });
});

const answers = {
  async listen(record: { databaseUrl: string; kept: Kept } | null) {
    if (record) floor = await openFloor(record.databaseUrl, record.kept);
    await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  },
  processorSeconds,
  memoryInUse,
};
export type RelayAnswers = typeof answers;
answer(answers, async () => {
  await io.close();
  await floor?.close();
});
