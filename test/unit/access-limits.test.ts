// Rate limits: a flood is refused, people are not, and nobody pays for another.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLimits, noLimits } from '../../server/access/limits.ts';
import { Refusal } from '../../shared/errors.ts';

/** How many of `times` requests at one moment pass. */
async function passing(times: number, take: () => Promise<void>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: times }, take));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

// "At one moment" holds on the slowest machine: the clock of the limits stands still.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('rate limits', () => {
  test('an officer may post a burst on top of his rate, and then has to wait', async () => {
    const limits = createLimits();
    const post = () => limits.take('message.post', 'an officer', '198.51.100.1');
    expect(await passing(300, post)).toBe(250);
    const refusal = await post().catch((error: unknown) => error);
    if (!(refusal instanceof Refusal)) throw new Error('a flood is refused');
    expect(refusal.code).toBe('rate_limited');
    expect(refusal.details.retryAfterMs).toBeGreaterThan(0);
    expect(refusal.details.retryAfterMs).toBeLessThanOrEqual(1_000);
  });

  test('one officer’s flood is nobody else’s, and does not keep him from reading', async () => {
    const limits = createLimits();
    await passing(500, () => limits.take('message.post', 'a flooder', '198.51.100.1'));
    await expect(limits.take('message.post', 'another', '198.51.100.2')).resolves.toBeUndefined();
    await expect(limits.take('incident.list', 'a flooder', '198.51.100.1')).resolves.toBeUndefined();
  });

  test('one side’s flood leaves the other side its share', async () => {
    const limits = createLimits({ ...noLimits, requestsOfOrganisation: { perSecond: 10, burst: 10 } });
    const from = (organisation: string, officer: string) =>
      limits.take('message.post', officer, '198.51.100.1', organisation);
    let officer = 0;
    expect(await passing(100, () => from('one side', `officer ${officer++}`))).toBe(20);
    expect(await passing(20, () => from('the other', 'an officer'))).toBe(20);
  });

  test('guesses of one address are few, however many accounts they try and ports they use', async () => {
    const limits = createLimits({ guessesPerMinuteOfAddress: 5 });
    let guess = 0;
    const open = () => limits.take('session.open', null, `2001:db8:0:1::${++guess}`);
    expect(await passing(50, open)).toBe(5);
    await expect(limits.take('session.open', null, '2001:db8:0:2::1')).resolves.toBeUndefined();
    await expect(limits.take('setup.create_admin', null, '2001:db8:0:1::9')).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  test('can be raised for a bench', async () => {
    const limits = createLimits(noLimits);
    expect(await passing(20_000, () => limits.take('message.post', 'an officer', '198.51.100.1'))).toBe(
      20_000,
    );
  });
});
