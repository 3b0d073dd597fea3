// Sessions on a real record: renewed over a bad link, ended by reuse, by signing out and by a new password.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionTokens } from '../../shared/nouns/session.ts';
import { day, minute, second } from '../../shared/time.ts';
import { goodPassword, openTestAccess, type TestAccess } from '../support/access.ts';

let it: TestAccess;
beforeAll(async () => {
  it = await openTestAccess();
});
afterAll(() => it.record.close());

const refused = (code: string) => expect.objectContaining({ code });
const nowhere = { address: '198.51.100.1', caller: null };
const renew = ({ refreshToken }: Pick<SessionTokens, 'refreshToken'>) =>
  it.access.procedures['session.renew']({ refreshToken }, nowhere);
const ended = (sessionId: string) =>
  it.db
    .selectFrom('sessions')
    .select('revoked_reason')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
    .then(({ revoked_reason }) => revoked_reason);
async function signedIn() {
  const officer = await it.newOfficer();
  const tokens = await it.signIn(officer.username);
  const caller = { sessionId: tokens.sessionId, officerId: officer.officerId };
  return { ...officer, tokens, context: { address: it.newAddress(), caller } };
}

describe('renewing', () => {
  test('brings new tokens of the same session, time after time', async () => {
    const { tokens, officerId } = await signedIn();
    let last = tokens;
    for (let n = 0; n < 3; n += 1) {
      await it.clock.advance(9 * minute);
      const next = await renew(last);
      expect(next.sessionId).toBe(tokens.sessionId);
      expect(next.refreshToken).not.toBe(last.refreshToken);
      last = next;
    }
    await expect(it.access.verifyAccessToken(last.accessToken)).resolves.toMatchObject({ officerId });
  });

  test('a lost reply does not sign the officer out: the token before still renews for a minute', async () => {
    const { tokens } = await signedIn();
    await renew(tokens);
    await it.clock.advance(50 * second);
    await renew(tokens);
    await it.clock.advance(50 * second);
    const arrived = await renew(tokens);
    await expect(renew(arrived)).resolves.toBeDefined();
    expect(await ended(tokens.sessionId)).toBeNull();
  });

  test('the token before no longer renews once the newer one has been used', async () => {
    const { tokens } = await signedIn();
    await renew(await renew(tokens));
    const before = it.endings();
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    expect(await ended(tokens.sessionId)).toBe('reused');
    expect(it.endings()).toBe(before + 1);
  });

  test('the token before no longer renews after a minute', async () => {
    const { tokens } = await signedIn();
    const newer = await renew(tokens);
    await it.clock.advance(minute + second);
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    await expect(renew(newer)).rejects.toEqual(refused('session_ended'));
  });

  test('of an officer and a thief with the same token, the second to come back ends the session for both', async () => {
    const { tokens } = await signedIn();
    const thiefs = await renew(tokens);
    const officers = await renew(tokens);
    await expect(renew(thiefs)).rejects.toEqual(refused('session_ended'));
    await expect(renew(officers)).rejects.toEqual(refused('session_ended'));
    expect(await ended(tokens.sessionId)).toBe('reused');
  });

  test('two renewals at one moment leave one token in force', async () => {
    const { tokens } = await signedIn();
    const [one, other] = await Promise.all([renew(tokens), renew(tokens)]);
    const outcomes = await Promise.allSettled([renew(one), renew(other)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });

  test('a made-up token ends nobody’s session but the one it names, and a malformed one none', async () => {
    const { tokens } = await signedIn();
    for (const refreshToken of ['x', `${tokens.sessionId}.x`, `${tokens.sessionId}`]) {
      await expect(renew({ refreshToken })).rejects.toEqual(refused('session_ended'));
    }
    await expect(renew(tokens)).resolves.toBeDefined();
  });

  test('a session left alone for seven days is over', async () => {
    const { tokens } = await signedIn();
    await it.clock.advance(7 * day);
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    expect(await ended(tokens.sessionId)).toBeNull();
  });

  test('a disabled officer renews nothing', async () => {
    const { tokens, officerId } = await signedIn();
    await it.record.asSystem('officer.disable', { officerId });
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    await it.record.asSystem('officer.enable', { officerId });
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
  });
});

describe('signing out', () => {
  test('ends this session and no other', async () => {
    const { username, tokens, context } = await signedIn();
    const elsewhere = await it.signIn(username);
    await it.access.procedures['session.close']({}, context);
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    await expect(it.access.seat(tokens.accessToken)).rejects.toEqual(refused('session_ended'));
    await expect(renew(elsewhere)).resolves.toBeDefined();
  });

  test('twice is no error', async () => {
    const { context } = await signedIn();
    await it.access.procedures['session.close']({}, context);
    await expect(it.access.procedures['session.close']({}, context)).resolves.toEqual({});
  });

  test('everywhere ends every session of this officer and of no other', async () => {
    const { username, tokens, context } = await signedIn();
    const [elsewhere, other] = [await it.signIn(username), await signedIn()];
    await it.access.procedures['session.close_all']({}, context);
    for (const one of [tokens, elsewhere]) await expect(renew(one)).rejects.toEqual(refused('session_ended'));
    await expect(renew(other.tokens)).resolves.toBeDefined();
    await expect(it.access.procedures['session.close_all']({}, context)).rejects.toEqual(
      refused('session_ended'),
    );
  });

  test('asks for a session', async () => {
    for (const name of ['session.close', 'session.close_all'] as const) {
      await expect(Promise.resolve().then(() => it.access.procedures[name]({}, nowhere))).rejects.toEqual(
        refused('unauthenticated'),
      );
    }
  });
});

describe('changing one’s password', () => {
  const next = 'another long password';

  test('ends the other sessions and keeps this one', async () => {
    const { username, tokens, context } = await signedIn();
    const elsewhere = await it.signIn(username);
    await it.access.procedures['session.change_password']({ current: goodPassword, next }, context);
    await expect(renew(elsewhere)).rejects.toEqual(refused('session_ended'));
    await expect(renew(tokens)).resolves.toBeDefined();
    await expect(it.signIn(username)).rejects.toEqual(refused('sign_in_failed'));
    await expect(it.signIn(username, next)).resolves.toBeDefined();
  });

  test('needs the current one, and counts guesses like the door does', async () => {
    const { username, context } = await signedIn();
    const change = (current: string) =>
      it.access.procedures['session.change_password']({ current, next }, context);
    for (let n = 0; n < 5; n += 1)
      await expect(change('a guess')).rejects.toMatchObject({ code: 'password_wrong' });
    await expect(change(goodPassword)).rejects.toEqual(refused('locked_out'));
    await expect(it.signIn(username)).rejects.toEqual(refused('locked_out'));
  });

  test('is refused to a session that has ended', async () => {
    const { username, context } = await signedIn();
    await it.access.procedures['session.close']({}, context);
    await expect(
      it.access.procedures['session.change_password']({ current: goodPassword, next }, context),
    ).rejects.toEqual(refused('session_ended'));
    await expect(it.signIn(username)).resolves.toBeDefined();
  });

  test('an admin’s new password ends every session', async () => {
    const { username, officerId, tokens } = await signedIn();
    await it.record.asSystem('officer.set_password', { officerId, password: next });
    await expect(renew(tokens)).rejects.toEqual(refused('session_ended'));
    await expect(it.signIn(username, next)).resolves.toBeDefined();
  });
});
