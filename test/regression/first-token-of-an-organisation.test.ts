// A node read the signing keys a moment ago, then the first officer of another organisation signed in: his new key was
// not looked up again for a second, and his token was refused.
import { describe, expect, it } from 'vitest';
import { openRecord } from '../support/application.ts';
import { knock, openSession } from '../support/raw-officer.ts';

describe('The first token of an organisation', () => {
  it('is believed by the node that made its key and by every other, whatever they looked up just before', async () => {
    const record = await openRecord();
    const one = await record.node();
    const other = await record.node();
    const north = await openSession(one.url, 'duty.north');
    const warm = await Promise.all([one, other].map(({ url }) => knock(url, { token: north.accessToken })));
    const south = await openSession(one.url, 'duty.south');
    const seats = await Promise.all([one, other].map(({ url }) => knock(url, { token: south.accessToken })));
    for (const seat of [...warm, ...seats]) {
      expect(seat).toMatchObject({ connected: true });
      if (typeof seat !== 'string') seat.disconnect();
    }
    await record.close();
  });
});
