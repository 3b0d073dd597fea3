// What never reaches a log.
import { describe, expect, it } from 'vitest';
import { createLogger, REDACTED_NAMES } from '../../server/platform/logger.ts';

function logged(fields: object): string {
  let lines = '';
  createLogger('info', { write: (line) => (lines += line) }).info(fields, 'Said.');
  return lines;
}

describe('The log', () => {
  it.each(REDACTED_NAMES)('never shows a value named %s, at any depth up to four', (name) => {
    let fields: object = { [name]: 'canary' };
    for (let depth = 0; depth < 4; depth += 1) fields = { [name]: 'canary', inner: fields };
    expect(logged(fields)).not.toContain('canary');
  });

  it('strikes out what a child logger carries along', () => {
    let lines = '';
    const logger = createLogger('info', { write: (line) => (lines += line) });
    logger.child({ token: 'canary', station: 's' }).info('Said.');
    expect(lines).toContain('"station":"s"');
    expect(lines).not.toContain('canary');
  });

  it('strikes out the row values that Postgres puts into an error', () => {
    const err = Object.assign(new Error('duplicate key'), { detail: 'Key (text)=(canary) already exists.' });
    expect(logged({ err })).toContain('duplicate key');
    expect(logged({ err })).not.toContain('canary');
  });

  it('leaves the objects that it logs as they were', () => {
    const command = { key: '1', input: { text: 'Đồn' } };
    logged({ command });
    expect(command).toEqual({ key: '1', input: { text: 'Đồn' } });
  });

  it('tells the time in ISO 8601 and the reason of an error', () => {
    const line = JSON.parse(logged({ err: new Error('The post is closed.') }));
    expect(new Date(line.time).toISOString()).toBe(line.time);
    expect(line.err.message).toBe('The post is closed.');
  });
});
