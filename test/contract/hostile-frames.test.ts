// Frames that no client of ours sends. Each is refused with a code or costs its own connection, and nobody else notices.
import { connect as connectTcp } from 'node:net';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { codeOf, openWire } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';
import { node, north, note, openTarget, say, unharmed } from './refusals/target.ts';

openTarget();

describe('A frame', () => {
  const seated = async () => {
    const wire = await openWire(node.url);
    wire.send(`40{"token":${JSON.stringify(north.tokens.accessToken)}}`);
    await until(() => wire.heard.some((frame) => frame.startsWith('40')), { what: 'a seat' });
    return wire;
  };

  it('without a place to reply to runs nothing', async () => {
    await unharmed(async () => {
      const input = { key: newId(), input: say('unheard') };
      north.socket.emit('message.post', input);
      north.socket.emit('message.post');
      north.socket.emit('message.post', input, 'not a callback');
      north.socket.emit('note.write', { key: newId(), input: note('unheard') });
      // What is asked after it on the same connection is answered after it would have run.
      expect(codeOf(await north.ask('session.me', {}))).toBe('ok');
    });
  });

  it('with more or less than one object is refused', async () => {
    await unharmed(async () => {
      const input = { key: newId(), input: say('twice') };
      expect(codeOf(await north.emit('message.post', input, input))).toBe('invalid_input');
      expect(codeOf(await north.emit('message.post', [input]))).toBe('invalid_input');
      expect(codeOf(await north.emit('message.post', 'text'))).toBe('invalid_input');
      expect(codeOf(await north.emit('message.post', { ...input, role: 'admin' }))).toBe('invalid_input');
      expect(codeOf(await north.emit('message.post'))).toBe('key_required');
    });
  });

  it('in which a connection tells wrongly of itself is refused in words', async () => {
    await unharmed(async () => {
      for (const [name, input, path] of [
        ['sound', { sounds: 'true' }, 'sounds'],
        ['authenticate', { accessToken: 7 }, 'accessToken'],
      ] as const) {
        const { reply } = await north.emit(name, { input });
        expect([name, reply]).toMatchObject([
          name,
          { error: { code: 'invalid_input', details: { issues: [{ path }] } } },
        ]);
      }
    });
  });

  it('of an event that the library reserves, or that means an error, harms nobody', async () => {
    await unharmed(async () => {
      for (const name of [
        'error',
        'connect',
        'disconnect',
        'disconnecting',
        'newListener',
        'connect_error',
        'entries',
      ]) {
        const wire = await seated();
        wire.send(`42${JSON.stringify([name, { reason: 'mine' }])}`);
        wire.send(`427${JSON.stringify([name, { reason: 'mine' }])}`);
        wire.send(`428${JSON.stringify(['session.me', {}])}`);
        // It is answered, or the connection is closed for it.
        await Promise.race([wire.closed(), until(() => wire.heard.some((frame) => frame.startsWith('438')))]);
        expect(wire.heard.filter((frame) => frame.startsWith('437') && !frame.includes('"code"'))).toEqual(
          [],
        );
        wire.close();
      }
    });
  });

  it.each([
    ['no frame of the protocol', 'hello'],
    ['a packet type that does not exist', '49["x"]'],
    ['an event without a name', '42[]'],
    ['an event with an object as its name', '42[{"a":1}]'],
    ['JSON that breaks off', '42["session.me",{'],
    ['an answer nobody asked for', '4399[{"ok":true}]'],
    ['a binary event whose parts never come', '451-["session.me",{"_placeholder":true,"num":0}]'],
    ['a binary event of ten thousand parts', '4510000-["session.me",{"_placeholder":true,"num":0}]'],
    ['a part that nobody announced', new Uint8Array([1, 2, 3])],
    ['a second introduction', '40{"token":"x"}'],
    ['a namespace of its own', '40/admin,{"token":"x"}'],
    ['more than 64 KB', `42["session.me","${'x'.repeat(66_000)}"]`],
  ])('that is %s costs its own connection at the most', async (_what, frame) => {
    await unharmed(async () => {
      const wire = await seated();
      wire.send(frame);
      wire.send('428["session.me",{}]');
      await Promise.race([wire.closed(), until(() => wire.heard.some((one) => one.startsWith('438')))]);
      wire.close();
    });
  });

  it('of more than 64 KB closes the connection that sent it', async () => {
    await unharmed(async () => {
      const wire = await seated();
      wire.send(`42["message.post","${'x'.repeat(66_000)}"]`);
      await wire.closed();
    });
  });

  it.each([
    '40',
    '40null',
    '40{}',
    '40{"token":null}',
    '40{"token":{"toString":1,"valueOf":1}}',
    '40{"token":["x"]}',
    '40[]',
    '40"x"',
  ])('that introduces nobody (%s) is turned away', async (introduction) => {
    await unharmed(async () => {
      const wire = await openWire(node.url);
      wire.send(introduction);
      const isRefused = () =>
        wire.heard.some((frame) => /^44.*"code":"(unauthenticated|token_invalid)"/.test(frame));
      await Promise.race([wire.closed(), until(isRefused, { what: 'a refusal' })]);
      wire.send('421["session.me",{}]');
      await until(() => isRefused() || wire.closed().then(() => true));
      expect(wire.heard.filter((frame) => frame.startsWith('43'))).toEqual([]);
      wire.close();
    });
  });

  it('from a page of another origin is not let in', async () => {
    const { hostname, port } = new URL(node.url);
    const upgrade = (origin: string) =>
      new Promise<string>((resolve) => {
        const socket = connectTcp(Number(port), hostname, () =>
          socket.write(
            `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: ${origin}\r\n\r\n`,
          ),
        );
        socket.once('data', (bytes) => {
          resolve(String(bytes).split('\r\n')[0] ?? '');
          socket.destroy();
        });
      });
    for (const origin of [
      'http://evil.example',
      'null',
      `http://${hostname}:1`,
      'http://127.0.0.1.evil.example',
    ])
      expect(await upgrade(origin)).not.toContain('101');
    expect(await upgrade(node.url)).toContain('101');
  });
});
