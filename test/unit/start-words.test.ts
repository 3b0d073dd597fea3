// What the person at the terminal is told.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/platform/config.ts';
import { addressOf, failureInWords, signInTable } from '../../server/start-words.ts';

const failure = (code: string, more: { syscall?: string; hostname?: string } = {}) =>
  Object.assign(new Error(`connect ${code} postgres://u:hunter2@host`), { code, ...more });

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

  it('blames the database for a socket folder that may not be entered, and the port only where it was asked for', () => {
    const config = readConfig({ PORT: '80', DATABASE_URL: 'postgres://u@/db?host=/run/closed' });
    expect(failureInWords(failure('EACCES', { syscall: 'connect' }), config)).toContain(
      'The database of DATABASE_URL cannot be reached (EACCES).',
    );
    expect(failureInWords(failure('EACCES', { syscall: 'listen' }), config)).toContain(
      'Port 80 on 127.0.0.1 may not be used by this account.',
    );
    const folder = failure('EACCES', { syscall: 'scandir' });
    expect(failureInWords(folder, readConfig({}))).toBe(`Parley could not start: ${folder.message}`);
  });

  it('blames the host that is not known: the one to listen on, or the one of the database', () => {
    const config = readConfig({ HOST: 'nowhere.example', DATABASE_URL: 'postgres://u@record.example/db' });
    const unknown = (hostname: string) => failure('ENOTFOUND', { syscall: 'getaddrinfo', hostname });
    expect(failureInWords(unknown('nowhere.example'), config)).toBe(
      'This machine has no address nowhere.example. Set HOST to one of its addresses.',
    );
    expect(failureInWords(unknown('record.example'), config)).toContain(
      'The database of DATABASE_URL cannot be reached (ENOTFOUND).',
    );
  });

  it('names the setting of a database that takes the connection and says nothing', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://u@host/db' });
    expect(failureInWords(new Error('Connection terminated due to connection timeout'), config)).toContain(
      'The database of DATABASE_URL cannot be reached (Connection terminated due to connection timeout).',
    );
  });
});
