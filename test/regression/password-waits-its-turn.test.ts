// Regression: an account was made in a transaction that ended by itself when its password had to wait for two seconds.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyPassword } from '../../server/access/passwords.ts';
import { codeOf, openSession, type RawOfficer, rawOfficer } from '../support/raw-officer.ts';
import { openScene } from '../support/scene.ts';
import { password } from '../support/world.ts';

const scene = openScene();
let admin: RawOfficer;
beforeAll(async () => {
  admin = await rawOfficer(scene.node().url, 'admin.home');
});
afterAll(() => admin.close());

/** So dear that each takes some seconds on any machine; two of them are all that are worked on at once. */
const dear = `$argon2id$v=19$m=32768,t=99,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
const rush = () => Promise.all([verifyPassword('guess', dear), verifyPassword('guess', dear)]);

it('A password that waits its turn behind others is set all the same', async () => {
  const officer = {
    username: 'duty.new',
    stationCode: 'north',
    role: 'duty_officer',
    name: 'New',
    language: 'vi',
  };
  const [created] = await Promise.all([admin.post('officer.set', { ...officer, password }), rush()]);
  expect(codeOf(created)).toBe('ok');
  expect(await openSession(scene.node().url, 'duty.new')).toMatchObject({ sessionId: expect.any(String) });

  const { officerId } = created.reply.ok
    ? (created.reply.result as { officerId: string })
    : { officerId: '' };
  const [changed] = await Promise.all([
    admin.post('officer.set_password', { officerId, password: `${password}, another` }),
    rush(),
  ]);
  expect(codeOf(changed)).toBe('ok');
});
