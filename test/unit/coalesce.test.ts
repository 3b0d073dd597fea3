// Many wake-ups at once become few runs.
import { describe, expect, it } from 'vitest';
import { coalesce } from '../../server/platform/queue/coalesce.ts';

describe('Coalesced work', () => {
  it('runs once for the first call and once for all the calls that come meanwhile', async () => {
    let runs = 0;
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work = coalesce(
      async () => {
        const gate = gates[runs];
        runs += 1;
        await gate?.promise;
      },
      () => undefined,
    );
    work.run();
    for (let call = 0; call < 500; call += 1) work.run();
    expect(runs).toBe(1);
    for (const gate of gates) gate.resolve();
    await work.settled();
    expect(runs).toBe(2);
  });

  it('hands an error over and goes on', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const work = coalesce(
      async () => {
        runs += 1;
        throw new Error(`Run ${runs} failed.`);
      },
      (error) => errors.push(String(error)),
    );
    work.run();
    await work.settled();
    work.run();
    await work.settled();
    expect(errors).toEqual(['Error: Run 1 failed.', 'Error: Run 2 failed.']);
  });
});
