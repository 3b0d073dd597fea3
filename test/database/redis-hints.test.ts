// Hints between nodes over a real Redis that dies and comes back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { createHints, type Hints } from '../../server/platform/redis-hints.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const logger = createLogger('silent');

describe.skipIf(!redisAvailable)('Hints between nodes', () => {
  let redis: TestRedis;
  let opened: Hints[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  afterEach(() => {
    for (const hints of opened) hints.close();
    opened = [];
  });

  function node(): Hints & { heard: string[] } {
    const heard: string[] = [];
    const hints = createHints(redis.url, logger);
    hints.onHint((text) => heard.push(text));
    opened.push(hints);
    return { ...hints, heard };
  }

  // A hint may be lost, so that it is sent until it is heard.
  const tellUntilHeard = (from: Hints, text: string, by: { heard: string[] }) =>
    until(
      () => {
        from.publish(text);
        return by.heard.includes(text);
      },
      { what: `the hint "${text}"` },
    );

  it('reach the other node with every character, and not the node that sent them', async () => {
    const [one, two] = [node(), node()];
    await tellUntilHeard(one, 'kênh 7\nមុខ', two);
    await tellUntilHeard(two, 'back', one);
    expect(one.heard).not.toContain('kênh 7\nមុខ');
  });

  it('are dropped without an error while Redis is away, and flow again after it has restarted', async () => {
    const [one, two] = [node(), node()];
    await tellUntilHeard(one, 'before', two);
    await redis.kill();
    for (let count = 0; count < 100; count += 1) one.publish('lost');
    await redis.restart();
    await tellUntilHeard(one, 'after', two);
  });

  it('do not keep a node from starting while Redis is away', async () => {
    await redis.kill();
    const [one, two] = [node(), node()];
    one.publish('lost');
    await redis.restart();
    await tellUntilHeard(one, 'found', two);
  });
});
