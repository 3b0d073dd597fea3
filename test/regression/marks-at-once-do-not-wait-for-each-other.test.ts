// Several devices that told at once how far they had read held the channel's key and then all wanted its lock: Postgres
// found the deadlock only after a second, and an acknowledgement stood in that queue.
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';

const scene = openScene();

it('Officers whose devices report a new alert at the same moment do not block each other', async () => {
  const { db } = scene.node().application;
  const north = await scene.officer('duty.north');
  const names = [
    'duty.south',
    'relief.south',
    'liaison.south',
    'commander.south',
    'commander.south-province',
  ];
  const readers = await Promise.all(names.map((name) => scene.officer(name)));
  for (let round = 0; round < 15; round += 1) {
    const { incidentId, channelId } = await north.openIncident('river');
    const { seq } = await north.raise(incidentId);
    await Promise.all(
      readers.map(({ send }) => send('channel.mark', { channelId, deliveredSeq: seq, openedSeq: seq })),
    );
  }
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks::int from pg_stat_database where datname = current_database()`.execute(db);
  expect(rows).toEqual([{ deadlocks: 0 }]);
});
