// A loop that fails without a pause is broken.
import { expect, it } from 'vitest';
import { guardAgainstSpin } from '../../server/platform/queue/spin-guard.ts';

it('A loop that fails without a pause, and lets no timer run, is broken at its hundredth failure', async () => {
  let isBroken = false;
  const heard: string[] = [];
  const failed = guardAgainstSpin(
    (error) => heard.push(error.message),
    () => {
      isBroken = true;
    },
  );
  let turns = 0;
  while (!isBroken) {
    turns += 1;
    failed(new Error(`Failure ${turns}.`));
    await null;
  }
  expect(turns).toBe(100);
  expect(heard).toEqual(['Failure 1.']);
});
