// An end leaves a line, and the record fails just when its officers are to be taken out of the room: until a node knew who
// may hear, an officer who had sat there heard on.
import { expect, it } from 'vitest';
import { openClient } from '../../server/platform/database.ts';
import type { OutputOf } from '../../shared/commands.ts';
import { rawOfficer } from '../support/raw-officer.ts';
import { openScene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const scene = openScene();

const hill = (endCodes: string[]) => ({ code: 'hill', kind: 'adjacent', name: { en: 'Hill' }, endCodes });

it('An officer whose rooms cannot be read anew is not left in the old ones', async () => {
  const { url } = scene.node();
  const [admin, west] = [await rawOfficer(url, 'admin.home'), await rawOfficer(url, 'duty.west')];
  await admin.reachHttp('line.set', hill(['north', 'east', 'west']));
  const { lines } = await admin.get<OutputOf<'line.list'>>('line.list', {});
  const line = lines.find(({ code }) => code === 'hill');
  const [first, behind, watcher] = await Promise.all(
    ['first', 'behind', 'watcher'].map((name) => openClient(scene.record().databaseUrl, name)),
  );
  if (!line || !first || !behind || !watcher) throw new Error('a line and three connections are there');
  const patient = 'set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; begin';
  const waits = async (query: string) =>
    (
      await watcher.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like $1`,
        [`%${query}%`],
      )
    ).rows.length > 0;

  // The change waits for the line; a lock that nothing passes waits behind the change.
  await first.query(patient);
  await first.query('select from channels where id = $1 for no key update', [line.channelId]);
  const changing = admin.reachHttp('line.set', hill(['north', 'east']));
  await until(() => waits('for no key update'), { what: 'the change to wait' });
  await behind.query(patient);
  const isBehind = behind.query('lock table line_ends in access exclusive mode');
  await until(() => waits('in access exclusive mode'), { what: 'the lock to wait behind it' });
  await first.query('commit');
  await isBehind;
  expect((await changing).reply).toMatchObject({ ok: true });

  await until(
    async () => {
      await watcher.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database() and query like '%station_reach%'`);
      return !west.socket.connected;
    },
    { what: 'the officer of the end that has left to be let go' },
  );
  await behind.query('commit');
  await Promise.all([first, behind, watcher].map((client) => client.end()));
  // He comes back, and is seated by the record.
  const back = await rawOfficer(url, 'duty.west');
  const { lines: left } = await back.get<OutputOf<'line.list'>>('line.list', {});
  expect(left.map(({ code }) => code)).not.toContain('hill');
  for (const one of [admin, back]) one.close();
});
