// What the command line writes and reads: safe text, aligned tables, times, failures.
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { entryLine } from '../../client/cli/entry-words.ts';
import { failureOf, failureText, NotFound, Unanswered, UsageError } from '../../client/cli/failure.ts';
import { givenDuration, givenTime } from '../../client/cli/given-time.ts';
import { columns, distance, jsonLine, oneLine, paragraph, sheet, table } from '../../client/cli/terminal.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';

const evil = 'a\u001b[2Jb\u202ec\u009bd\u0007\ufeff';

describe('what is written to a terminal', () => {
  test('cannot move the cursor or turn the text around', () => {
    const safe = 'a\\u001b[2Jb\\u202ec\\u009bd\\u0007\\ufeff';
    expect(oneLine(evil)).toBe(safe);
    expect(oneLine('one\r\n two\tthree')).toBe('one ⏎ two three');
    expect(paragraph(`x\n${evil}`, '  ')).toBe(`  x\n  ${safe}`);
    expect(jsonLine({ text: evil })).toBe(`{"text":"${safe}"}`);
    expect(JSON.parse(jsonLine({ text: evil }))).toEqual({ text: evil });
  });

  test('keeps Khmer and Lao, whose words need zero-width spaces', () => {
    expect(oneLine('កម្ពុជា\u200bវៀតណាម')).toBe('កម្ពុជា\u200bវៀតណាម');
  });

  test('is aligned by what a terminal shows', () => {
    expect([columns('Sơn Vĩ'), columns('Sơn Vĩ'.normalize('NFD')), columns('云南')]).toEqual([6, 6, 4]);
    expect(
      table(
        ['A', 'B'],
        [
          ['云南', 'x'],
          ['Sơn Vĩ'.normalize('NFD'), 'y'],
        ],
      ),
    ).toBe(['A       B', '云南    x', `${'Sơn Vĩ'.normalize('NFD')}  y`].join('\n'));
    expect(
      sheet([
        ['one', '1'],
        ['three', null],
        ['eleven', '11'],
      ]),
    ).toBe('one     1\neleven  11');
  });

  test('says how far a time is away', () => {
    const now = Date.parse('2026-11-21T14:00:00.000Z');
    expect(distance('2026-11-21T14:01:05.000Z', now)).toBe('in 1:05');
    expect(distance('2026-11-21T13:59:48.000Z', now)).toBe('0:12 ago');
  });
});

describe('an entry in words', () => {
  const head = { seq: 7, id: newId(), at: '2026-11-21T14:00:00.000Z', by: null };

  test('stands on one line', () => {
    const payload = { text: `one\ntwo ${evil}`, lang: 'en', marker: 'warning' } as const;
    expect(entryLine({ ...head, kind: 'message.posted', payload }, String)).toMatch(
      /^#7 {2}2026-11-2\d \d\d:00:00 {2}Parley: \[warning\] one ⏎ two a\\u001b/,
    );
  });

  test('of a kind that a newer server has is shown as it is', () => {
    const newer = JSON.parse(JSON.stringify({ ...head, kind: 'tea.made', payload: { cups: 2 } }));
    expect(entryLine(newer, String)).toContain('tea.made {"cups":2}');
  });
});

describe('a given time', () => {
  const now = new Date(2026, 10, 21, 14, 0).getTime();
  const local = (day: number, hours: number, minutes: number) =>
    new Date(2026, 10, day, hours, minutes).toISOString();

  test('is a clock time today or tomorrow, a distance, or a date', () => {
    expect(givenTime('14:30', now)).toBe(local(21, 14, 30));
    expect(givenTime('9:15', now)).toBe(local(22, 9, 15));
    expect(givenTime('+90m', now)).toBe(local(21, 15, 30));
    expect(givenTime('2026-11-25 08:00', now)).toBe(local(25, 8, 0));
    expect(givenTime('2026-11-25T08:00+07:00', now)).toBe('2026-11-25T01:00:00.000Z');
    expect(givenTime('2026-11-25', now)).toBe(local(25, 0, 0));
  });

  test.each([
    ...['', 'soon', '25', '+', '+5', '5m', '2026-13-40', '24:00', '25:30', '9:60'],
    ...['2026-02-30', '2026-02-30T08:00'],
  ])('is not %o', (text) => {
    expect(() => givenTime(text, now)).toThrow(UsageError);
  });

  test('lasts seconds, minutes, hours or days', () => {
    expect(['90s', '15m', '2h', '1d'].map(givenDuration)).toEqual([90_000, 900_000, 7_200_000, 86_400_000]);
    expect(() => givenDuration('1w')).toThrow(UsageError);
  });
});

describe('a failure', () => {
  test.each([
    [new Refusal('not_allowed'), 3, 'not_allowed'],
    [new Refusal('session_ended'), 4, 'session_ended'],
    [new Unreachable('away'), 5, 'unreachable'],
    [new UsageError('what?'), 2, 'usage'],
    [new CommanderError(1, 'commander.help', '(outputHelp)'), 2, 'usage'],
    [new NotFound('not there'), 3, 'not_found'],
    [new Error('broken'), 1, 'failed'],
  ])('%s has its exit code and its code', (error, exitCode, code) => {
    expect(failureOf(error)).toMatchObject({ exitCode, code });
  });

  test('is none when help was asked for', () => {
    expect(failureOf(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toBeNull();
  });

  test('of a command without an answer tells how it is asked once more, by whom and with its key', () => {
    const key = newId();
    const sent = { profile: 'north', name: 'note.write', key, input: { text: "it's\u202e" } };
    const failure = failureOf(new Unanswered(sent, new Unreachable('there was no answer in time', { key })));
    if (!failure) throw new Error('it is a failure');
    expect(failureText(failure, false).split('\n').at(-1)).toBe(
      `  parley --profile north call note.write --key ${key} '{"text":"it'\\''s\\u202e"}'`,
    );
    expect(JSON.parse(failureText(failure, true))).toMatchObject({ error: { code: 'unreachable' }, sent });
    expect(failure.exitCode).toBe(5);
  });

  test('is told in words and as JSON', () => {
    const issues = [{ path: 'text', problem: 'must not be empty' }];
    const failure = failureOf(new Refusal('invalid_input', { issues }));
    if (!failure) throw new Error('it is a failure');
    expect(failureText(failure, false)).toBe(
      'parley: The input does not fit the schema. (invalid_input)\n  text: must not be empty',
    );
    expect(JSON.parse(failureText(failure, true))).toEqual({
      ok: false,
      error: { code: 'invalid_input', message: 'The input does not fit the schema.', details: { issues } },
    });
  });
});
