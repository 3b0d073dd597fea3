// Pressing again after a lost reply goes under the key of the first press; after a reply it is a new press.
import { expect, test } from 'vitest';
import { underOneKey } from '../../client/console/state/one-key.ts';
import { Unreachable } from '../../client/sdk/unreachable.ts';
import { Refusal } from '../../shared/errors.ts';

test('a press keeps its key until its reply came, and shares it with nothing else', async () => {
  const keys: string[] = [];
  const press = (what: readonly unknown[], failure?: Error) =>
    underOneKey(what, async (key) => {
      keys.push(key);
      if (failure) throw failure;
    });
  const lost = new Unreachable('there was no answer in time');
  await expect(press(['alert', 1], lost)).rejects.toBe(lost);
  await expect(press(['alert', 2], lost)).rejects.toBe(lost);
  await press(['alert', 1]);
  const [first, other, again] = keys;
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  await press(['alert', 1]);
  expect(keys[3]).not.toBe(first);
  const refusal = new Refusal('not_found');
  await expect(press(['alert', 2], refusal)).rejects.toBe(refusal);
  await press(['alert', 2]);
  expect(keys[4]).toBe(other);
  expect(keys[5]).not.toBe(other);
});
