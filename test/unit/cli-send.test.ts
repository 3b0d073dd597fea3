// What a script sends through the command line: a question is given up, a command is not let go of without its key.
import { afterEach, expect, test } from 'vitest';
import { Unanswered } from '../../client/cli/failure.ts';
import { sendFrom } from '../../client/cli/seat.ts';
import { connect } from '../../client/sdk/client.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { newId } from '../../shared/ids.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';

let server: TinyServer;
afterEach(() => server.close());

test('a command without an answer fails with what has it done once, and a question without', async () => {
  server = await startTinyServer();
  const channelId = newId();
  server.channels.set(channelId, []);
  const client = connect({ url: server.url, device: 'a test', live: false, autoConfirmCalls: false });
  await client.signIn('trucban.sonvi', 'right');
  const send = sendFrom(client, 'north');
  const message = { channelId, text: 'boats', lang: 'en', marker: 'information' } as const;
  server.faults.loseReplies = Number.POSITIVE_INFINITY;
  const failed = await send('message.post', message, { deadlineMs: 1_000 }).catch((error: unknown) => error);
  const [first] = server.callsOf('message.post');
  if (!(failed instanceof Unanswered)) throw failed;
  expect(failed.sent).toEqual({ profile: 'north', name: 'message.post', key: first?.key, input: message });
  await expect(send('session.me', {}, { deadlineMs: 1_000 })).rejects.toThrow(Unreachable);

  server.faults.loseReplies = 0;
  const { key } = failed.sent;
  expect(await send('message.post', message, { key })).toMatchObject({ seq: 1 });
  expect(server.channels.get(channelId)).toHaveLength(1);
  client.close();
});
