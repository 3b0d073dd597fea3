// Tokens that are signed with a real key and still lie: none of them opens a connection or runs a command.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { openRecord, type TestNode, type TestRecord } from '../support/application.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { type Claims, type Forger, nowInSeconds, openForger } from '../support/forger.ts';
import { askHttp, codeOf, knock, openSession, untilReached } from '../support/raw-officer.ts';
import { until } from '../support/until.ts';

describe('A token', () => {
  let record: TestRecord;
  let node: TestNode;
  let forger: Forger;
  let north: Claims;
  let south: Claims;
  let northKey: string;
  let southKey: string;

  beforeAll(async () => {
    record = await openRecord();
    node = await record.node();
    const tokens = await Promise.all(
      ['duty.north', 'duty.south'].map(async (name) => (await openSession(node.url, name)).accessToken),
    );
    forger = await openForger(node.application.db);
    const [ofNorth = '', ofSouth = ''] = tokens;
    [north, south] = [forger.claimsOf(ofNorth), forger.claimsOf(ofSouth)];
    [northKey, southKey] = [forger.keyIdOf(ofNorth), forger.keyIdOf(ofSouth)];
  });
  afterAll(() => record.close());

  const answers = async (token: string) => {
    const knocked = async () => {
      const socket = await knock(node.url, { token });
      return socket !== 'unavailable' && socket;
    };
    const socket = await until(knocked, { what: 'an answer at the door' });
    if (typeof socket !== 'string') socket.disconnect();
    const ask = (name: string, input: object, key?: string) =>
      untilReached(() => askHttp(node.url, `api/${name}`, input, { token, key }));
    const reading = await ask('session.me', {});
    const writing = await ask('watch.take', { stationId: newId() }, newId());
    return [typeof socket === 'string' ? socket : 'ok', codeOf(reading), codeOf(writing)];
  };

  it('that says the truth is believed, so that the others are refused for their lies', async () => {
    expect(await answers(forger.sign(northKey, north))).toEqual(['ok', 'ok', 'not_found']);
  });

  it.each<[string, () => string]>([
    [
      'has expired',
      () => forger.sign(northKey, north, { iat: nowInSeconds() - 700, exp: nowInSeconds() - 100 }),
    ],
    ['lives too long', () => forger.sign(northKey, north, { exp: nowInSeconds() + 86_400 })],
    ['never expires', () => forger.sign(northKey, north, { exp: undefined })],
    [
      'comes from the future',
      () => forger.sign(northKey, north, { iat: nowInSeconds() + 300, exp: nowInSeconds() + 800 }),
    ],
    ['is for another audience', () => forger.sign(northKey, north, { aud: 'elsewhere' })],
    ['comes from another issuer', () => forger.sign(northKey, north, { iss: 'elsewhere' })],
    ['says more than it should', () => forger.sign(northKey, north, { role: 'admin' })],
    ['names no session', () => forger.sign(northKey, north, { sid: undefined })],
    ['names another officer of the same side', () => forger.sign(northKey, north, { sub: newId() })],
    ['claims the other side by its own key', () => forger.sign(northKey, south)],
    ['claims the other side’s session as its own', () => forger.sign(northKey, south, { org: north.org })],
    ['claims the other side’s officer', () => forger.sign(northKey, north, { sub: south.sub })],
    [
      'claims its own officer on the other side’s session',
      () => forger.sign(southKey, south, { sid: north.sid }),
    ],
    ['is signed by the other side', () => forger.sign(southKey, north)],
  ])('that %s is refused everywhere', async (_lie, forge) => {
    const before = await fingerprint(node.application.db);
    expect(await answers(forge())).toEqual(['token_invalid', 'token_invalid', 'token_invalid']);
    expect(await fingerprint(node.application.db)).toBe(before);
  });

  it('of a session that never was is refused as one that has ended', async () => {
    const ended = Array<string>(3).fill('session_ended');
    expect(await answers(forger.sign(northKey, north, { sid: newId() }))).toEqual(ended);
  });
});
