// Long Bang answers, over the socket. Needs `npm install socket.io-client@4`, and `npm run demo`.
import { io } from 'socket.io-client';

const url = process.env.PARLEY_URL ?? 'http://127.0.0.1:8420';

const response = await fetch(`${url}/api/session.open`, {
  method: 'POST',
  body: JSON.stringify({ username: 'duty.longbang', password: 'hotline-demo', device: 'example' }),
});
const signedIn = await response.json();
if (!signedIn.ok) throw new Error(signedIn.error.message);
let tokens = signedIn.result;

const socket = io(url, {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  auth: (give) => give({ token: tokens.accessToken }),
});
socket.on('connect_error', (error) => console.error(error.data?.code ?? error.message));
socket.on('session-ended', ({ reason }) => console.error('ended:', reason));

/** A command that got no answer may be sent again: with the same key it has one effect. */
async function send(name, input, key = crypto.randomUUID()) {
  const reply = await socket.timeout(10_000).emitWithAck(name, { key, input });
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
  return reply.result;
}

/** Every entry of a channel once, in order, without a gap. */
function follow(channelId, onEntry) {
  let held = 0;
  const take = (entries) => {
    for (const entry of entries) {
      if (entry.seq !== held + 1) continue; // a duplicate, or behind a gap
      held = entry.seq;
      onEntry(entry);
    }
  };
  const readTo = async (headSeq) => {
    while (held < headSeq) {
      const page = await send('channel.entries', { channelId, afterSeq: held });
      take(page.entries);
      headSeq = Math.max(headSeq, page.headSeq);
    }
  };
  const hear = async (headSeq) => readTo(headSeq).catch((error) => console.error(error.message));
  socket.on('entries', ({ channelId: of, entries }) => {
    if (of !== channelId) return;
    take(entries);
    void hear(entries.at(-1).seq);
  });
  socket.on('heads', ({ heads }) => {
    for (const head of heads) if (head.channelId === channelId) void hear(head.headSeq);
  });
  const check = async () => {
    const { heads } = await send('channel.heads', { channelIds: [channelId] });
    await hear(heads[0]?.headSeq ?? 0);
  };
  socket.on('connect', () => void check().catch((error) => console.error(error.message)));
  return check();
}

/** Before the access token expires: a new one, and the connection keeps its place. */
async function renew() {
  tokens = await send('session.renew', { refreshToken: tokens.refreshToken });
  await send('authenticate', { accessToken: tokens.accessToken });
}
setInterval(() => void renew().catch((error) => console.error(error.message)), 8 * 60_000);

const { items } = await send('escalation.queue', {});
for (const { alert, incidentNumber } of items.filter(({ addressed }) => addressed)) {
  const { channelId } = await send('alert.acknowledge', { alertId: alert.id, grade: 'accepted' });
  await send('message.post', { channelId, text: 'A patrol is on its way.', lang: 'en', marker: 'answer' });
  await follow(channelId, ({ seq, kind, by }) => console.log(incidentNumber, seq, kind, by?.name ?? ''));
}
