// Regression: a connection of the queue that Postgres ended in the moment it was made took the whole process with it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { createQueue } from '../../server/platform/queue.ts';
import { openRecordCable, type RecordCable } from '../support/record-cable.ts';
import { createTestDatabase, type TestDatabase } from '../support/template-database.ts';
import { until } from '../support/until.ts';

describe('A connection that is ended in the moment it is made', () => {
  let database: TestDatabase;
  let cable: RecordCable;
  beforeAll(async () => {
    database = await createTestDatabase();
    cable = await openRecordCable(database.url);
  });
  afterAll(async () => {
    await cable.close();
    await database.drop();
  });

  // An error that nobody hears ends the process, and fails this run whatever the test itself finds.
  it.each([1, 2, 3, 4])('is heard, and the queue still wakes the node (connection %i)', async (nth) => {
    const ended = cable.endAtBirth('parley queue', nth);
    let wakes = 0;
    const queue = createQueue({
      redisUrl: null,
      databaseUrl: cable.url,
      logger: createLogger('silent'),
      onWake: async () => {
        wakes += 1;
      },
      heartbeatMs: 300,
    });
    try {
      queue.wake(`esc_${randomUUID()}_1_1_1`, new Date());
      await ended;
      const before = wakes;
      queue.wake(`esc_${randomUUID()}_1_1_1`, new Date());
      await until(() => wakes > before, { what: 'the wake-up' });
    } finally {
      await queue.close();
    }
  });
});
