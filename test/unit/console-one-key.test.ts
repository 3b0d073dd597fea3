// Pressing again after a lost reply goes under the key of the first press; after a reply it is a new press.
import { expect, test } from 'vitest';
import { underOneKey } from '../../client/console/state/one-key.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { Refusal } from '../../shared/errors.ts';

const lost = new Unreachable('there was no answer in time');

test('a press keeps its key until its reply came, and shares it with nothing else', async () => {
  const keys: string[] = [];
  const press = (alert: number, failure?: Error) =>
    underOneKey({ officerId: 'one', what: [alert], input: {} }, async (_, key) => {
      keys.push(key);
      if (failure) throw failure;
    });
  await expect(press(1, lost)).rejects.toBe(lost);
  await expect(press(2, lost)).rejects.toBe(lost);
  await press(1);
  const [first, other, again] = keys;
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  await press(1);
  expect(keys[3]).not.toBe(first);
  // It says nothing of the press before, only that nobody is signed in any more.
  const ended = new Refusal('session_ended');
  await expect(press(2, ended)).rejects.toBe(ended);
  const refusal = new Refusal('not_found');
  await expect(press(2, refusal)).rejects.toBe(refusal);
  await press(2);
  expect(keys[4]).toBe(other);
  expect(keys[5]).toBe(other);
  expect(keys[6]).not.toBe(other);
});

test('of presses that name different times the one that stands on the record is the answer', async () => {
  /** What stands under each key, as a server has it. */
  const record = new Map<string, string>();
  let reply: 'heard' | 'lost' | 'lost on the way' = 'heard';
  const press = (at: string) =>
    underOneKey({ officerId: 'one', what: ['half an hour'], input: at }, async (input, key) => {
      if (reply === 'lost on the way') throw lost;
      const stands = record.get(key) ?? input;
      record.set(key, stands);
      if (stands !== input) throw new Refusal('key_reused');
      if (reply === 'lost') throw lost;
      return stands;
    });
  reply = 'lost on the way';
  await expect(press('14:30')).rejects.toBe(lost);
  reply = 'lost';
  await expect(press('14:31')).rejects.toBe(lost);
  reply = 'lost on the way';
  await expect(press('14:32')).rejects.toBe(lost);
  reply = 'heard';
  expect(await press('14:33')).toBe('14:31');
  expect(record.size).toBe(1);
  // It was answered: whoever promises half an hour again promises it from now on.
  expect(await press('14:40')).toBe('14:40');
  expect(record.size).toBe(2);
  // Where nothing arrived, the time is that of the press that did.
  reply = 'lost on the way';
  await expect(press('14:50')).rejects.toBe(lost);
  reply = 'heard';
  expect(await press('14:51')).toBe('14:51');
});
