// What the desk asks for at once is asked at once, whatever waits already.
import { expect, test } from 'vitest';
import { liveQuery } from '../../client/console/state/live-query.ts';

test('asking at once does not wait for a timer that a hidden tab holds back', () => {
  let asked = 0;
  const query = liveQuery(async () => {
    asked += 1;
  });
  query.touch(1);
  // No timer runs before this test lets go: as in a hidden tab, its time passes and it has not fired.
  for (const past = Date.now() + 2; Date.now() <= past; );
  query.touch(1);
  expect(asked).toBe(0);
  query.touch();
  expect(asked).toBe(1);
});
