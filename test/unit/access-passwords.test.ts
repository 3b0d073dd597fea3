// Passwords at rest, and what a wrong one costs.
import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../server/access/passwords.ts';

describe('a password', () => {
  test('is kept as an argon2id string with its own salt', async () => {
    const [one, other] = await Promise.all([
      hashPassword('mat khau rat dai'),
      hashPassword('mat khau rat dai'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
  });

  test('fits its own hash and no other word does', async () => {
    const stored = await hashPassword('mật khẩu rất dài');
    expect(await verifyPassword('mật khẩu rất dài', stored)).toBe(true);
    expect(await verifyPassword('mật khẩu rất dài ', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test('fits however the keyboard composes its letters', async () => {
    const stored = await hashPassword('mật khẩu rất dài'.normalize('NFD'));
    expect(await verifyPassword('mật khẩu rất dài'.normalize('NFC'), stored)).toBe(true);
  });

  test('never fits an account without a password, or one whose hash is damaged', async () => {
    for (const stored of [null, '', 'plain', '$argon2id$v=19$m=19456,t=2,p=1$$']) {
      expect(await verifyPassword('whatever it is', stored)).toBe(false);
    }
  });

  test('fits a hash made by the reference implementation', async () => {
    // From the test vectors of github.com/P-H-C/phc-winner-argon2 (argon2id, v=19).
    const stored = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await verifyPassword('password', stored)).toBe(true);
    expect(await verifyPassword('Password', stored)).toBe(false);
  });

  test('is refused as busy when too many are being tried at once', async () => {
    const tries = Array.from({ length: 100 }, () => verifyPassword('a flood', null));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(34);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy' } });
    expect(await verifyPassword('after the flood', null)).toBe(false);
  });
});
