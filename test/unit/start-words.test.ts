// What the person at the terminal is told.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/platform/config.ts';
import { addressOf, failureInWords, signInTable } from '../../server/start-words.ts';

const failure = (code: string) =>
  Object.assign(new Error(`connect ${code} postgres://u:hunter2@host`), { code });

describe('What the server says at its start', () => {
  it('is the address of the port that the system chose when it was asked to choose', () => {
    expect(addressOf(readConfig({ PORT: '0' }), 41234)).toBe('http://127.0.0.1:41234');
  });

  it('is the public address when there is one', () => {
    expect(addressOf(readConfig({ PUBLIC_URL: 'https://parley.example.org' }), 8420)).toBe(
      'https://parley.example.org',
    );
  });

  it('is a table of sign-ins in even columns', () => {
    const table = signInTable([
      { username: 'trucban.sonvi', password: 'one', what: 'Duty officer, Đồn Sơn Vĩ' },
      { username: 'admin', password: 'longer', what: 'Administrator' },
    ]);
    expect(table.split('\n')).toEqual([
      '  USER           PASSWORD  WHO',
      '  trucban.sonvi  one       Duty officer, Đồn Sơn Vĩ',
      '  admin          longer    Administrator',
    ]);
  });

  it('names the port that is in use and the setting that changes it', () => {
    expect(failureInWords(failure('EADDRINUSE'), readConfig({ PORT: '9000' }))).toBe(
      'Port 9000 on 127.0.0.1 is already in use. Stop the program that uses it, or set PORT to another number.',
    );
  });

  it('names the setting of a database that does not answer, also when each of its addresses failed', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://u:hunter2@host/db' });
    for (const error of [failure('ECONNREFUSED'), new AggregateError([failure('ECONNREFUSED')])]) {
      const words = failureInWords(error, config);
      expect(words).toContain('The database of DATABASE_URL cannot be reached (ECONNREFUSED).');
      expect(words).not.toContain('hunter2');
    }
  });
});
