// Signing in on a real record: who gets in, who is locked out, and that a stranger learns nothing from the answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { hour, minute, second } from '../../shared/time.ts';
import { goodPassword, openTestAccess, type TestAccess } from '../support/access.ts';

let it: TestAccess;
beforeAll(async () => {
  it = await openTestAccess();
});
afterAll(() => it.record.close());

const refused = (code: string) => expect.objectContaining({ code });
const failTimes = async (times: number, username: string, newAddress = it.newAddress) => {
  for (let n = 0; n < times; n += 1) {
    await expect(it.signIn(username, 'not the password', newAddress())).rejects.toEqual(
      refused('sign_in_failed'),
    );
  }
};

describe('signing in', () => {
  test('opens a session with a token for ten minutes and a renewal for seven days', async () => {
    const { officerId, username } = await it.newOfficer();
    const tokens = await it.signIn(username);
    const claims = await it.access.verifyAccessToken(tokens.accessToken);
    expect(claims).toMatchObject({ officerId, sessionId: tokens.sessionId });
    const lifetime = (instant: string) => Date.parse(instant) - Date.parse(tokens.serverTime);
    expect(lifetime(tokens.accessExpiresAt)).toBeGreaterThan(9 * minute);
    expect(lifetime(tokens.accessExpiresAt)).toBeLessThan(10 * minute);
    expect(lifetime(tokens.refreshExpiresAt)).toBe(7 * 24 * hour);
  });

  test('keeps no secret in the record', async () => {
    const { username } = await it.newOfficer();
    const { refreshToken, sessionId } = await it.signIn(username);
    const row = await it.db.selectFrom('sessions').selectAll().where('id', '=', sessionId).execute();
    expect(JSON.stringify(row)).not.toContain(refreshToken.split('.')[1]);
    const officer = await it.db.selectFrom('officers').selectAll().where('username', '=', username).execute();
    expect(JSON.stringify(officer)).not.toContain(goodPassword);
  });

  test('a disabled officer fails like one with a wrong password', async () => {
    const { officerId, username } = await it.newOfficer();
    await it.record.asSystem('officer.disable', { officerId });
    await expect(it.signIn(username)).rejects.toEqual(refused('sign_in_failed'));
    await it.record.asSystem('officer.enable', { officerId });
    await expect(it.signIn(username)).resolves.toBeDefined();
  });

  test('an account without a password cannot be signed in to', async () => {
    const fields = { stationCode: 'home', role: 'observer', name: 'No password', language: 'vi' } as const;
    await it.record.asSystem('officer.set', { ...fields, username: 'no.password' });
    await expect(it.signIn('no.password')).rejects.toEqual(refused('sign_in_failed'));
  });

  test('at one moment on two nodes an organisation gets one signing key, and both believe both', async () => {
    const { username } = await it.newOfficer('opposite');
    const nodes = [it.newNode(), it.newNode(), it.newNode()];
    const address = it.newAddress();
    const input = { username, password: goodPassword, device: 'a test' };
    const opened = await Promise.all(
      nodes.map(({ procedures }) => procedures['session.open'](input, { address, caller: null })),
    );
    for (const node of nodes) {
      for (const { accessToken, sessionId } of opened) {
        await expect(node.verifyAccessToken(accessToken)).resolves.toMatchObject({ sessionId });
      }
    }
    const keys = await it.db.selectFrom('signing_keys').selectAll().execute();
    expect(new Set(keys.map(({ organisation_id }) => organisation_id)).size).toBe(keys.length);
  });
});

describe('lock-out', () => {
  test('after five failures the account stays shut, even for the right password, for a quarter of an hour', async () => {
    const { username } = await it.newOfficer();
    await failTimes(5, username);
    await expect(it.signIn(username)).rejects.toEqual(refused('locked_out'));
    await it.clock.advance(15 * minute - 10 * second);
    await expect(it.signIn(username)).rejects.toEqual(refused('locked_out'));
    await it.clock.advance(10 * second);
    await expect(it.signIn(username)).resolves.toBeDefined();
  });

  test('says how long to wait', async () => {
    const { username } = await it.newOfficer();
    await failTimes(5, username);
    const refusal = await it.signIn(username).catch((error: unknown) => error);
    if (!(refusal instanceof Refusal)) throw new Error('a lock-out is a refusal');
    expect(refusal.details.retryAfterMs).toBeGreaterThan(14 * minute);
    expect(refusal.details.retryAfterMs).toBeLessThanOrEqual(15 * minute);
  });

  test('a failure after the lock locks twice as long', async () => {
    const { username } = await it.newOfficer();
    await failTimes(5, username);
    await it.clock.advance(15 * minute);
    await failTimes(1, username);
    await it.clock.advance(29 * minute);
    await expect(it.signIn(username)).rejects.toEqual(refused('locked_out'));
    await it.clock.advance(minute);
    await expect(it.signIn(username)).resolves.toBeDefined();
  });

  test('a success clears the account', async () => {
    const { username } = await it.newOfficer();
    for (let round = 0; round < 3; round += 1) {
      await failTimes(4, username);
      await it.signIn(username);
    }
  });

  test('guesses sent all at once are counted like guesses one by one', async () => {
    const { username } = await it.newOfficer();
    const tries = Array.from({ length: 20 }, () =>
      it.signIn(username, 'a guess').catch((error: unknown) => (error as Refusal).code),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(15);
  });

  test('twenty failures from one address shut it for every account, and no other address', async () => {
    const { username } = await it.newOfficer();
    const address = it.newAddress();
    for (let n = 0; n < 20; n += 1) await failTimes(1, `nobody.${n}`, () => address);
    await expect(it.signIn(username, goodPassword, address)).rejects.toEqual(refused('locked_out'));
    await expect(it.signIn(username, goodPassword, `::ffff:${address}`)).rejects.toEqual(
      refused('locked_out'),
    );
    await expect(it.signIn(username)).resolves.toBeDefined();
    await it.clock.advance(15 * minute);
    await expect(it.signIn(username, goodPassword, address)).resolves.toBeDefined();
  });

  test('whoever signs in between his guesses is locked out by address all the same', async () => {
    const { username } = await it.newOfficer();
    const address = it.newAddress();
    for (let n = 0; n < 19; n += 1) await failTimes(1, `stranger.${n}`, () => address);
    await it.signIn(username, goodPassword, address);
    await failTimes(1, 'stranger.20', () => address);
    await failTimes(1, 'stranger.21', () => address);
    await expect(it.signIn(username, goodPassword, address)).rejects.toEqual(refused('locked_out'));
  });

  test('ends when an admin sets a new password', async () => {
    const { username, officerId } = await it.newOfficer();
    await failTimes(5, username);
    const password = 'set by the admin';
    await it.record.asSystem('officer.set_password', { officerId, password });
    await expect(it.signIn(username, password)).resolves.toBeDefined();
  });

  test('outlives a restart of the server', async () => {
    const { username } = await it.newOfficer();
    await failTimes(5, username);
    const input = { username, password: goodPassword, device: 'a test' };
    const context = { address: it.newAddress(), caller: null };
    await expect(it.newNode().procedures['session.open'](input, context)).rejects.toEqual(
      refused('locked_out'),
    );
  });
});

describe('what a stranger learns', () => {
  test('an unknown account answers like a wrong password: same words, same lock, same trace', async () => {
    const { username } = await it.newOfficer();
    const answers = async (name: string) => {
      const bodies: unknown[] = [];
      for (let n = 0; n < 6; n += 1) {
        const error = await it.signIn(name, 'a guess').catch((thrown: unknown) => thrown);
        if (!(error instanceof Refusal)) throw new Error('a failed sign-in is a refusal');
        const { retryAfterMs, ...details } = error.details;
        bodies.push({ ...error.toBody(), details: { ...details, waits: retryAfterMs !== undefined } });
      }
      return bodies;
    };
    expect(await answers('no.such.officer')).toEqual(await answers(username));
    const traces = await it.db
      .selectFrom('sign_in_failures')
      .select('failures')
      .where('subject', 'in', ['account:no.such.officer', `account:${username}`])
      .execute();
    expect(traces).toEqual([{ failures: 5 }, { failures: 5 }]);
  });

  test('the rate limit of an account does not ask whether it exists', async () => {
    const { procedures } = it.newNode({ guessesPerMinuteOfAccount: 2 });
    const { username } = await it.newOfficer();
    for (const name of ['none.such', username]) {
      const guess = () =>
        procedures['session.open'](
          { username: name, password: 'a guess', device: 'a test' },
          { address: it.newAddress(), caller: null },
        );
      await expect(guess()).rejects.toEqual(refused('sign_in_failed'));
      await expect(guess()).rejects.toEqual(refused('sign_in_failed'));
      await expect(guess()).rejects.toEqual(refused('rate_limited'));
    }
  });
});
