// The counters of /metrics tell how many private notes were written, by either side, and the other side reaches the
// same port: they were there for everybody.
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isFromHere } from '../../server/wire/address.ts';
import { openScene } from '../support/scene.ts';

describe('The metrics', () => {
  const { node } = openScene();
  const ask = (headers: Record<string, string> = {}) => fetch(`${node().url}/metrics`, { headers });

  it('are told to who stands at the machine', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('parley_commands_total');
  });

  it.each([{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }, { via: '1.1 proxy' }])(
    'are not there for whom a proxy asks (%j)',
    async (headers) => {
      const response = await ask(headers);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('There is nothing here.\n');
    },
  );

  it('are not there for another machine', () => {
    const from = (remoteAddress: string) =>
      isFromHere({ socket: { remoteAddress }, headers: {} } as Parameters<typeof isFromHere>[0]);
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(from)).toEqual([true, true, true]);
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const elsewhere = ['203.0.113.9', '::ffff:10.0.0.2', 'fe80::1', '2001:db8::127'];
    expect(
      [...elsewhere, ...own.filter(({ internal }) => !internal).map(({ address }) => address)].filter(from),
    ).toEqual([]);
  });
});
