// Settings are read, defaulted, and refused in words.
import { describe, expect, it } from 'vitest';
import { ConfigError, localAddress, readConfig } from '../../server/platform/config.ts';

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted.');
}

describe('The settings', () => {
  it('need nothing: every one has a plain default', () => {
    expect(readConfig({})).toEqual({
      port: 8420,
      host: '127.0.0.1',
      dataDir: './data',
      publicUrl: 'http://127.0.0.1:8420',
      databaseUrl: null,
      redisUrl: null,
      logLevel: 'info',
    });
  });

  it('are read from the environment, with blanks trimmed and what is not ours ignored', () => {
    const config = readConfig({
      PORT: ' 9000 ',
      HOST: '::1',
      DATA_DIR: '/srv/parley',
      PUBLIC_URL: 'https://parley.example.org/',
      DATABASE_URL: 'postgresql://parley@/postgres?host=%2Frun%2Fsocket',
      REDIS_URL: 'rediss://:word@cache.example.org:6380/2',
      LOG_LEVEL: 'debug',
      HOME: '/somewhere',
    });
    expect(config).toEqual({
      port: 9000,
      host: '::1',
      dataDir: '/srv/parley',
      publicUrl: 'https://parley.example.org',
      databaseUrl: 'postgresql://parley@/postgres?host=%2Frun%2Fsocket',
      redisUrl: 'rediss://:word@cache.example.org:6380/2',
      logLevel: 'debug',
    });
  });

  it('count as not set when they are empty', () => {
    const empty = {
      PORT: '',
      HOST: '',
      DATA_DIR: ' ',
      PUBLIC_URL: '',
      DATABASE_URL: '',
      REDIS_URL: '',
      LOG_LEVEL: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each(['0', '1', '65535'])('take the port %s', (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });

  it.each(['65536', '-1', '80.5', '8e3', 'http', '0x50'])('refuse the port %s in words', (PORT) => {
    expect(refusal({ PORT })).toBe('PORT must be a whole number from 0 to 65535, such as 8420.');
  });

  it.each([
    ['HOST', 'two words', 'HOST must be a host name'],
    ['PUBLIC_URL', 'parley.example.org', 'PUBLIC_URL must be an address such as'],
    ['PUBLIC_URL', 'https://parley.example.org/?x=1', 'PUBLIC_URL must be an address such as'],
    ['DATABASE_URL', 'mysql://somewhere/db', 'DATABASE_URL must be the address of a Postgres database'],
    ['DATABASE_URL', 'postgres://host:port/db', 'DATABASE_URL must be the address of a Postgres database'],
    ['REDIS_URL', 'localhost:6379', 'REDIS_URL must be the address of a Redis server'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'],
  ])('refuse %s = %s in words', (name, value, sentence) => {
    expect(refusal({ [name]: value })).toContain(sentence);
  });

  it('name every wrong variable at once, a sentence each', () => {
    const sentences = refusal({ PORT: 'x', LOG_LEVEL: 'x', REDIS_URL: 'x' }).split('\n');
    expect(sentences.map((sentence) => sentence.split(' ')[0])).toEqual(['PORT', 'REDIS_URL', 'LOG_LEVEL']);
  });

  it('never repeat a password in a refusal', () => {
    const words = refusal({ DATABASE_URL: 'mysql://u:hunter2@host/db', REDIS_URL: 'http://u:hunter2@host' });
    expect(words).not.toContain('hunter2');
  });
});

describe('The address that is printed', () => {
  it.each([
    ['0.0.0.0', 'http://localhost:80'],
    ['::', 'http://localhost:80'],
    ['::1', 'http://[::1]:80'],
    ['10.0.0.7', 'http://10.0.0.7:80'],
  ])('for a node that listens on %s is %s', (host, address) => {
    expect(localAddress(host, 80)).toBe(address);
  });
});
