// A word right behind its acknowledgement reads the record as it was before that. What it settles was once left to a
// second statement, which changed a case under the hands of a command that had read it, whose save then undid it.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../support/officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

describe('A message right behind an acknowledgement', () => {
  const { record, onWatch, officer } = openScene();
  let clients: pg.Client[] = [];
  let north: TestOfficer;
  let south: TestOfficer;

  beforeAll(async () => {
    [north, south] = await onWatch('duty.north', 'duty.south');
    // Without the server's limits: they hold their locks for as long as a slow machine needs.
    clients = [1, 2, 3].map(() => new pg.Client(record().databaseUrl));
    for (const client of clients) await client.connect();
  });
  afterAll(() => Promise.all(clients.map((client) => client.end())));

  it('is settled before whoever stands in line behind it has the case in hands', async () => {
    const [before, after, watcher] = clients;
    if (!before || !after || !watcher) throw new Error('there are three connections');
    const waiting = async (count: number) => {
      const { rows } = await watcher.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length === count;
    };
    const relief = await officer('relief.south');

    /** False when Postgres let the other command pass before the message: it does not promise the order of waiters. */
    const tryOrder = async (): Promise<boolean> => {
      const { incidentId, channelId } = await north.openIncident('river');
      const { alertId } = await north.raise(incidentId);
      const lock = (client: pg.Client) =>
        client.query('select from channels where id = $1 for no key update', [channelId]);

      // They stand in line for the case: the acknowledgement, the message, and somebody else's command.
      await before.query('begin');
      await lock(before);
      const acknowledging = south.send('alert.acknowledge', { alertId, grade: 'accepted' });
      await until(() => waiting(1));
      const posting = relief.post(channelId, 'We are on our way');
      await until(() => waiting(2));
      await after.query('begin');
      const locked = lock(after);
      await until(() => waiting(3));
      await before.query('commit');
      await acknowledging;
      await locked;
      const isBehindTheMessage = (await north.entries(channelId)).at(-1)?.kind === 'message.posted';
      if (isBehindTheMessage) {
        const { at } = await posting;
        expect((await north.alert(incidentId)).escalation).toMatchObject({
          waitingFor: null,
          answeredAt: at,
        });
      }
      await after.query('commit');
      await posting;
      return isBehindTheMessage;
    };
    for (let tries = 1; !(await tryOrder()); tries += 1) {
      if (tries === 30) throw new Error('the message never came before the other command');
    }
  });
});
